-- What the names that repeat are numbered as.
SELECT
    name,   -- VARCHAR
    number  -- INTEGER
FROM name
