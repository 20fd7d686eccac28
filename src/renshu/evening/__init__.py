"""An evening of practice, whichever front end shows it: runs, choices, memory, sound, keyboards."""
