-- Opens a round.
INSERT INTO collection_round (id, edition, opens, deadline, note, created, closed)
VALUES (
    ?, -- number
    ?, -- edition
    ?, -- ISO date
    ?, -- ISO date
    ?, -- note
    ?, -- now, UTC
    NULL
)
