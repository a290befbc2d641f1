-- What every city in scope says, a row for each city: slugs and ids have neither commas nor equals signs.
--   $commitment  slug whose actions are read; '' is every commitment's
, said AS (
    SELECT code, string_agg(commitment || '=' || state, ',') AS states
    FROM cell
    GROUP BY code
),
done AS (
    SELECT r.municipality, string_agg(r.action || '=' || r.status, ',') AS statuses
    FROM standing_report r
    JOIN action a ON a.edition = $edition AND a.id = r.action
    WHERE r.status <> '' AND ($commitment = '' OR a.commitment = $commitment)
    GROUP BY r.municipality
)
SELECT
    cover.*,
    c.code, c.name, c.county_code, c.county, c.population, c.role, c.member, c.twin_of,
    s.states,                             -- slug=state,…
    coalesce(d.statuses, '') AS statuses  -- action=status,…; '' where nothing is reported
FROM cover
LEFT JOIN city c ON true
LEFT JOIN said s ON s.code = c.code
LEFT JOIN done d ON d.municipality = c.code
ORDER BY c.place
