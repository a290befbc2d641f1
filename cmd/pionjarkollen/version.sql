-- The DuckDB that is linked in, such as v1.5.6.
SELECT version()
