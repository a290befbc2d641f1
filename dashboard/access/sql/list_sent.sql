-- What a person handed in, the newest first.
SELECT
    id,
    received, -- UTC
    file_name
FROM submission
WHERE sender_person = ? -- id
ORDER BY id DESC
