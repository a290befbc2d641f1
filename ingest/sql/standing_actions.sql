-- What stands per action for some municipalities: the newest submission wins, withdrawn is as if never handed in.
-- $edition        VARCHAR  edition id
-- $municipalities VARCHAR  codes, comma-separated
SELECT
    municipality, -- VARCHAR code
    action,       -- VARCHAR id
    status,       -- VARCHAR not_started, planned, underway, done, '' is silent
    comment,      -- VARCHAR
    link          -- VARCHAR
FROM action_report
WHERE edition = $edition
  AND municipality IN (SELECT unnest(string_split($municipalities, ',')))
QUALIFY row_number() OVER (PARTITION BY municipality, action ORDER BY submission DESC) = 1
    AND NOT withdrawn
ORDER BY municipality, action;
