-- What a picture looks like from afar, shown while it loads: the tints of its four corners, by number.
-- None where the picture is transparent, and of pictures that came before.

ALTER TABLE file ADD COLUMN blur TEXT;
