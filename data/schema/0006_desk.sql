-- The staff desk (dashboard/desk), and what is known about backups. People are named by id alone, so that erasing a person erases
-- the name here too; an actor that is no person is '' (the shell).

-- Backups that were made and read through.
CREATE TABLE backup_made (
    made            TIMESTAMP NOT NULL, -- UTC
    folder          VARCHAR NOT NULL,
    submissions     BIGINT NOT NULL,
    journal_entries BIGINT NOT NULL,
    database_sha256 VARCHAR NOT NULL,   -- hex
    PRIMARY KEY (made, folder)
);

-- Collection rounds. At most one is open per edition, which the one writer checks.
CREATE TABLE collection_round (
    id        BIGINT PRIMARY KEY,  -- from 1
    edition   VARCHAR NOT NULL,
    opens     VARCHAR NOT NULL,    -- ISO date in Sweden, included
    deadline  VARCHAR NOT NULL,    -- the same
    note      VARCHAR NOT NULL,    -- for staff
    created   TIMESTAMP NOT NULL,  -- UTC
    closed    TIMESTAMP            -- UTC; NULL is open
);

-- The reminder's text where staff have changed it.
CREATE TABLE reminder_text (
    lang    VARCHAR PRIMARY KEY,   -- sv, en
    subject VARCHAR NOT NULL,
    body    VARCHAR NOT NULL,
    changed TIMESTAMP NOT NULL,    -- UTC
    person  VARCHAR NOT NULL       -- who changed it
);
CREATE TABLE reminder (
    id           VARCHAR PRIMARY KEY, -- random
    round        BIGINT NOT NULL,
    municipalities VARCHAR NOT NULL,  -- codes of those that are missing, comma-separated
    recipient    VARCHAR NOT NULL,    -- a person's id
    person       VARCHAR NOT NULL,    -- who sent it
    way          VARCHAR NOT NULL,    -- mail, copy
    state        VARCHAR NOT NULL,    -- queued, sent, refused, failed, lost
    reason       VARCHAR NOT NULL,    -- why it was refused or failed, without the address
    lang         VARCHAR NOT NULL,
    subject      VARCHAR NOT NULL,
    body         VARCHAR NOT NULL,
    asked        TIMESTAMP NOT NULL,  -- UTC, when it was asked for
    ended        TIMESTAMP            -- UTC, when it reached its state; NULL while queued
);

-- Every change of the roster (member).
CREATE TABLE roster_change (
    id           BIGINT PRIMARY KEY,  -- from 1
    changed      TIMESTAMP NOT NULL,  -- UTC
    person       VARCHAR NOT NULL,    -- who changed it
    way          VARCHAR NOT NULL,    -- desk, file
    municipality VARCHAR NOT NULL,    -- code
    kind         VARCHAR NOT NULL,    -- added, changed, removed
    old_role     VARCHAR NOT NULL,    -- as in member; '' in all four when added
    old_joined   VARCHAR NOT NULL,
    old_left     VARCHAR NOT NULL,
    old_twin_of  VARCHAR NOT NULL,
    new_role     VARCHAR NOT NULL,    -- '' in all four when removed
    new_joined   VARCHAR NOT NULL,
    new_left     VARCHAR NOT NULL,
    new_twin_of  VARCHAR NOT NULL
);

-- What municipalities object to in how they are shown, and the answers.
CREATE TABLE objection (
    id           BIGINT PRIMARY KEY,  -- from 1
    edition      VARCHAR NOT NULL,
    municipality VARCHAR NOT NULL,    -- code
    about        VARCHAR NOT NULL,    -- commitment, action, general
    subject      VARCHAR NOT NULL,    -- the commitment's slug or the action's id; '' in general
    body         VARCHAR NOT NULL,
    state        VARCHAR NOT NULL,    -- open, answered, withdrawn
    raised       TIMESTAMP NOT NULL,  -- UTC
    raised_by    VARCHAR NOT NULL,    -- a person's id
    answer       VARCHAR NOT NULL,
    ended        TIMESTAMP,           -- UTC, when it was answered or withdrawn; NULL while open
    ended_by     VARCHAR NOT NULL     -- a person's id
);

-- The public correction log.
CREATE TABLE public_correction (
    id           BIGINT PRIMARY KEY,  -- from 1
    published    TIMESTAMP NOT NULL,  -- UTC
    edition      VARCHAR NOT NULL,
    municipality VARCHAR NOT NULL,    -- code
    objection    BIGINT NOT NULL,     -- what led to it, 0 is none
    text_sv      VARCHAR NOT NULL,    -- what changed, without names of persons
    text_en      VARCHAR NOT NULL,    -- '' where there is only the Swedish text
    person       VARCHAR NOT NULL     -- who published it; not shown
);
