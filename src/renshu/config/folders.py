"""The folders and files of renshu."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from renshu.errors import ConfigError

HOME_VARIABLE = "RENSHU_HOME"
"""The environment variable that moves all folders to one place."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where everything is kept. Naming a path makes nothing; `prepare` makes the folders."""

    data: Path
    """What must not be lost: history, catalogue, takes."""
    config: Path
    cache: Path
    """What may be deleted at any time."""

    @classmethod
    def find(cls, environment: Mapping[str, str] = os.environ) -> "Folders":
        """The platform's usual folders, or those below `RENSHU_HOME` where that is set."""
        if home := environment.get(HOME_VARIABLE):
            return cls.below(Path(home).expanduser().absolute())
        from platformdirs import PlatformDirs

        usual = PlatformDirs("renshu", appauthor=False)
        return cls(usual.user_data_path, usual.user_config_path, usual.user_cache_path)

    @classmethod
    def below(cls, home: Path) -> "Folders":
        """All folders in one place."""
        return cls(home / "data", home / "config", home / "cache")

    @property
    def history(self) -> Path:
        """The database of all takes."""
        return self.data / "history.db"

    @property
    def catalogue(self) -> Path:
        """The database of all scores."""
        return self.data / "library.db"

    @property
    def takes(self) -> Path:
        """The folder of one `.mid` file for every take."""
        return self.data / "takes"

    @property
    def copies(self) -> Path:
        """The folder of imported scores that were copied."""
        return self.data / "scores"

    @property
    def backups(self) -> Path:
        """The folder of the history's backups."""
        return self.data / "backups"

    @property
    def waiting(self) -> Path:
        """The folder of the takes that the history could not take yet."""
        return self.data / "waiting"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.toml"

    @property
    def scores(self) -> Path:
        """The folder of compiled scores."""
        return self.cache / "scores"

    @property
    def studies(self) -> Path:
        """The database of what was worked out about the scores."""
        return self.cache / "studies.db"

    @property
    def themes(self) -> Path:
        """The file of the themes that pieces have in common."""
        return self.cache / "themes"

    @property
    def logs(self) -> Path:
        """The folder of error logs."""
        return self.cache / "logs"

    def prepare(self) -> None:
        """Make the folders that are missing.

        Raises:
            ConfigError: A folder cannot be made or written.
        """
        for folder in (self.data, self.config, self.cache, self.takes, self.scores):
            _prepare(folder)

    def as_json(self) -> dict[str, str]:
        """The paths by name, as `renshu paths --json` prints them."""
        names = ("data", "config", "cache", "history", "catalogue", "takes", "settings")
        return {name: str(getattr(self, name)) for name in names}


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Only writing shows it: permissions say nothing about read-only disks.
        probe = folder / f".writable-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError(
            f"The folder {folder} cannot be written ({reason}); "
            f"set {HOME_VARIABLE} to a folder that can."
        ) from error
