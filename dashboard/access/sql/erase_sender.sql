-- Takes a person's name off what she handed in.
UPDATE submission
SET sender_name = ? -- what stands in the name's place
WHERE sender_person = ? -- id
