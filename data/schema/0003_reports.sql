-- Action reports come by the hundred thousand: a region's file has more of them than all else together. They are stored by numbers
-- instead of names, and without a key of their own, whose index alone took as long to build as all the rest of loading a large file.
-- That no submission has a report twice is seen to before it is recorded (data/accept.go, data/reports.go) and when it is read from the
-- journal (data/entry.go), and looked for before a rebuilt or restored database is put in place (data/repeats.sql).

-- What the names that repeat are called: codes of municipalities, ids of actions, statuses. Numbers are given out in the order
-- in which names come and never changed.
CREATE TABLE name (
    number INTEGER PRIMARY KEY,
    name   VARCHAR NOT NULL UNIQUE
);
INSERT INTO name
SELECT row_number() OVER (ORDER BY name), name
FROM (SELECT municipality FROM action_report UNION SELECT action FROM action_report UNION SELECT status FROM action_report) AS known (name);

CREATE TABLE report (
    submission   BIGINT NOT NULL,
    line         INTEGER NOT NULL,
    municipality INTEGER NOT NULL,                -- number of its code
    action       INTEGER NOT NULL,                -- number of its id
    status       INTEGER NOT NULL,                -- number of not_started, planned, underway, done, or '' for silent
    comment      VARCHAR USING COMPRESSION fsst,  -- NULL is none
    link         VARCHAR USING COMPRESSION fsst,  -- NULL is none
    withdrawn    BOOLEAN NOT NULL
);
INSERT INTO report
SELECT r.submission, r.line, m.number, a.number, s.number, nullif(r.comment, ''), nullif(r.link, ''), r.withdrawn
FROM action_report r
JOIN name m ON m.name = r.municipality
JOIN name a ON a.name = r.action
JOIN name s ON s.name = r.status
ORDER BY r.submission, r.line;
DROP TABLE action_report;

-- The reports with their names, as they were handed in. A name that is missing would show as NULL, never as a row less.
CREATE VIEW action_report AS
SELECT
    r.submission,
    r.line,
    s.edition,
    m.name                  AS municipality,
    a.name                  AS action,      -- id
    t.name                  AS status,      -- not_started, planned, underway, done, or '' for silent
    coalesce(r.comment, '') AS comment,
    coalesce(r.link, '')    AS link,
    r.withdrawn
FROM report r
LEFT JOIN submission s ON s.id = r.submission
LEFT JOIN name m ON m.number = r.municipality
LEFT JOIN name a ON a.number = r.action
LEFT JOIN name t ON t.number = r.status;
