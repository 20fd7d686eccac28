"""One practice run: the session as a transition table, the metronome, and the take it leaves."""
