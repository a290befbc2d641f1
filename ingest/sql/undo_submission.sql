-- The submission to undo.
-- $id BIGINT  submission id
SELECT
    edition, -- VARCHAR
    example  -- BOOLEAN invented data
FROM submission
WHERE id = $id;
