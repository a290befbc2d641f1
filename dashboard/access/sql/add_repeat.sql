-- Keeps the answer to a request with an Idempotency-Key.
INSERT INTO repeated_request (owner, key, request_sha256, status, location, content_type, body, finished)
VALUES (
    ?, -- a token's or person's id
    ?, -- Idempotency-Key
    ?, -- hash of the request, hex
    ?, -- HTTP status
    ?, -- Location or ''
    ?, -- content type
    ?, -- body
    ?  -- now, UTC
)
