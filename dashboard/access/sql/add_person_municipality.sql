-- Adds a municipality to an officer.
INSERT INTO person_municipality (person, municipality)
VALUES (
    ?, -- id
    ?  -- code
)
ON CONFLICT DO NOTHING
