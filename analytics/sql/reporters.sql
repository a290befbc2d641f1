-- How many municipalities have ever reported on actions: as many rows as an action can have. No parameters.
SELECT count(DISTINCT municipality) FROM report
