-- Spends a link; 0 rows are changed when it was spent before.
INSERT INTO invitation_used (id, used_at)
VALUES (
    ?, -- the link's random id
    ?  -- now, UTC
)
ON CONFLICT DO NOTHING
