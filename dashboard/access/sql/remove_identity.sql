-- Ends a person's link to a provider.
DELETE FROM identity
WHERE person = ? -- id
  AND issuer = ?
  AND subject = ?
