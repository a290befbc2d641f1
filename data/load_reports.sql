-- Adds the reports that are being handed in, which come in no order.
-- $submission BIGINT  its id
INSERT INTO report
SELECT
    $submission,
    line,
    municipality,  -- numbers of names, as action and status
    action,
    status,
    comment,       -- NULL is none
    link,          -- NULL is none
    false          -- withdrawn
FROM arriving_report()
