-- Forgets old answers.
DELETE FROM repeated_request
WHERE finished <= ? -- the oldest that is still kept, UTC
