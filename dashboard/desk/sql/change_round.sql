-- Sets what can be changed of a round.
UPDATE collection_round
SET
    opens = ?,    -- ISO date
    deadline = ?, -- ISO date
    note = ?      -- for staff
WHERE id = ?      -- number
