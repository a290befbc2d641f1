-- Keeps what a municipality says now about being contacted.
INSERT INTO contact_consent (municipality, as_leader, as_learner, said, person)
VALUES (
    ?, -- code
    ?, -- yes, no, ''
    ?, -- yes, no, ''
    ?, -- now, UTC
    ?  -- a person's id
)
ON CONFLICT (municipality) DO UPDATE SET
    as_leader = excluded.as_leader, as_learner = excluded.as_learner, said = excluded.said, person = excluded.person
