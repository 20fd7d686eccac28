"""A program that mends the history in the home given, and may be killed while it does."""

import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from renshu.config import Folders, Settings
from renshu.evening.mending import mend
from renshu.evening.services import Services

services = Services(Folders.below(Path(sys.argv[1])), Settings())
sys.stdout.write("mending\n")
sys.stdout.flush()
mend(services, date(2026, 11, 22))
