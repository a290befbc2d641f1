-- One, by id or by address.
  AND (p.id = ?           -- '' for nobody's
       OR p.email_key = nullif(?, '')) -- address, normalised and in lower case; '' for nobody's
