-- When a value was kept last; NULL when none was.
SELECT max(fetched) FROM kolada_value
