-- Natural keys are compared as bytes, whatever the database's language: those of one kind stand together.
ALTER TABLE event ALTER COLUMN natural_key TYPE text COLLATE "C";
