-- Adds the reports that an appender has collected. Names are enumerations there: a number each instead of a text.
INSERT INTO action_report
SELECT
    submission,
    line,
    edition,
    municipality,
    action,
    status,
    comment,
    link,
    withdrawn
FROM collected
