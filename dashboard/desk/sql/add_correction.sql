-- Adds to the public correction log.
INSERT INTO public_correction (id, published, edition, municipality, objection, text_sv, text_en, person)
VALUES (
    ?, -- number
    ?, -- now, UTC
    ?, -- edition
    ?, -- municipality code
    ?, -- number of the objection, 0 is none
    ?, -- Swedish text
    ?, -- English text, '' is none
    ?  -- a person's id
)
