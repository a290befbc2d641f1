-- Keeps a change of the roster.
INSERT INTO roster_change (
    id, changed, person, way, municipality, kind, old_role, old_joined, old_left, old_twin_of, new_role, new_joined, new_left, new_twin_of
) VALUES (
    ?, -- number
    ?, -- now, UTC
    ?, -- a person's id
    ?, -- desk, file
    ?, -- code
    ?, -- added, changed, removed
    ?, ?, ?, ?, -- role, joined, left and twin_of before
    ?, ?, ?, ?  -- and after
)
