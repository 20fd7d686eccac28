"""Fuzzing: what comes in from outside, made up and damaged, must end in a value or a sentence."""
