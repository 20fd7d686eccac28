"""Bytes as a keyboard sends them, followed through a score in every mode."""

import random
from functools import cache

from renshu.follow.follower import Mode
from renshu.midi.messages import translate
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.practice.replaying import replay
from renshu.practice.session import Setup
from renshu.practice.take import EndedBy
from renshu.score.notation import Score
from renshu.score.passage import whole
from support.fuzzing.target import Target
from support.musicxml import backup, note, part, score_xml
from support.takes import EVENING

STATUSES = (0x80, 0x90, 0x90, 0x90, 0xB0, 0xD0, 0xF8, 0xFE, 0xF0, 0xC0, 0xE0, 0x00, 0xFF)


@cache
def piece() -> Score:
    """What is played: two bars with a chord and a repeated note."""
    from renshu.library.musicxml import read

    bars = (
        note("C5") + note("E5", chord=True) + note("C5") + note("D5") + note("D5"),
        note("G5", 16) + backup(16) + note("C3", 8, voice=5) + note("G3", 8, voice=5),
    )
    return read(score_xml(part(*bars)).encode(), "piece.xml").score


def make(chance: random.Random) -> bytes:
    """Messages, each a byte that says how long it took and how long it is, and its bytes."""
    out = bytearray()
    for _ in range(chance.randint(0, 60)):
        pitch = chance.choice((72, 76, 72, 74, 79, 48, 55, chance.randrange(256)))
        data = [
            chance.choice(STATUSES) | chance.randrange(16),
            pitch,
            chance.choice((0, 1, 64, 255)),
        ]
        length = chance.choice((3, 3, 3, 3, 1, 2, 0))
        out += bytes((chance.randrange(64) << 2 | length, *data[:length]))
    return bytes(out)


def events(case: bytes) -> list[PlayedEvent]:
    """What the bytes mean to a keyboard's listener."""
    found, at, now = [], 0, 0.0
    while at < len(case):
        length, now = case[at] & 3, now + (case[at] >> 2) / 100
        if (event := translate(list(case[at + 1 : at + 1 + length]), now)) is not None:
            found.append(event)
        at += 1 + length
    return found


def check(case: bytes) -> str:
    """Whatever is played, every key that went down has one fate in every mode."""
    played = events(case)
    score = piece()
    downs = sum(isinstance(event, KeyDown) for event in played)
    for mode in Mode:
        session = replay(score, Setup(whole(score), mode), played).session
        take = session.take("0" * 32, EVENING, EndedBy.REPLAY)
        fates = sum(hasattr(label, "key") for label in take.labels)
        assert fates <= downs, (mode, fates, downs)
    return "played" if downs else "silent"


PLAYED = Target("played", make, check, 10.0)
