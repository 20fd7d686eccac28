"""Mastery: how likely the next pass of a bar, a section, a piece is clean, from measured playing.

Time is an argument, aware UTC, and everything is a function of the set of facts: neither the order
in which takes came in nor a clock decides anything.
"""
