-- The reminder's text, where staff have changed it.
SELECT subject, body, changed
FROM reminder_text
WHERE lang = ? -- sv, en
