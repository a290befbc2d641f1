-- What municipalities have said about being contacted.
--   $municipality  code, '' is all
SELECT municipality, as_leader, as_learner, said
FROM contact_consent
WHERE $municipality = '' OR municipality = $municipality
