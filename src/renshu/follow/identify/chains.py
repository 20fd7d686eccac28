"""Chains of played notes through the places of many scores, and how well each explains them.

For every place the best chain that ends there is kept (Viterbi): which notes of its chord have been
played, how fast it goes, how likely it is. A chain goes on within its chord, in whatever order, or
to one of the next places; what it leaves out counts as missed. Likelihoods are natural logarithms,
against the idea that the note belongs nowhere: so a note changes only the chains that can use it,
and for all others it is a wrong note without more ado.

It imports numpy: nothing that a program start needs may import it.
"""

from math import log

import numpy as np
from numpy.typing import NDArray

from renshu.follow.identify.index import MARGIN, Holders, Index, Numbers, Places

WRONG = 0.05
"""Share of key presses that belong to no note of the score."""
KEYS = 40
"""Keys among which those lie."""
MISSED = log(0.2)
"""For every note of the score that is left out: learners leave out many."""
JUMP = log(0.01)
"""For a start elsewhere in mid-play; at which of all places, comes on top."""
SPREAD = 0.06
"""Seconds after which the next note of the same chord is e times less likely."""
SPREAD_LIMIT = -4.0
"""The least for a late note of a chord: chords are rolled, or looked for."""
USUAL_PACE = log(1.25)
"""Players at home take a quarter more time than is written."""
PACE_WIDTH = 0.4
"""How unevenly they play: the usual deviation of the logarithm of a step's duration."""
ADAPTATION = 0.5
"""The share of a deviation that is taken for a change of pace."""

RIGHT = log(1 - WRONG) - log(WRONG / KEYS)
"""For a note that fits, against one that belongs nowhere: what each right note can gain."""
_ONE_OF = -np.log(np.arange(256).clip(1)).astype(np.float32)
"""By the number of notes still to come in a chord: that it is this one."""
_LEAST_SECONDS = 0.02
_LEAST_STEP = 0.01
_SWELL = 1e4
"""Above it all likelihoods are shifted back, lest single precision becomes too coarse."""

_BACK = np.arange(MARGIN + 1, dtype=np.int32)[:, np.newaxis]
_CHAIN = np.dtype(
    [
        ("base", np.float32),  # the likelihood that it had to begin with
        ("start", np.int32),  # the place where it began
        ("first", np.int32),  # the number of the note with which it began
        ("pace", np.float32),  # logarithm of the time it takes, against the time that is written
        ("began", np.float32),  # when the chord at its end began, in seconds
        ("played", np.uint32),  # the notes of that chord that were played
        ("left", np.int32),  # how many of its notes are still to come
        ("", np.int32),  # fills it up to what `_WORDS` words hold
    ]
)
_WORDS = 4
"""Records are written as rows of 8-byte words, which numpy does much faster."""

Flags = NDArray[np.bool_]
Records = NDArray[np.void]


