-- Whom a provider's identity belongs to.
SELECT
    issuer,
    subject,
    provider, -- its name in the settings
    person,   -- id
    linked    -- UTC
FROM identity
WHERE issuer = ?
  AND subject = ? -- of Entra 'tid/oid'
