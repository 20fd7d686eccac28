"""Real scores by the hundred, and the tunes in their voices: what melodies and themes are tried on.

Beside the starter scores and the measuring data these are scores that come with music21: chamber
music, madrigals, chorales.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random

from renshu.errors import ScoreError
from renshu.library.cache import Cache
from renshu.library.loading import Loader
from renshu.library.starter import starter_folder
from renshu.score.notation import Score, ScoreNote
from support.shared import shared_folder

GAP = 2.0
"""Quarters between two notes of a tune at the most."""
CORPUS = "beethoven haydn mozart schumann_robert schumann_clara joplin chopin schubert handel "
CORPUS += "cpebach corelli beach johnson_j_r verdi weber monteverdi trecento bach"
Voice = Sequence[tuple[float, int, float, bool]]
"""Onset, highest pitch, end, and whether a bar begins: in quarters."""


def read_scores(cache: Path, count: int) -> Iterator[tuple[str, Score, bool]]:
    """Name, score, and whether it is a piano piece."""
    import music21

    corpus = Path(music21.__file__).parent / "corpus"
    piano = [*starter_folder().glob("*.musicxml"), *(shared_folder() / "musicxml/real").iterdir()]
    others = [path for folder in CORPUS.split() for path in shuffled(corpus / folder)]
    with Loader(Cache(cache)) as loader:
        for path in [*sorted(piano), *others][: count + 10]:
            try:
                yield f"{path.parent.name}/{path.stem}", loader.load(path).score, path in piano
            except ScoreError as error:
                sys.stderr.write(f"{path.name}: {error}\n")


def shuffled(folder: Path) -> list[Path]:
    """The scores of a folder, always in the same order."""
    found = sorted(folder.rglob("*.mxl"))
    return Random(1).sample(found, len(found))  # noqa: S311


class Voices:
    """The voices of a score: the highest notes of each."""

    def __init__(self, score: Score) -> None:
        bars = {measure.onset for measure in score.measures}
        notes: dict[tuple[int, int], dict[float, ScoreNote]] = defaultdict(dict)
        for note in (*score.notes, *score.other_notes):
            if not note.is_grace:
                highest = notes[note.staff, note.voice].get(float(note.onset))
                if highest is None or note.pitch > highest.pitch:
                    notes[note.staff, note.voice][float(note.onset)] = note
        self.voices: dict[tuple[int, int], Voice] = {
            key: [
                (onset, note.pitch, float(note.offset), note.onset in bars)
                for onset, note in sorted(voice.items())
            ]
            for key, voice in notes.items()
        }

    def of(self, kind: str) -> list[Voice]:
        """The voices of a kind."""
        first = min((key for key in self.voices if key[0] == 1), default=None)
        kinds = {
            key: "left" if key[0] > 1 else "top" if key == first else "inner" for key in self.voices
        }
        return [voice for key, voice in self.voices.items() if kind in {"any", kinds[key]}]

    def tune(self, kind: str, count: int, pitches: int, chance: Random) -> Voice | None:
        """So many notes from where a phrase may begin, with so many different pitches at least."""
        voices = [voice for voice in self.of(kind) if len(voice) >= count]
        if not voices:
            return None
        voice = chance.choice(voices)
        starts = [at for at in range(len(voice) - count + 1) if is_start(voice, at)]
        for at in chance.sample(starts, len(starts)):
            tune = voice[at : at + count]
            is_tune = len({note[1] for note in tune}) >= pitches
            if is_tune and all(b[0] - a[2] <= GAP for a, b in pairwise(tune)):
                return tune
        return None

    def has(self, tune: Voice) -> bool:
        """Whether these notes are in one of the voices, in any key, at any pace."""
        wanted = shape(tune)
        return any(
            shape(voice[at : at + len(tune)]) == wanted
            for voice in self.voices.values()
            for at in range(len(voice) - len(tune) + 1)
        )


def is_start(voice: Voice, at: int) -> bool:
    """Whether a phrase may begin there."""
    return at == 0 or voice[at][3] or voice[at][0] > voice[at - 1][2]


def shape(tune: Voice) -> list[tuple[int, float]]:
    """A tune without its key and its pace."""
    first = tune[1][0] - tune[0][0]
    return [(b[1] - a[1], round((b[0] - a[0]) / first, 3)) for a, b in pairwise(tune)]
