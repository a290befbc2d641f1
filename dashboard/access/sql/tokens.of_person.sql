-- Those that a person has made, the newest first.
WHERE created_by = ? -- id
ORDER BY created DESC, id
