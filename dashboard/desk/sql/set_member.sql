-- Adds a member or changes it.
INSERT OR REPLACE INTO member (municipality, role, joined, "left", twin_of)
VALUES (
    ?, -- code
    ?, -- pioneer, twin, ''
    ?, -- year, month or day; ''
    ?, -- the same
    ?  -- the pioneer's code, ''
)
