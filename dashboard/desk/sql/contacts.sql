-- Who works for municipalities and may sign in, by municipality, in Swedish order.
--   $municipality  code, '' is all
SELECT pm.municipality, p.id, p.name, p.email, p.last_seen
FROM person p
JOIN person_municipality pm ON pm.person = p.id
WHERE p.state = 'active' AND p.role = 'officer' AND ($municipality = '' OR pm.municipality = $municipality)
ORDER BY pm.municipality, p.name COLLATE sv, p.id
