-- Rows of the log.
--   $from, $until   UTC timestamps, from included, until excluded
--   $actor          id, or part of the name; '' is all
--   $action         code, or the part before the full stop; '' is all
--   $municipality   code, '' is all
--   $outcome        ok, refused, failed; '' is all
--   $text           in any of the texts, whatever its case; '' is all
--   $before         only rows with a lower number
--   $after          only rows with a higher number
--   $descending     newest first
--   $limit          how many at most
SELECT
    id, happened, actor_kind, actor_id, actor_name, name_seal, role, action, object_type, object_id, municipality, address, request,
    outcome, times, details, key_id, previous, seal
FROM audit
WHERE happened >= $from AND happened < $until
  AND ($actor = '' OR actor_id = $actor OR contains(lower(actor_name), lower($actor)))
  AND ($action = '' OR action = $action OR starts_with(action, $action || '.'))
  AND ($municipality = '' OR municipality = $municipality)
  AND ($outcome = '' OR outcome = $outcome)
  AND ($text = '' OR contains(
      lower(concat_ws(' ', actor_name, actor_id, role, action, object_type, object_id, municipality, address, request, details)),
      lower($text)
  ))
  AND id < $before AND id > $after
ORDER BY CASE WHEN $descending THEN -id ELSE id END
LIMIT $limit
