-- Every value that is kept, and when it came.
SELECT kpi, municipality, year, value, fetched FROM kolada_value
