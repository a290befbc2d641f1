-- Which municipalities a round's reminders were about, and when they were asked for.
SELECT municipalities, max(asked)
FROM reminder
WHERE round = ? -- number
  AND state IN ('queued', 'sent')
GROUP BY municipalities
