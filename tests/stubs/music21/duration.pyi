from fractions import Fraction
from typing import NamedTuple

class DurationTuple(NamedTuple):
    type: str
    dots: int
    quarterLength: float | Fraction

class Tuplet: ...

class Duration:
    type: str
    dots: int
    linked: bool
    quarterLength: float | Fraction
    tuplets: tuple[Tuplet, ...]
    def __init__(self, quarterLength: float | Fraction = ...) -> None: ...
    def aggregateTupletMultiplier(self) -> float | Fraction: ...

def durationTupleFromTypeDots(durType: str = ..., dots: int = ...) -> DurationTuple: ...
