-- Cells that their sender put right in the browser between handing in and confirming. The journal keeps the file as it came.
CREATE TABLE correction (
    submission BIGINT NOT NULL,
    line       INTEGER NOT NULL,  -- physical line in the file as sent; in a workbook the row's number
    position   INTEGER NOT NULL,  -- of the column, from 0
    heading    VARCHAR NOT NULL,  -- the column's header as sent
    sent       VARCHAR NOT NULL,  -- what the cell held
    value      VARCHAR NOT NULL,  -- what stands in its place
    PRIMARY KEY (submission, line, position)
);

-- What a municipality's own column headers mean, as its officers chose in the browser. Kept by rebuild; not part of any submission.
CREATE TABLE column_name (
    municipality VARCHAR NOT NULL,
    heading      VARCHAR NOT NULL,   -- as sent
    name         VARCHAR NOT NULL,   -- canonical
    chosen       TIMESTAMP NOT NULL, -- UTC
    PRIMARY KEY (municipality, heading)
);
