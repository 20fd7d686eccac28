"""What a metronome clicks between its beats."""

from enum import StrEnum


class Subdivision(StrEnum):
    """The notes that are clicked between the beats, more softly."""

    OFF = "off"
    EIGHTHS = "eighths"
    TRIPLETS = "triplets"
    """Three to the beat."""
    SIXTEENTHS = "sixteenths"
