"""The playing order: which measure follows which when repeats and jumps are obeyed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One measure in the playing order."""

    measure: int
    """Index of the written measure."""
    pass_number: int
    """1 when it is played for the first time, 2 for the second, …"""


@dataclass(frozen=True, slots=True)
class Roadmap:
    """Measures in playing order."""

    steps: tuple[Step, ...]

    @classmethod
    def of(cls, order: "list[int] | tuple[int, ...] | range") -> "Roadmap":
        """The roadmap of a list of measure indexes; passes are counted."""
        seen: dict[int, int] = {}
        steps = []
        for measure in order:
            seen[measure] = seen.get(measure, 0) + 1
            steps.append(Step(measure, seen[measure]))
        return cls(tuple(steps))

    @property
    def order(self) -> tuple[int, ...]:
        """Measure indexes in playing order."""
        return tuple(step.measure for step in self.steps)

    @property
    def is_linear(self) -> bool:
        """Whether every measure is played once, in written order."""
        return all(step.measure == index for index, step in enumerate(self.steps))
