-- People, how they sign in, their sessions, and the tokens of programs (dashboard/access). Secrets are never stored in clear: what
-- only has to be recognised is hashed, what has to be read again is encrypted with a key derived from the key file.

-- Replaced by signed_in below: its sessions knew no person.
DROP TABLE session;

CREATE TABLE person (
    id        VARCHAR PRIMARY KEY,  -- random; also the user handle of passkeys
    name      VARCHAR NOT NULL,     -- 'Raderad person' once erased
    email     VARCHAR NOT NULL,     -- as written; '' once erased
    email_key VARCHAR NOT NULL,     -- the same, normalised and in lower case; unique among those not erased, which the one writer checks
    role      VARCHAR NOT NULL,     -- officer, staff, administrator
    state     VARCHAR NOT NULL,     -- active, disabled, erased
    created   TIMESTAMP NOT NULL,   -- UTC
    last_seen TIMESTAMP             -- UTC, to the minute; NULL is never
);
CREATE TABLE person_municipality (
    person       VARCHAR NOT NULL,
    municipality VARCHAR NOT NULL,  -- code
    PRIMARY KEY (person, municipality)
);

-- Links that the server has issued, or that somebody has used. invitation_used says which are spent, also by being revoked.
CREATE TABLE link (
    id             VARCHAR PRIMARY KEY,
    kind           VARCHAR NOT NULL,   -- invitation, recovery, bootstrap
    person         VARCHAR NOT NULL,   -- whom a recovery is for; who accepted an invitation; '' before
    name           VARCHAR NOT NULL,   -- of the person invited
    email          VARCHAR NOT NULL,
    role           VARCHAR NOT NULL,   -- as person.role; '' for a recovery
    municipalities VARCHAR NOT NULL,   -- codes, comma-separated
    issued         TIMESTAMP NOT NULL, -- UTC; of a link from the shell the time it was used
    issued_by      VARCHAR NOT NULL,   -- a person's id; '' is the shell
    expires        TIMESTAMP NOT NULL, -- UTC
    revoked        BOOLEAN NOT NULL
);

CREATE TABLE passkey (
    id         VARCHAR PRIMARY KEY,  -- the credential's id, base64url
    person     VARCHAR NOT NULL,
    name       VARCHAR NOT NULL,     -- the owner's own name for it
    credential VARCHAR NOT NULL,     -- public key and flags, JSON
    sign_count BIGINT NOT NULL,      -- the authenticator's counter at its last use; 0 where it has none
    created    TIMESTAMP NOT NULL,   -- UTC
    last_used  TIMESTAMP             -- UTC; NULL is never
);
CREATE TABLE password (
    person    VARCHAR PRIMARY KEY,
    hash      VARCHAR NOT NULL,      -- argon2id with its parameters
    totp      VARCHAR NOT NULL,      -- the secret of the second factor, encrypted
    totp_step BIGINT NOT NULL,       -- the last time step whose code was used
    changed   TIMESTAMP NOT NULL     -- UTC
);
CREATE TABLE recovery_code (
    person VARCHAR NOT NULL,
    hash   VARCHAR NOT NULL,         -- SHA-256, hex
    used   TIMESTAMP,                -- UTC; NULL is not yet
    PRIMARY KEY (person, hash)
);
CREATE TABLE identity (
    issuer   VARCHAR NOT NULL,
    subject  VARCHAR NOT NULL,       -- of Entra 'tid/oid'
    provider VARCHAR NOT NULL,       -- its name in the settings
    person   VARCHAR NOT NULL,
    linked   TIMESTAMP NOT NULL,     -- UTC
    PRIMARY KEY (issuer, subject)
);

CREATE TABLE signed_in (
    id           VARCHAR PRIMARY KEY,  -- public, random
    token_sha256 VARCHAR NOT NULL,     -- hex; replaced whenever the session's token is
    person       VARCHAR NOT NULL,
    method       VARCHAR NOT NULL,     -- passkey, password, oidc, demo
    created      TIMESTAMP NOT NULL,   -- UTC
    last_seen    TIMESTAMP NOT NULL,   -- UTC, to the minute
    stepped_up   TIMESTAMP NOT NULL,   -- UTC; the last fresh proof
    expires      TIMESTAMP NOT NULL,   -- UTC; whether it is used or not
    address      VARCHAR NOT NULL,     -- where it was opened from
    agent        VARCHAR NOT NULL      -- the browser's own words, cut
);

-- Programs that hand in for one municipality.
CREATE TABLE api_token (
    id            VARCHAR PRIMARY KEY, -- the public half
    secret_sha256 VARCHAR NOT NULL,    -- hex
    municipality  VARCHAR NOT NULL,    -- code
    name          VARCHAR NOT NULL,
    scope         VARCHAR NOT NULL,    -- submit
    created       TIMESTAMP NOT NULL,  -- UTC
    created_by    VARCHAR NOT NULL,    -- a person's id
    expires       TIMESTAMP NOT NULL,  -- UTC
    revoked       TIMESTAMP,           -- UTC; NULL is not
    last_used     TIMESTAMP            -- UTC, to the minute; NULL is never
);
CREATE TABLE repeated_request (
    owner          VARCHAR NOT NULL,   -- a token's or person's id
    key            VARCHAR NOT NULL,   -- Idempotency-Key
    request_sha256 VARCHAR NOT NULL,   -- hex
    status         INTEGER NOT NULL,   -- HTTP status of the answer
    location       VARCHAR NOT NULL,
    content_type   VARCHAR NOT NULL,
    body           VARCHAR NOT NULL,
    finished       TIMESTAMP NOT NULL, -- UTC
    PRIMARY KEY (owner, key)
);

-- Who sent a submission, so that an erased person's name can be taken away; '' before there were persons, and for the shell.
ALTER TABLE submission ADD COLUMN sender_person VARCHAR DEFAULT '';
