-- How many cities go first (level 3) somewhere; adopted and proposed commitments are never added up.
-- No parameters beyond the prelude's.
SELECT
    cover.*,
    l.settled,  -- cities at level 3 in a commitment that is adopted or being renamed
    l.proposed  -- cities at level 3 in a proposed commitment
FROM cover
CROSS JOIN (
    SELECT
        count(DISTINCT x.code) FILTER (k.status <> 'proposed') AS settled,
        count(DISTINCT x.code) FILTER (k.status = 'proposed')  AS proposed
    FROM cell x
    JOIN commitment k ON k.edition = $edition AND k.slug = x.commitment
    WHERE x.state = '3'
) l
