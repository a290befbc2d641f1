-- Which cells of a submission's file its sender put right before confirming, in the order of the file.
--   $submission  its id
SELECT
    line,     -- physical line in the file as sent
    position, -- of the column, from 0
    heading,  -- the column's header as sent
    sent,     -- what the cell held
    value     -- what stands in its place
FROM correction
WHERE submission = $submission
ORDER BY line, position
