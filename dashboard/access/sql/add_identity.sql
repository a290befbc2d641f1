-- Links a provider's identity to a person; 0 rows are changed when it is linked already.
INSERT INTO identity (issuer, subject, provider, person, linked)
VALUES (
    ?, -- issuer
    ?, -- subject; of Entra 'tid/oid'
    ?, -- the provider's name in the settings
    ?, -- the person's id
    ?  -- now, UTC
)
ON CONFLICT DO NOTHING
