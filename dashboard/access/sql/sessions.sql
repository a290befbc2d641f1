-- Sessions and who holds them, whether or not they still run.
SELECT
    s.id,         -- public
    s.method,     -- passkey, password, oidc, demo
    s.created,    -- UTC
    s.last_seen,  -- UTC
    s.stepped_up, -- UTC
    s.expires,    -- UTC
    s.address,
    s.agent,
    p.id,
    p.name,
    p.email,
    p.role,      -- officer, staff, administrator
    p.state,     -- active, disabled, erased
    p.created,   -- UTC
    p.last_seen, -- UTC or NULL
    coalesce((SELECT string_agg(m.municipality, ',' ORDER BY m.municipality) FROM person_municipality AS m WHERE m.person = p.id), '') -- codes
FROM signed_in AS s
JOIN person AS p ON p.id = s.person
