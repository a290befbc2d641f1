-- What stands per commitment for some municipalities: the newest submission wins, withdrawn is as if never handed in.
-- $edition        VARCHAR  edition id
-- $municipalities VARCHAR  codes, comma-separated
SELECT
    municipality, -- VARCHAR code
    commitment,   -- VARCHAR slug
    level,        -- TINYINT 0–3, NULL is silent
    comment,      -- VARCHAR
    decided,      -- VARCHAR ISO date or ''
    reference,    -- VARCHAR
    link          -- VARCHAR
FROM declaration
WHERE edition = $edition
  AND municipality IN (SELECT unnest(string_split($municipalities, ',')))
QUALIFY row_number() OVER (PARTITION BY municipality, commitment ORDER BY submission DESC) = 1
    AND NOT withdrawn
ORDER BY municipality, commitment;
