-- Forgets a person's links to organisations' providers.
DELETE FROM identity
WHERE person = ? -- id
