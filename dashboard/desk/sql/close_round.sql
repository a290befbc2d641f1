-- Ends a round.
UPDATE collection_round
SET closed = ? -- now, UTC
WHERE id = ?   -- number
