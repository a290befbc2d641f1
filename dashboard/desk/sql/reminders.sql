-- A round's reminders, newest first, with the names that people have now.
SELECT
    r.id, r.round, r.municipalities, r.recipient, coalesce(t.name, ''), r.person, coalesce(p.name, ''), r.way, r.state, r.reason,
    r.subject, r.body, r.asked, r.ended
FROM reminder r
LEFT JOIN person t ON t.id = r.recipient
LEFT JOIN person p ON p.id = r.person
WHERE r.round = ? -- number
ORDER BY r.asked DESC, r.id
