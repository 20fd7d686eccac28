"""All that is fuzzed."""

from support.fuzzing.folders import FOLDERS
from support.fuzzing.midi_files import MIDI_FILES
from support.fuzzing.played import PLAYED
from support.fuzzing.scores import SCORES
from support.fuzzing.settings import SETTINGS
from support.fuzzing.word_files import WORD_FILES

TARGETS = {
    target.name: target for target in (SCORES, PLAYED, MIDI_FILES, SETTINGS, FOLDERS, WORD_FILES)
}
"""By name."""
