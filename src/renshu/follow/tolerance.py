"""Every threshold of the followers in one place: how near is near enough."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What a follower forgives. Seconds, unless it says otherwise."""

    chord_spread: float = 0.08
    """Notes written together may come so far apart where the click does not wait: hands are rarely
    together to less than 30 ms, and amateurs' chords spread up to about 80 ms."""
    early: float = 0.25
    """In tempo mode a note may come so long before its time. Together with `late` this is half a
    beat at 60: what is further off belongs to another note."""
    late: float = 0.25
    """In tempo mode a note may come so long after its time; then it is missed."""
    roll: float = 0.5
    """So much longer than `late` a rolled chord may take."""
    early_key: float = 0.3
    """In wait mode a key of the next chord counts already if it comes so soon after a key of an
    unfinished one: the hand that is ready goes on while the other is still searching."""
    grace: float = 0.15
    """A grace note gives way to its main note so soon."""
    ornament_gap: float = 0.5
    """An ornament goes on beyond its written time as long as its keys follow so closely."""
    wrong_reach: int = 12
    """Semitones: a key further than this from every note that is due was not meant for one."""


STANDARD = Tolerance()
"""What is forgiven where nobody says otherwise."""
