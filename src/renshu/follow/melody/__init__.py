"""Which piece has this melody? From a few notes of one finger, in any key, to a piece and a bar."""
