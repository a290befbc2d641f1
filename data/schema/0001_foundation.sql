-- The whole store, version 1. Never edited after release: add 0002_….sql instead.
-- No secondary index anywhere: DuckDB 1.5.6 can lose their entries after a crash. Keys stand inline.

-- One row: what the store knows about itself.
CREATE TABLE store_state (
    data_version       BIGINT NOT NULL,  -- raised in the transaction of every public write, never falls
    catalogue_checksum VARCHAR NOT NULL  -- of the reference data in the tables below; '' before the first load
);
INSERT INTO store_state VALUES (0, '');

-- Reference data, written from data/reference whenever its checksum changes.
CREATE TABLE edition (
    id       VARCHAR PRIMARY KEY,  -- '2025/2026'
    position INTEGER NOT NULL      -- 1 is the oldest
);
CREATE TABLE commitment (
    edition  VARCHAR NOT NULL,
    slug     VARCHAR NOT NULL,     -- 'finansiering'
    number   INTEGER NOT NULL,     -- the body's numbering
    status   VARCHAR NOT NULL,     -- adopted, proposed, renaming
    PRIMARY KEY (edition, slug)
);
CREATE TABLE action (
    edition    VARCHAR NOT NULL,
    id         VARCHAR NOT NULL,   -- 'finansiering-1-2'
    commitment VARCHAR NOT NULL,   -- slug
    level      TINYINT NOT NULL,   -- 1–3
    ordinal    INTEGER NOT NULL,   -- from 1 within the level
    PRIMARY KEY (edition, id)
);
CREATE TABLE municipality (
    code            VARCHAR PRIMARY KEY, -- four digits as text
    name            VARCHAR NOT NULL,
    county_code     VARCHAR NOT NULL,
    county          VARCHAR NOT NULL,
    population      INTEGER NOT NULL,
    population_year INTEGER NOT NULL
);

-- The roster: seeded once from data/reference/members.csv, then kept by staff.
CREATE TABLE member (
    municipality VARCHAR PRIMARY KEY,
    role         VARCHAR NOT NULL, -- pioneer, twin, or '' where unverified
    joined       VARCHAR NOT NULL, -- '2019', '2024-12' or '2024-12-05'; '' is unknown and counts as always
    "left"       VARCHAR NOT NULL, -- the same; '' is still in
    twin_of      VARCHAR NOT NULL  -- the pioneer's code, '' is none or unverified
);

-- Everything handed in, append-only: the newest submission (highest id) wins per key.
CREATE TABLE submission (
    id                  BIGINT PRIMARY KEY,
    received            TIMESTAMP NOT NULL, -- UTC
    kind                VARCHAR NOT NULL,   -- levels, actions, undo
    edition             VARCHAR NOT NULL,
    sender_name         VARCHAR NOT NULL,
    sender_role         VARCHAR NOT NULL,   -- municipality, staff, shell
    sender_municipality VARCHAR NOT NULL,   -- code or ''
    file_name           VARCHAR NOT NULL,
    file_size           BIGINT NOT NULL,    -- bytes
    file_sha256         VARCHAR NOT NULL,
    file_encoding       VARCHAR NOT NULL,
    file_delimiter      VARCHAR NOT NULL,
    example             BOOLEAN NOT NULL,   -- invented data
    undoes              BIGINT NOT NULL,    -- a submission id, or 0
    confirmed           VARCHAR NOT NULL    -- warning codes, comma-separated
);
CREATE TABLE declaration (
    submission   BIGINT NOT NULL,
    line         INTEGER NOT NULL,   -- in the file; 0 in an undo
    edition      VARCHAR NOT NULL,
    municipality VARCHAR NOT NULL,
    commitment   VARCHAR NOT NULL,   -- slug
    level        TINYINT,            -- 0–3; NULL is silent
    comment      VARCHAR NOT NULL,
    decided      VARCHAR NOT NULL,   -- ISO date or ''
    reference    VARCHAR NOT NULL,   -- diarienummer or ''
    link         VARCHAR NOT NULL,
    withdrawn    BOOLEAN NOT NULL,   -- by an undo: as if never handed in
    PRIMARY KEY (submission, municipality, commitment)
);
CREATE TABLE action_report (
    submission   BIGINT NOT NULL,
    line         INTEGER NOT NULL,
    edition      VARCHAR NOT NULL,
    municipality VARCHAR NOT NULL,
    action       VARCHAR NOT NULL,   -- id
    status       VARCHAR NOT NULL,   -- not_started, planned, underway, done, or '' for silent
    comment      VARCHAR NOT NULL,
    link         VARCHAR NOT NULL,
    withdrawn    BOOLEAN NOT NULL,
    PRIMARY KEY (submission, municipality, action)
);

-- Who is signed in (dashboard/access). Tokens are stored as SHA-256, never in clear.
CREATE TABLE invitation_used (
    id      VARCHAR PRIMARY KEY,     -- the invitation's random id; its presence means the link is spent
    used_at TIMESTAMP NOT NULL       -- UTC
);
CREATE TABLE session (
    token_sha256 VARCHAR PRIMARY KEY,
    name         VARCHAR NOT NULL,
    role         VARCHAR NOT NULL,   -- municipality, staff
    municipality VARCHAR NOT NULL,   -- code or ''
    created      TIMESTAMP NOT NULL, -- UTC
    expires      TIMESTAMP NOT NULL  -- UTC
);
