-- Those that were for a person, or that she has issued, the newest first.
WHERE l.person = ?       -- id
   OR l.issued_by = ?    -- id
   OR lower(l.email) = nullif(?, '') -- her address, normalised and in lower case
ORDER BY l.issued DESC, l.id
