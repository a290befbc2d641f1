-- Objections, newest first.
--   $municipality  code, '' is all
--   $state         open, answered, withdrawn; '' is all
--   $id            number, 0 is all
SELECT
    o.id, o.edition, o.municipality, o.about, o.subject, o.body, o.state, o.raised, o.raised_by, coalesce(r.name, ''), o.answer,
    o.ended, o.ended_by, coalesce(e.name, '')
FROM objection o
LEFT JOIN person r ON r.id = o.raised_by
LEFT JOIN person e ON e.id = o.ended_by
WHERE ($municipality = '' OR o.municipality = $municipality) AND ($state = '' OR o.state = $state) AND ($id = 0 OR o.id = $id)
ORDER BY o.id DESC
