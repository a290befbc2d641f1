-- Whether municipalities may be contacted about working together (dashboard/desk). A municipality without a row has not said.
CREATE TABLE contact_consent (
    municipality VARCHAR PRIMARY KEY, -- code
    as_leader    VARCHAR NOT NULL,    -- where it goes first: yes, no; '' not said
    as_learner   VARCHAR NOT NULL,    -- where it wants to learn: the same
    said         TIMESTAMP NOT NULL,  -- UTC, when it was said last
    person       VARCHAR NOT NULL     -- who said it: an id, '' is the shell
);
