-- How long the value, in bytes, and the key, in characters, of a dead letter were before they were cut to fit; null where whole.
ALTER TABLE dead_letter ADD COLUMN cut_from_bytes int, ADD COLUMN key_cut_from int;
