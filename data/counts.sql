-- What the database holds up to and with one submission.
-- $last: the id of that submission
SELECT
    (SELECT coalesce(max(version), 0) FROM schema_version)               AS schema_version,
    (SELECT data_version FROM store_state)                               AS data_version,
    (SELECT coalesce(max(id), 0) FROM submission WHERE id <= $last)      AS last_submission,
    (SELECT count(*) FROM submission WHERE id <= $last)                  AS submissions,
    (SELECT count(*) FROM declaration WHERE submission <= $last)         AS declarations,
    (SELECT count(*) FROM action_report WHERE submission <= $last)       AS reports,
    concat_ws('-', -- one number per table; the same rows in another order give the same digest
        (SELECT coalesce(sum(hash(s)), 0) FROM submission s WHERE s.id <= $last),
        (SELECT coalesce(sum(hash(d)), 0) FROM declaration d WHERE d.submission <= $last),
        (SELECT coalesce(sum(hash(r)), 0) FROM action_report r WHERE r.submission <= $last)
    )                                                                    AS digest
