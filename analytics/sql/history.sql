-- What was handed in, newest first, and what each submission changed. Stands alone, without the prelude.
--   $edition       id, or '' for all
--   $until         UTC timestamp: only what was received before it
--   $day           ISO date in Europe/Stockholm, the day whose roster counts
--   $municipality  code, or '' for all
--   $submission    id, or 0 for all
--   $limit         how many submissions at most
WITH
listed AS (
    SELECT *
    FROM submission
    WHERE received < $until
      AND ($edition = '' OR edition = $edition)
      AND ($submission = 0 OR id = $submission)
      AND ($municipality = '' OR id IN (
          SELECT submission FROM declaration WHERE municipality = $municipality
          UNION ALL
          SELECT submission FROM action_report WHERE municipality = $municipality
      ))
    ORDER BY received DESC, id DESC
    LIMIT $limit
),
undone AS (
    SELECT undoes, max(id) AS id
    FROM submission
    WHERE undoes <> 0 AND received < $until
    GROUP BY undoes
),
-- Levels and actions alike, as they were said, for every row that a listed submission says something about.
said AS (
    SELECT
        submission, line, edition, municipality, commitment,
        ''              AS action,
        CASE WHEN withdrawn THEN 'not_handed_in' WHEN level IS NULL THEN 'silent' ELSE level::VARCHAR END AS value,
        'not_handed_in' AS nothing -- what stood before the first
    FROM declaration
    WHERE ($municipality = '' OR municipality = $municipality)
      AND (edition, municipality, commitment) IN (
          SELECT (edition, municipality, commitment) FROM declaration WHERE submission IN (SELECT id FROM listed)
      )
    UNION ALL
    SELECT
        submission, line, edition, municipality, '', action,
        CASE WHEN withdrawn THEN '' ELSE status END,
        ''
    FROM action_report
    WHERE ($municipality = '' OR municipality = $municipality)
      AND (edition, municipality, action) IN (
          SELECT (edition, municipality, action) FROM action_report WHERE submission IN (SELECT id FROM listed)
      )
),
step AS (
    SELECT
        *,
        coalesce(
            lag(value) OVER (PARTITION BY edition, municipality, commitment, action ORDER BY submission),
            nothing
        ) AS was
    FROM said
),
change AS (
    SELECT
        h.submission, h.line, h.was, h.value, h.action,
        k.slug, k.number, a.level, a.ordinal,
        m.code, m.name, m.county_code, m.county, m.population,
        coalesce(r.role, '')       AS role,
        r.municipality IS NOT NULL AS member,
        coalesce(r.twin_of, '')    AS twin_of
    FROM step h
    JOIN municipality m ON m.code = h.municipality
    LEFT JOIN action a ON a.edition = h.edition AND a.id = h.action
    JOIN commitment k ON k.edition = h.edition AND k.slug = coalesce(a.commitment, h.commitment)
    LEFT JOIN member r
        ON r.municipality = m.code
        AND (r.joined = '' OR r.joined <= $day)
        AND (r."left" = '' OR r."left" > $day)
    WHERE h.was <> h.value
)
SELECT
    l.id,
    l.received,
    l.kind,
    l.edition,
    l.file_name,
    l.sender_name,
    l.undoes,
    u.id,          -- the newest undo of it
    l.example,
    h.code, h.name, h.county_code, h.county, h.population, h.role, h.member, h.twin_of,
    h.slug,        -- NULL where the submission changed nothing
    h.action,      -- '' for a level
    h.was,
    h.value,
    h.line
FROM listed l
LEFT JOIN undone u ON u.undoes = l.id
LEFT JOIN change h ON h.submission = l.id
ORDER BY l.received DESC, l.id DESC, h.name COLLATE sv, h.code, h.number, h.level NULLS FIRST, h.ordinal
