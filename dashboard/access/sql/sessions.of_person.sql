-- A person's, the last used first.
WHERE s.person = ? -- id
ORDER BY s.last_seen DESC, s.id
