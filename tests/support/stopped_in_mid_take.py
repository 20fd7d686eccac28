"""The program in mid-take against the click; it says ten times a second how the take stands.

    python tests/support/stopped_in_mid_take.py HOME

Each line: the state, the notes missed so far, the seconds of the take so far.
"""

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from renshu.config import Settings
from renshu.follow.alignment import Deletion
from renshu.follow.follower import Mode
from support.notation import score
from support.screens import make_app, practise, running

MUSIC = score(" | ".join(["C4 D4 E4 F4"] * 60), qpm=120)


async def main(home: Path) -> None:
    """Play, though nobody plays."""
    app = make_app(home, settings=Settings(mode=Mode.TEMPO, count_in=1), engraved=MUSIC)
    async with running(app) as pilot:
        await practise(pilot, MUSIC)
        await pilot.press("space")
        assert app._practice is not None
        run = app._practice._run
        while True:
            missed = sum(isinstance(label, Deletion) for label in run.session.labels)
            sys.stdout.write(f"{run.state.value.replace(' ', '-')} {missed}\n")
            sys.stdout.flush()
            await asyncio.sleep(0.1)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
