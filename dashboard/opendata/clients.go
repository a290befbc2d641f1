package opendata

import "strings"

// Client shows how a program fetches an answer and asks next time whether it has changed.
type Client struct {
	Name string // "curl", "python", "r", "excel": the end of api.client.…
	Code string
}

// Clients are examples that fetch the matrix of the pioneer cities.
func (p Portal) Clients() []Client {
	fill := strings.NewReplacer("HOME", p.Home)
	return []Client{
		{"curl", fill.Replace(curlClient)}, {"python", fill.Replace(pythonClient)}, {"r", fill.Replace(rClient)}, {"excel", fill.Replace(excelClient)},
	}
}

const curlClient = `curl --etag-compare matrix.etag --etag-save matrix.etag -o matrix.json 'HOME/api/v1/matrix?roll=pioneer'
`

const pythonClient = `import json
import urllib.error
import urllib.request
from pathlib import Path

import pandas as pd

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
matrix = pd.DataFrame(json.loads(body.read_text(encoding="utf-8"))["rows"])
`

const rClient = `library(httr2)

answer <- request("HOME/api/v1/matrix") |>
  req_url_query(roll = "pioneer") |>
  req_cache("pionjarkollen-cache") |>
  req_perform() |>
  resp_body_json(simplifyVector = TRUE)
matrix <- answer$rows
`

const excelClient = `let
    Before = try Excel.CurrentWorkbook(){[Name = "Matris"]}[Content] otherwise null,
    Tag = try Table.First(Before)[ETag] otherwise "",
    Answer = Web.Contents("HOME", [
        RelativePath = "api/v1/matrix",
        Query = [roll = "pioneer"],
        Headers = [#"If-None-Match" = Tag],
        ManualStatusHandling = {304}
    ]),
    About = Value.Metadata(Binary.Buffer(Answer) meta Value.Metadata(Answer)),
    Rows = Table.FromRecords(Json.Document(Answer)[rows]),
    Result = if About[Response.Status] = 304 then Before
        else Table.AddColumn(Rows, "ETag", each About[Headers][ETag])
in
    Result
`
