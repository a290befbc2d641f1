-- Everybody, in the order of names.
ORDER BY p.name COLLATE sv, p.id
