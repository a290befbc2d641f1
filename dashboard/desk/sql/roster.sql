-- The roster, past and present, in Swedish order.
SELECT r.municipality, r.role, r.joined, r."left", r.twin_of
FROM member r
LEFT JOIN municipality m ON m.code = r.municipality
ORDER BY m.name COLLATE sv, r.municipality
