"""Practice without a screen: every line is a sentence, made to be heard from a screen reader."""
