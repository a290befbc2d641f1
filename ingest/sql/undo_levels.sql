-- What submission $id set per commitment, what wins now, and what stood before it.
-- $id BIGINT  submission id
WITH mine AS (
    SELECT * FROM declaration WHERE submission = $id
), rival AS (
    SELECT d.*
    FROM declaration d JOIN mine m USING (edition, municipality, commitment)
    WHERE d.submission > $id
    QUALIFY row_number() OVER (PARTITION BY d.edition, d.municipality, d.commitment ORDER BY d.submission DESC) = 1
), before AS (
    SELECT d.*
    FROM declaration d JOIN mine m USING (edition, municipality, commitment)
    WHERE d.submission < $id
    QUALIFY row_number() OVER (PARTITION BY d.edition, d.municipality, d.commitment ORDER BY d.submission DESC) = 1
)
SELECT
    mine.municipality,                          -- VARCHAR code
    mine.commitment,                            -- VARCHAR slug
    mine.level,                                 -- TINYINT as $id set it
    mine.withdrawn,                             -- BOOLEAN as $id set it
    rival.submission IS NOT NULL AS overtaken,  -- BOOLEAN a later submission said something
    rival.level AS now,                         -- TINYINT as it stands, when overtaken
    coalesce(before.withdrawn, true) AS gone,   -- BOOLEAN nothing stood before $id
    before.level,                               -- TINYINT as it stood before $id, and so on
    coalesce(before.comment, ''),
    coalesce(before.decided, ''),
    coalesce(before.reference, ''),
    coalesce(before.link, ''),
    coalesce(mine.withdrawn = before.withdrawn AND mine.level IS NOT DISTINCT FROM before.level
        AND mine.comment = before.comment AND mine.decided = before.decided
        AND mine.reference = before.reference AND mine.link = before.link, mine.withdrawn) AS unchanged -- BOOLEAN $id changed nothing
FROM mine
LEFT JOIN rival USING (edition, municipality, commitment)
LEFT JOIN before USING (edition, municipality, commitment)
ORDER BY mine.municipality, mine.line, mine.commitment;
