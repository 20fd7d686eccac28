"""What stands before the music in a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from renshu.score.notation import Credits


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says of itself."""

    credits: Credits = field(default_factory=Credits)
    extra: Mapping[str, str] = field(default_factory=dict)
    """Further fields by name, such as `kind`, `version`, `episode`."""
