package main

// reportHelp explains reports by example.
const reportHelp = `
Every city and commitment, for Swedish Excel:

    pionjarkollen report --what matrix --format csv-excel -o matris.csv

How the twin cities of two counties are distributed, as it was at the end of June, for another program:

    pionjarkollen report --what levels --format json --as-of 2026-06-30 --role twin --county 12,14

The same rows with types, for pandas, R or DuckDB, or as a workbook that explains itself:

    pionjarkollen report --what actions --format parquet -o atgarder.parquet
    pionjarkollen report --what levels --format xlsx -o nivaer.xlsx

One city, one commitment, or cities side by side:

    pionjarkollen report --what city --city 0780 -o vaxjo.csv
    pionjarkollen report --what commitment --commitment finansiering --format xlsx -o finansiering.xlsx
    pionjarkollen report --what comparison --city 0780,1281,1280 -o jamforelse.csv

What has happened: who moved since New Year, and every change of a quarter:

    pionjarkollen report --what moves --since 2025-12-31 -o forandringar.csv
    pionjarkollen report --what events --days 90 --format json

A whole edition with what its codes stand for, in every format; addresses on the site are named as the files' source:

    pionjarkollen report --what edition --format zip --public-url https://pionjarkollen.example.se --operator Exempelmyndigheten -o 2025-2026.zip

A whole edition as a document for paper, one city for its kommunstyrelse, or one commitment; Chromium must be installed:

    pionjarkollen report --what edition --format pdf -o rapport.pdf
    pionjarkollen report --what city --city 0780 --format pdf -o vaxjo.pdf
    pionjarkollen report --what commitment --commitment finansiering --format pdf --lang en -o financing.pdf

Reports: matrix (a row per city, a column per commitment), levels (a row per commitment and state), declarations (a row
per city and commitment, in the columns of a levels file), actions (a row per city and reported action), coverage (a row per city);
city (a row per action; needs --city), commitment (a row per city; needs --commitment), comparison (needs two to six --city),
timeline (a row per day and state), transitions (per commitment and pair of states), moves (per city and commitment that moved),
events (per change), next-step (per action and other city; needs --city and --commitment), support (per city, commitment and level),
processes (per process and action), leads (per commitment and city), matches (per suggested pair), gaps (per action and city to ask),
pair (per commitment; needs --city), similar (per ground and city; needs --city), outcomes (per city, with a key figure), map (per city, with its place; --commitment as with timeline, the first when left out);
the reference tables editions, commitments, level-texts, action-texts, municipalities and dictionary; with --format zip or pdf edition.
Comments are never in a report. A file that rests on invented examples says so. xlsx, parquet, zip and pdf are no text: they go to a
file (-o) or through a pipe, not to a terminal. The server must not be running on the same database: download from the site then.
What cannot be meant ends with exit code 2 and names the flag; nothing is written.`
