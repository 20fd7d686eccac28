"""A program that plays a take into the history given, and says how far it is, until it is killed.

With a number as a second argument it finishes that many takes instead.
"""

import sys
import time
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from renshu.history.store import History
from renshu.performance.events import KeyDown
from renshu.practice.take import EndedBy
from support.takes import make_facts, make_take


def play(history: History) -> None:
    journal = history.begin(make_facts())
    started = time.monotonic()
    say("playing")
    for number in count():
        now = time.monotonic() - started
        journal.append([KeyDown(now, 21 + number % 88)])
        say(str(now))
        time.sleep(0.005)


def finish_some(history: History, loops: int) -> None:
    say("playing")
    for _ in range(loops):
        facts, whole = make_facts(), make_take()
        history.begin(facts).append(whole.events)
        history.finish(facts.take(whole.events, whole.labels, EndedBy.PLAYER))
    history.close()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


opened = History(Path(sys.argv[1]))
if len(sys.argv) > 2:
    finish_some(opened, int(sys.argv[2]))
else:
    play(opened)
