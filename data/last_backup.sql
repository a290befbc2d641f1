-- The newest backup that was made; none when there is none.
SELECT made, folder, submissions, journal_entries, database_sha256
FROM backup_made
ORDER BY made DESC
LIMIT 1
