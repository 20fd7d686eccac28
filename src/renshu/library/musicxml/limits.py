"""How large a score may be: far above any piano piece, far below what would stop a computer."""

FILE_BYTES = 20_000_000
"""Bytes of the file itself."""
UNZIPPED_BYTES = 40_000_000
"""Bytes of the score after unzipping."""
ZIP_RATIO = 200
"""Times the score may grow when it is unzipped."""
ZIP_ENTRIES = 50
XML_DEPTH = 256
"""The limit that libxml2 itself keeps."""
PARTS = 64
MEASURES = 5_000
NOTES = 100_000
UNFOLDED_NOTES = 300_000
"""Key presses with all repeats played out."""
REPEAT_TIMES = 32
NOTICES = 200
"""Repairs that are told one by one."""
DIVISIONS = 1_000_000
"""Parts of a quarter note that durations are counted in."""
SLOWEST_QPM = 5
FASTEST_QPM = 1000
DURATION_QUARTERS = 1_000
"""Quarters that one note, rest or gap may last."""

TRANSPOSITION = 48
"""Semitones between what is written and what sounds: four octaves are more than any instrument."""
