-- What an outcome is, for those who ask what became of their case; null for what was taken in before this was kept.
ALTER TABLE outcome ADD COLUMN kind text;
