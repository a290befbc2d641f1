-- When each person was last reminded: what did not arrive does not count.
SELECT recipient, max(asked)
FROM reminder
WHERE state IN ('queued', 'sent')
GROUP BY recipient
