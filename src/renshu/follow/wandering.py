"""Where this player has been, and how often they go elsewhere than on.

It imports numpy: nothing that a program start needs may import it.
"""

from dataclasses import replace

import numpy as np

from renshu.follow.places import Places, Ways

_LANDING = 3.0
"""How much likelier a player goes where they went before than where they only passed."""
_GOES_ON = 8
"""Places within which going on is no jump."""
_NEXT_ENDING = 3.0
"""How much likelier the next ending is than one that was played already."""
_BELIEVED = 50
"""Notes of this player that count as much as what is known of players in general."""
_REMEMBERED = 500
"""Notes after which what the player did is forgotten, more or less."""


class Wandering:
    """Learns from the places at which the player certainly was."""

    def __init__(self, places: Places, jump: float) -> None:
        """Begin knowing only the beginning of the score.

        Args:
            places: The score.
            jump: Share of notes before which players go elsewhere than on.
        """
        self._places = places
        self._jump = jump
        self._notes = 0.0
        self._jumps = 0.0
        self._last = -1
        self._heat = np.zeros(places.bars)
        self._heat[0] = 1.0
        self._warm()

    @property
    def rate(self) -> float:
        """Share of notes before which this player goes elsewhere than on."""
        return (self._jump * _BELIEVED + self._jumps) / (_BELIEVED + self._notes)

    def hear(self) -> None:
        """Count a note."""
        self._notes += 1 - self._notes / _REMEMBERED
        self._jumps -= self._jumps / _REMEMBERED

    def visit(self, place: int) -> None:
        """The player is certainly at `place`."""
        bar, is_landing = int(self._places.bar[place]), self._is_landing(place)
        self._last = place
        if is_landing:
            self._jumps += 1
        if is_landing or not self._heat[bar]:
            self._heat[bar] += _LANDING if is_landing else 1.0
            self._warm()

    def _is_landing(self, place: int) -> bool:
        if self._last < 0:
            return False
        near = int(self._places.counterparts[self._places.reading_of(place), self._last])
        follows = self._places.links.target[self._places.links.source == self._last]
        return not -1 <= place - near <= _GOES_ON and place not in follows

    def _warm(self) -> None:
        self.bars = np.flatnonzero(self._heat)
        """The ranks of the bars that were visited."""
        heat = self._heat[self.bars]
        self.shares = (heat / heat.sum()).astype(np.float32)
        """How likely a player who returns goes to each of them; in all 1."""
        self.links = self._next_endings()
        """The links of the score; an ending that was played makes way for the next one."""

    def _next_endings(self) -> Ways:
        links, places = self._places.links, self._places
        was_played = self._heat[places.bar[links.source + 1]] > 0
        share = np.where(was_played, _NEXT_ENDING, 1 / _NEXT_ENDING).astype(np.float32)
        return replace(links, share=np.where(links.target > links.source, share, links.share))
