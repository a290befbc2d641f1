-- A part of the answer that a snapshot keeps, in its order.
--
--   $after  number of the row before the first
--   $until  number of the last row
SELECT * FROM temp.kept WHERE n > $after AND n <= $until ORDER BY n
