-- The answer that a request with an Idempotency-Key got before.
SELECT
    request_sha256, -- hex
    status,         -- of HTTP
    location,
    content_type,
    body
FROM repeated_request
WHERE owner = ?    -- a token's or person's id
  AND key = ?      -- Idempotency-Key
  AND finished > ? -- the oldest that is still kept, UTC
