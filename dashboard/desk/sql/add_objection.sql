-- Takes an objection in.
INSERT INTO objection (id, edition, municipality, about, subject, body, state, raised, raised_by, answer, ended, ended_by)
VALUES (
    ?, -- number
    ?, -- edition
    ?, -- municipality code
    ?, -- commitment, action, general
    ?, -- slug, id or ''
    ?, -- text
    'open',
    ?, -- now, UTC
    ?, -- a person's id
    '', NULL, ''
)
