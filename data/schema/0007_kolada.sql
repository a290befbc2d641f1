-- What Kolada says about municipalities, as fetched or imported last. A cache: it is in no journal, and a rebuild begins without it.
CREATE TABLE kolada_value (
    kpi          VARCHAR NOT NULL,   -- 'N00401'
    municipality VARCHAR NOT NULL,   -- four-digit code
    year         INTEGER NOT NULL,
    value        DOUBLE NOT NULL,    -- in the indicator's own unit, for everybody (gender T)
    fetched      TIMESTAMP NOT NULL, -- UTC
    PRIMARY KEY (kpi, municipality, year)
);
