-- What submission $id set per action, what wins now, and what stood before it.
-- $id BIGINT  submission id
WITH mine AS (
    SELECT * FROM action_report WHERE submission = $id
), rival AS (
    SELECT d.*
    FROM action_report d JOIN mine m USING (edition, municipality, action)
    WHERE d.submission > $id
    QUALIFY row_number() OVER (PARTITION BY d.edition, d.municipality, d.action ORDER BY d.submission DESC) = 1
), before AS (
    SELECT d.*
    FROM action_report d JOIN mine m USING (edition, municipality, action)
    WHERE d.submission < $id
    QUALIFY row_number() OVER (PARTITION BY d.edition, d.municipality, d.action ORDER BY d.submission DESC) = 1
)
SELECT
    mine.municipality,                          -- VARCHAR code
    mine.action,                                -- VARCHAR id
    mine.status,                                -- VARCHAR as $id set it
    rival.submission IS NOT NULL AS overtaken,  -- BOOLEAN a later submission said something
    coalesce(rival.status, '') AS now,          -- VARCHAR as it stands, when overtaken
    coalesce(before.withdrawn, true) AS gone,   -- BOOLEAN nothing stood before $id
    coalesce(before.status, ''),                -- VARCHAR as it stood before $id, and so on
    coalesce(before.comment, ''),
    coalesce(before.link, ''),
    coalesce(mine.withdrawn = before.withdrawn AND mine.status = before.status
        AND mine.comment = before.comment AND mine.link = before.link, mine.withdrawn) AS unchanged -- BOOLEAN $id changed nothing
FROM mine
LEFT JOIN rival USING (edition, municipality, action)
LEFT JOIN before USING (edition, municipality, action)
ORDER BY mine.municipality, mine.line, mine.action;
