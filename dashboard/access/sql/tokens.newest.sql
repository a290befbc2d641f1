-- Every one, the newest first.
ORDER BY created DESC, id
