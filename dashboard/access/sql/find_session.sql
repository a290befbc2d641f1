-- Who holds a session that still runs.
SELECT
    name,         -- the person's
    role,         -- municipality or staff
    municipality, -- four-digit code, or '' for staff
    expires       -- UTC
FROM session
WHERE token_sha256 = ? -- SHA-256 of the session token, hex
  AND expires > ?      -- now, UTC
