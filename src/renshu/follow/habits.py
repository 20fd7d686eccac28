"""What is assumed about people who practise: each number is a habit that one could count."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Habits:
    """How often players do what. The free follower and the review weigh explanations by these."""

    omission: float = 0.03
    """Share of written notes that are left out."""
    slip: float = 0.03
    """Share of presses that are wrong or extra."""
    jump: float = 0.02
    """Share of presses before which the player goes elsewhere than on."""
    one_hand: float = 0.5
    """Share of starts with one hand alone."""
    trill: float = 0.2
    """Share of presses, once two neighbouring keys alternate quickly, that go on with a trill."""
    change_hands: float = 0.003
    """Share of moves from chord to chord at which a hand joins in or falls silent."""
    late: float = 0.1
    """Share of notes left open in a chord that come after the next chord has begun."""
    spread: float = 0.03
    """Seconds between the first and a typical further note of a chord."""
    jitter: float = 0.02
    """Seconds that a steady player's onsets scatter."""
    rubato: float = 0.12
    """Share of an inter-onset time by which an expressive player departs from the tempo."""
    extra_gap: float = 0.3
    """Seconds within which a stray note follows the one before."""
    ornament_gap: float = 0.1
    """Seconds between the notes of an ornament."""
    jump_gap: float = 0.8
    """Seconds that a player who goes elsewhere typically takes."""


NEAR_KEYS = {1: 0.18, -1: 0.18, 2: 0.12, -2: 0.12, 12: 0.1, -12: 0.1}
"""Share of stray presses by their distance in semitones from a key that was meant."""
ANY_KEY = 0.2 / 88
"""Share of stray presses on each key of the piano that is far from what was meant."""
MISPLACED = 0.2
"""Share of wrong keys that are right elsewhere: in the chord after, played too soon, or once more
in the chord before. Palmer and van de Sande (1993) call these errors contextual."""
