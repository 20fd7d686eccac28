"""Keyboards and other instruments over MIDI, MIDI files, and the computer keyboard as a piano."""
