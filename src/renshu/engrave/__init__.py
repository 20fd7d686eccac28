"""Notation as a picture: Verovio in a worker process, and our painter from its SVG to dots."""
