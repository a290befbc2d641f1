-- What no index sees to: rows of one submission that are about the same, and reports that point at nothing.
SELECT
    (SELECT count(*) FROM (SELECT 1 FROM report GROUP BY submission, municipality, action HAVING count(*) > 1)) AS repeated, -- keys
    (SELECT count(*) FROM action_report WHERE edition IS NULL OR municipality IS NULL OR action IS NULL OR status IS NULL) AS nameless -- rows
