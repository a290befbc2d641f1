-- A person as organisations' providers know her.
SELECT
    issuer,
    subject,
    provider, -- its name in the settings
    person,   -- id
    linked    -- UTC
FROM identity
WHERE person = ? -- id
ORDER BY linked, issuer, subject
