-- Every second municipality is a twin of another in its county. What the country has handed in: ten editions one after the other, of which the current one is the last. Six of seven municipalities
-- have answered: a level on everything, said anew in a second submission, and in the current edition a status on every action.
INSERT INTO member
WITH half AS (
    SELECT
        code, county_code, hash(code) % 2 = 0 AS pioneer,
        row_number() OVER (PARTITION BY county_code, hash(code) % 2 = 0 ORDER BY code) AS place
    FROM municipality
)
SELECT h.code, CASE WHEN h.pioneer THEN 'pioneer' ELSE 'twin' END, '', '', coalesce(p.code, '')
FROM half h
LEFT JOIN half p ON NOT h.pioneer AND p.pioneer AND p.county_code = h.county_code AND p.place = h.place;

INSERT INTO submission
SELECT
    2 * y + half, TIMESTAMP '2017-01-10 12:00:00' + INTERVAL (y) YEAR + INTERVAL (half * 60) DAY, 'levels',
    CASE WHEN y = 9 THEN '2025/2026' ELSE (2016 + y) || '/' || (2017 + y) END, 'Åsa', 'staff', '', 'f.csv', 1, '', '', '', false, 0, '', ''
FROM generate_series(0, 9) years (y), generate_series(1, 2) halves (half);

INSERT INTO declaration
SELECT s.id, 2, s.edition, m.code, k.slug, (hash(m.code || k.slug || s.id) % 4)::TINYINT, '', '', '', '', false
FROM submission s, municipality m, commitment k
WHERE hash(m.code) % 7 <> 0;

INSERT INTO submission
SELECT
    100 + y, TIMESTAMP '2017-02-10 12:00:00' + INTERVAL (y) YEAR, 'actions',
    CASE WHEN y = 9 THEN '2025/2026' ELSE (2016 + y) || '/' || (2017 + y) END, 'Åsa', 'staff', '', 'f.csv', 1, '', '', '', false, 0, '', ''
FROM generate_series(0, 9) years (y);

INSERT INTO name
SELECT (SELECT coalesce(max(number), 0) FROM name) + row_number() OVER (ORDER BY known), known
FROM (
    SELECT code FROM municipality UNION SELECT id FROM action
    UNION SELECT unnest(['not_started', 'planned', 'underway', 'done'])
) words (known)
WHERE known NOT IN (SELECT name FROM name);

INSERT INTO report
WITH status AS (SELECT list(number) AS numbers FROM name WHERE name IN ('not_started', 'planned', 'underway', 'done'))
SELECT s.id, 2, mn.number, an.number, status.numbers[1 + (hash(m.code || a.id) % 4)::INTEGER], NULL, NULL, false
FROM status, submission s, municipality m
JOIN name mn ON mn.name = m.code, action a
JOIN name an ON an.name = a.id
WHERE s.kind = 'actions' AND hash(m.code) % 7 <> 0 AND (s.edition = '2025/2026' OR hash(m.code) % 9 = 1);

INSERT INTO kolada_value
SELECT 'N00401', code, 2024, 2.0 + hash(code) % 50 / 10.0, TIMESTAMP '2026-01-01 00:00:00'
FROM municipality
