package opendata

import "strings"

// Client shows how a program fetches an answer and asks next time whether it has changed.
type Client struct {
	Name string // "curl", "python", "pandas", "r", "excel": the end of api.client.…
	Code string
}

// Clients are examples that fetch the matrix of the pioneer cities; that for pandas goes on where that for Python ends.
func (p Portal) Clients() []Client {
	fill := strings.NewReplacer("HOME", p.Home)
	return []Client{
		{"curl", fill.Replace(curlClient)},
		{"python", fill.Replace(pythonClient)},
		{"pandas", pandasClient},
		{"r", fill.Replace(rClient)},
		{"excel", fill.Replace(excelClient)},
	}
}

const curlClient = `curl --etag-compare matrix.etag --etag-save matrix.etag -o matrix.json 'HOME/api/v1/matrix?roll=pioneer'
`

const pythonClient = `import json
import urllib.error
import urllib.request
from pathlib import Path

body, tag = Path("matrix.json"), Path("matrix.etag")
request = urllib.request.Request("HOME/api/v1/matrix?roll=pioneer")
if body.exists() and tag.exists():
    request.add_header("If-None-Match", tag.read_text())
try:
    with urllib.request.urlopen(request) as answer:
        body.write_bytes(answer.read())
        tag.write_text(answer.headers["ETag"])
except urllib.error.HTTPError as error:
    if error.code != 304:
        raise
rows = json.loads(body.read_text(encoding="utf-8"))["rows"]
`

const pandasClient = `import pandas as pd

matrix = pd.DataFrame(rows)
`

const rClient = `library(httr2)

answer <- request("HOME/api/v1/matrix") |>
  req_url_query(roll = "pioneer") |>
  req_cache("pionjarkollen-cache") |>
  req_perform() |>
  resp_body_json(simplifyVector = TRUE)
matrix <- answer$rows
`

// excelClient finds the answer's tag under whatever case its header is written in, and does without where Excel keeps it to itself: outside
// connectors, Power Query hands over only some headers.
const excelClient = `let
    Before = try Excel.CurrentWorkbook(){[Name = "Matris"]}[Content] otherwise null,
    Tag = try Table.First(Before)[ETag] otherwise null,
    Answer = Web.Contents("HOME", [
        RelativePath = "api/v1/matrix",
        Query = [roll = "pioneer"],
        Headers = if Tag = null then [] else [#"If-None-Match" = Tag],
        ManualStatusHandling = {304}
    ]),
    Body = Binary.Buffer(Answer),
    About = Value.Metadata(Answer),
    Tags = Table.SelectRows(Record.ToTable(About[Headers]), each Text.Lower([Name]) = "etag"),
    Rows = Table.FromRecords(Json.Document(Body)[rows]),
    Result = if About[Response.Status] = 304 then Before
        else Table.AddColumn(Rows, "ETag", each try Table.First(Tags)[Value] otherwise null)
in
    Result
`
