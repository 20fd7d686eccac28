"""A program that strikes keys on a JACK instrument, says so, and waits to be killed.

python tests/support/sound_until_killed.py OUTPUT
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from renshu.evening.loudspeaker import Loudspeaker
from renshu.evening.sounding import Sounding
from renshu.performance.events import KeyDown, Pedal, PedalMove
from support.sounding import no_device

sounding = Sounding(sys.argv[1], Loudspeaker(no_device))
sounding.prepare()
sounding.wait()
strand = sounding.strand()
while True:
    strand.send(KeyDown(time.monotonic(), 60))
    strand.send(PedalMove(time.monotonic(), Pedal.SUSTAIN, 127))
    sys.stdout.write("sounding\n")
    sys.stdout.flush()
    time.sleep(0.2)
