-- Ends the reminders that were waiting when the program stopped.
UPDATE reminder
SET state = 'lost', ended = ? -- now, UTC
WHERE state = 'queued'
