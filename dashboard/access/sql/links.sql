-- Links that let somebody in.
SELECT
    l.id,
    l.kind,           -- invitation, recovery or bootstrap
    l.person,         -- whom a recovery is for, or who accepted an invitation
    l.name,
    l.email,
    l.role,
    l.municipalities, -- codes, comma-separated
    l.issued,         -- UTC
    l.issued_by,      -- a person's id
    l.expires,        -- UTC
    l.revoked,
    CASE WHEN l.revoked THEN NULL ELSE u.used_at END -- UTC
FROM link AS l
LEFT JOIN invitation_used AS u ON u.id = l.id
