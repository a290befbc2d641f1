-- Those who are not erased.
SELECT
    p.id,
    p.name,
    p.email,
    p.role,      -- officer, staff, administrator
    p.state,     -- active, disabled, erased
    p.created,   -- UTC
    p.last_seen, -- UTC or NULL
    coalesce((SELECT string_agg(m.municipality, ',' ORDER BY m.municipality) FROM person_municipality AS m WHERE m.person = p.id), '') -- codes
FROM person AS p
WHERE p.state <> 'erased'
