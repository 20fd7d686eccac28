"""Damage to bytes of any kind."""

import random

_ODD = (b"\x00", b"\xff", b"\x7f", b"\x80", b"\xff" * 4, b"\x00" * 64, b"\xf0\x9f\x8e\xb9")


def damaged(data: bytes, chance: random.Random) -> bytes:
    """`data` with a few bytes flipped, cut out, doubled, swapped or put in."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        _damage(out, chance)
    return bytes(out)


def _damage(out: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(out))
    end = min(len(out), at + chance.choice((1, 2, 4, 30)))
    match chance.randrange(5):
        case 0 if at < len(out):
            out[at] ^= 1 << chance.randrange(8)
        case 1:
            del out[at:end]
        case 2:
            out[at:at] = out[at:end] * chance.randint(1, 20)
        case 3:
            out[at:end] = reversed(out[at:end])
        case _:
            out[at:at] = chance.choice(_ODD)
