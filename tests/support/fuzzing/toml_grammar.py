"""TOML with the keys that are known, and values that are not."""

import random
from collections.abc import Sequence

_VALUES = (
    "0", "1", "-1", "1.5", "nan", "inf", "-inf", "1e400", "9" * 30, "true", "false", '""', '"x"',
    '"\\u001b[2J"', "'''\n'''", "[]", "[1]", '["a", 2]', "[[[[]]]]", "{}",
    "{a = 1}", "{a = {b = []}}",
    "1979-05-27", "07:32:00", "1979-05-27T07:32:00Z", "0x10", '"88"', '"21-108"', '"braille"',
)  # fmt: skip


def table(chance: random.Random, keys: Sequence[str], heads: Sequence[str]) -> str:
    """A few lines of TOML."""
    return "\n".join(_line(chance, keys, heads) for _ in range(chance.randint(0, 12))) + "\n"


def _line(chance: random.Random, keys: Sequence[str], heads: Sequence[str]) -> str:
    match chance.randrange(8):
        case 0:
            return f"[{chance.choice(heads)}]"
        case 1:
            return f"[[{chance.choice(heads)}]]"
        case 2:
            return f'"{chance.choice(keys)}\\u202e" = {chance.choice(_VALUES)}'
        case _:
            return f"{chance.choice(keys)} = {chance.choice(_VALUES)}"
