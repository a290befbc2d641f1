-- Notes a reminder before it is sent.
INSERT INTO reminder (id, round, municipalities, recipient, person, way, state, reason, lang, subject, body, asked, ended)
VALUES (
    ?,  -- id
    ?,  -- round
    ?,  -- municipality codes, comma-separated
    ?,  -- the recipient's id
    ?,  -- the sender's id
    ?,  -- mail, copy
    ?,  -- queued, sent
    '',
    ?,  -- sv, en
    ?,  -- subject
    ?,  -- body
    ?,  -- now, UTC
    ?   -- now, UTC, when nothing is left to do; else NULL
)
