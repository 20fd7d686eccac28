"""What a trend may show: a figure of a time, as a number and in words."""

from enum import StrEnum

from renshu.practice.trends.figures import Figures


class Metric(StrEnum):
    """One curve; the value is its name."""

    ACCURACY = "accuracy"
    """Share of right notes, in percent."""
    TEMPO = "tempo"
    """Percent of the written tempo."""
    STEADINESS = "steadiness"
    """Milliseconds from the beat: less is better."""
    MINUTES = "minutes"
    """At the piano."""

    @property
    def next(self) -> "Metric":
        """The next one; after the last the first."""
        every = list(Metric)
        return every[(every.index(self) + 1) % len(every)]

    @property
    def legend(self) -> str:
        """What it counts, as a phrase."""
        return _LEGENDS[self]

    def of(self, figures: Figures) -> float | None:
        """Its number; None where nothing is known."""
        match self:
            case Metric.ACCURACY:
                return _percent(figures.accuracy)
            case Metric.TEMPO:
                return _percent(figures.tempo)
            case Metric.STEADINESS:
                return figures.steadiness_ms
        return figures.minutes

    def text(self, value: float | None) -> str:
        """The number with its unit; nothing where it is not known."""
        return "" if value is None else f"{value:.0f}{_UNITS[self]}"


_LEGENDS = {
    Metric.ACCURACY: "right notes",
    Metric.TEMPO: "share of the written tempo",
    Metric.STEADINESS: "distance from the beat: less is steadier",
    Metric.MINUTES: "minutes at the piano",
}
_UNITS = {
    Metric.ACCURACY: "%",
    Metric.TEMPO: "%",
    Metric.STEADINESS: " ms",
    Metric.MINUTES: " min",
}


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share
