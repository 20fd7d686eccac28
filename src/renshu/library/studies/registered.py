"""All studies that the background pass makes."""

from typing import Any

from renshu.library.studies.difficulty import DIFFICULTY
from renshu.library.studies.melody import MELODY
from renshu.library.studies.outline import OUTLINE
from renshu.library.studies.study import Study

REGISTERED: tuple[Study[Any], ...] = (OUTLINE, DIFFICULTY, MELODY)
"""In the order in which they are made."""
