-- What every city in scope says: 'cell' rows for every commitment, 'report' rows for the actions it has reported a status of.
--   $commitment  slug whose actions are read; '' is every commitment's
, part AS (
    SELECT
        'cell' AS kind, 1 AS section, c.place, x.number,
        c.code, c.name, c.county_code, c.county, c.population, c.role, c.member, c.twin_of,
        x.commitment AS about, x.state AS said
    FROM city c
    JOIN cell x ON x.code = c.code
    UNION ALL BY NAME
    SELECT 'report' AS kind, 2 AS section, c.place, 0 AS number, c.code, r.action AS about, r.status AS said
    FROM city c
    JOIN standing_report r ON r.municipality = c.code AND r.status <> ''
    JOIN action a ON a.edition = $edition AND a.id = r.action
    WHERE $commitment = '' OR a.commitment = $commitment
)
SELECT
    cover.*,
    p.kind,
    p.code, p.name, p.county_code, p.county, p.population, p.role, p.member, p.twin_of,
    p.about,  -- 'cell': slug; 'report': id of the action
    p.said    -- 'cell': state; 'report': status
FROM cover
LEFT JOIN part p ON true
ORDER BY p.section, p.place, p.number, p.about
