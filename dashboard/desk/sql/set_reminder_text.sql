-- Changes the reminder's text.
INSERT OR REPLACE INTO reminder_text (lang, subject, body, changed, person)
VALUES (
    ?, -- sv, en
    ?, -- subject
    ?, -- body
    ?, -- now, UTC
    ?  -- a person's id
)
