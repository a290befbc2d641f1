-- Takes a person's name and address off the links that were for her.
UPDATE link
SET name = ?, -- what stands in the name's place
    email = ''
WHERE person = ? -- id
   OR lower(email) = nullif(?, '') -- her address, normalised and in lower case
