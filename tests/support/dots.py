"""Masks drawn as text: `#` is a dot."""

from renshu.engrave.picture import Mask


def mask(*lines: str) -> Mask:
    rows = tuple(sum(1 << x for x, sign in enumerate(line) if sign == "#") for line in lines)
    return Mask(max(map(len, lines), default=0), len(lines), rows)


def drawn(mask: Mask) -> list[str]:
    return ["".join("#" if row >> x & 1 else "." for x in range(mask.width)) for row in mask.rows]