class Chains:
    """The best chain to every place of an index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._jump = JUMP - log(len(index))
        self.likelihood: Numbers = np.empty(len(index), np.float32)
        """Of the best chain that ends at each place; -inf where there is none."""
        self._chains: Records = np.zeros(len(index), _CHAIN)
        self.clear()

    def clear(self) -> None:
        """Forget what was played."""
        self.likelihood.fill(-np.inf)
        self.notes = 0
        """How many notes have been heard."""
        self.best = 0.0
        """The likelihood of the best chain, or that of no chain if none is better."""
        self._nowhere = 0.0
        """The likelihood of no chain: all notes belong nowhere."""

    def start(self, place: int) -> int:
        """The place where the chain began that ends at `place`."""
        return int(self._chains["start"][place])

    def notes_of(self, place: int) -> int:
        """How many notes have been heard since that chain began."""
        return self.notes - int(self._chains["first"][place]) + 1

    def gain(self, place: int) -> float:
        """How much likelier that chain is than notes which belong nowhere."""
        return float(self.likelihood[place] - self._chains["base"][place])

    def hear(self, seconds: float, pitch: int) -> None:
        """Take a note into account.

        Args:
            seconds: When it began, since anything small enough for single precision.
            pitch: Its MIDI number.
        """
        self.notes += 1
        holders = self._index.holders(pitch)
        fresh = max(self._nowhere, self.best + self._jump)
        begun = fresh + RIGHT + _ONE_OF[self._index.size[holders.places]]
        is_led = self._reach(holders.places) + RIGHT > begun
        led = Holders(holders.places[is_led], holders.bits[is_led])
        likelihood, chains = self._steps(led, seconds)
        is_explained = likelihood.max(initial=-np.inf) > self.best + RIGHT / 2
        if not is_explained or fresh == self._nowhere:
            self._enter(holders.places, begun, self._begun(holders, seconds, fresh))
        self._enter(led.places, likelihood, chains)
        self._subside()

    def _reach(self, places: Places) -> Numbers:
        """The best likelihood among the chains from which each place can be reached."""
        reach = self.likelihood[places]
        for back in range(1, MARGIN + 1):
            np.maximum(reach, self.likelihood[places - back], out=reach)
        return reach

    def _enter(self, places: Places, likelihood: Numbers, chains: Records) -> None:
        """Keep chains that are better than what is there, for which the note is a wrong one."""
        better = np.flatnonzero(likelihood > self.likelihood[places])
        places = places[better]
        self.likelihood[places] = likelihood[better]
        _words(self._chains)[places] = _words(chains.take(better))

    def _begun(self, holders: Holders, seconds: float, fresh: float) -> Records:
        """Chains that begin with a note."""
        chains = np.empty(len(holders.places), _CHAIN)
        chains["base"], chains["start"] = fresh, holders.places
        chains["first"], chains["pace"] = self.notes, USUAL_PACE
        return self._led_on(chains, holders, seconds, np.ones(len(chains), np.bool_))

    def _steps(self, holders: Holders, seconds: float) -> tuple[Numbers, Records]:
        """The best chain that a note leads to each of the places, and its likelihood."""
        sources = holders.places - _BACK
        chains = self._chains.take(sources)
        deviation = self._deviation(chains, sources, seconds)
        ways = self.likelihood[sources] + RIGHT
        ways[0] += self._staying(chains[0], holders, seconds)
        ways[1:] -= np.log1p((deviation[1:] / PACE_WIDTH) ** 2)
        ways[1:] += MISSED * self._missed(chains, sources)
        ways[1:] += _ONE_OF[self._index.size[holders.places]]
        back = ways.argmax(0)
        best = back * len(back) + np.arange(len(back))
        led = self._led_on(chains.take(best), holders, seconds, back > 0)
        led["pace"] += ADAPTATION * deviation.take(best).clip(-1, 1)
        return ways.take(best), led

    def _led_on(
        self, chains: Records, holders: Holders, seconds: float, has_come: Flags
    ) -> Records:
        """Chains after a note, which some of them have come to from another chord."""
        size = self._index.size[holders.places]
        before = np.where(has_come, size, chains["left"])
        chains["left"] = np.maximum(before, 1) - 1
        chains["played"] = np.where(has_come, 0, chains["played"]) | holders.bits
        chains["began"] = np.where(has_come, np.float32(seconds), chains["began"])
        return chains

    def _staying(self, chains: Records, holders: Holders, seconds: float) -> Numbers:
        """For a further note of the same chord."""
        late = np.maximum((chains["began"] - seconds) / SPREAD, SPREAD_LIMIT)
        is_again = chains["played"] & holders.bits > 0
        likelihood: Numbers = np.where(is_again, -np.inf, late + _ONE_OF[chains["left"]])
        return likelihood

    def _deviation(self, chains: Records, sources: Places, seconds: float) -> Numbers:
        """How much longer than expected each step took: a logarithm, 0 for none."""
        written = self._index.seconds[sources[0]] - self._index.seconds[sources]
        taken = np.maximum(seconds - chains["began"], _LEAST_SECONDS)
        expected = np.log(np.maximum(written, _LEAST_STEP)) + chains["pace"]
        deviation: Numbers = np.log(taken) - expected
        deviation[0] = 0
        return deviation

    def _missed(self, chains: Records, sources: Places) -> Numbers:
        """How many notes each step leaves out, of the chord left and of those between."""
        between = np.cumsum(self._index.size[sources[1:-1]], axis=0, dtype=np.float32)
        missed = chains["left"][1:].astype(np.float32)
        missed[1:] += between
        return missed

    def _subside(self) -> None:
        self.best = max(self._nowhere, float(self.likelihood.max(initial=-np.inf)))
        if self.best > _SWELL:
            self.likelihood -= self.best
            self._chains["base"] -= self.best
            self._nowhere -= self.best
            self.best = 0.0


def _words(chains: Records) -> NDArray[np.float64]:
    return chains.view(np.float64).reshape(-1, _WORDS)
