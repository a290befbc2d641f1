-- When the newest submission was received, in any edition; one row, NULL when there is none.
SELECT max(received) -- UTC
FROM submission
