"""Which piece is it? From the first notes played to a piece of the library and a bar of it."""
