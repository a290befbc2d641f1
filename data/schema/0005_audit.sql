-- The audit log (dashboard/audit): append-only, each row sealed to the one before with a key that the database does not hold.
CREATE TABLE audit (
    id           BIGINT PRIMARY KEY,  -- from 1 without gaps; a gap is evidence of rows that are gone
    happened     TIMESTAMP NOT NULL,  -- UTC, microseconds
    actor_kind   VARCHAR NOT NULL,    -- person, token, shell, system, nobody
    actor_id     VARCHAR NOT NULL,    -- a person's or token's id, else ''
    actor_name   VARCHAR NOT NULL,    -- 'Raderad person' once that person is erased
    name_seal    VARCHAR NOT NULL,    -- HMAC-SHA256 of id and name, hex: what the chain covers in the name's stead
    role         VARCHAR NOT NULL,    -- the actor's at the time, '' is none
    action       VARCHAR NOT NULL,    -- code, 'round.open'
    object_type  VARCHAR NOT NULL,    -- 'submission', '' is none
    object_id    VARCHAR NOT NULL,
    municipality VARCHAR NOT NULL,    -- code, '' is none
    address      VARCHAR NOT NULL,    -- where the request came from, '' is this machine
    request      VARCHAR NOT NULL,    -- id of the request, '' is none
    outcome      VARCHAR NOT NULL,    -- ok, refused, failed
    times        BIGINT NOT NULL,     -- how many alike events the row stands for
    details      VARCHAR NOT NULL,    -- JSON object of strings with sorted keys
    key_id       VARCHAR NOT NULL,    -- names the key of the seals, hex
    previous     VARCHAR NOT NULL,    -- seal of the row before, hex; '' in the first
    seal         VARCHAR NOT NULL     -- HMAC-SHA256 of all of it, hex
);
