-- The municipalities of every person who hands in for some.
SELECT
    person,       -- the person's id
    municipality  -- code
FROM person_municipality
ORDER BY person, municipality
