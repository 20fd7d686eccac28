"""Run inside `unshare --mount`: copies a history on a disk that has no room for it."""

import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from renshu.database.backups import back_up
from renshu.errors import HistoryError
from renshu.history.schema import HISTORY
from renshu.history.store import History
from support.faulty_disk import fill, mount_tmpfs
from support.takes import Bar, make_take


def main(home: Path) -> None:
    """Copy on one day, fill the disk, copy on the next; print what there is then."""
    mount_tmpfs(home)
    path, folder = home / "history.db", home / "backups"
    history = History(path)
    history.finish(make_take(bars=[Bar(matched=100)] * 20))
    back_up(path, HISTORY, folder, date(2026, 11, 20))
    fill(home)
    try:
        back_up(path, HISTORY, folder, date(2026, 11, 21))
    except HistoryError as error:
        said = error.sentence
    copies = sorted(copy.name for copy in folder.iterdir())
    what = "the disk is full" if "the disk is full" in said else said
    sys.stdout.write(f"{copies} {history.check()} {what}\n")
    history.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
