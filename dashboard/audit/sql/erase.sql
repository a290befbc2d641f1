-- Takes a person's name away.
--   $name    what stands in its place
--   $person  the person's id
UPDATE audit SET actor_name = $name
WHERE actor_kind = 'person' AND actor_id = $person
