"""Themes that return in other pieces of the library, in another key or another rhythm."""
