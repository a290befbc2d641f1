-- Takes the names of erased people off what they handed in.
UPDATE submission
SET sender_name = ? -- what stands in the name's place
WHERE sender_person IN (SELECT id FROM person WHERE state = 'erased')
