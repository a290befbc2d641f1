-- load_reports.sql for reports without a single link: that spares a call for each of them.
-- $submission BIGINT  its id
INSERT INTO report
SELECT
    $submission,
    line,
    municipality,
    action,
    status,
    comment,
    NULL,
    false
FROM arriving_report()
