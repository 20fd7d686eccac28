"""The settings as a TOML file that the player may write too: their comments stay."""

import difflib
import os
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from renshu.config.settings import CHECKS, Settings, understand
from renshu.errors import ConfigError

MOST_BYTES = 1_000_000
"""A larger file was not written for renshu."""

HEADING = "Settings of renshu. Every one may be left out."


def load_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """Read the settings, passing over what makes no sense. This only reads.

    Returns:
        The settings, and for everything passed over a sentence that names the file, the key and,
        where there is one, the nearest key that exists.
    """
    try:
        table = _read(path)
    except ConfigError as error:
        return Settings(), (error.sentence,)
    understood: dict[str, Any] = {}
    notices = []
    for key, value in table.items():
        try:
            understood[key] = understand(key, value)
        except KeyError:
            notices.append(unknown_key(path, key, CHECKS))
        except ValueError as error:
            notices.append(f"{path}: “{key}” {error}, not {_shown(value)}.")
    return Settings(**understood), tuple(notices)


def save_settings(settings: Settings, path: Path) -> None:
    """Write what has changed into the file; its comments, order and unknown keys stay.

    Raises:
        ConfigError: The file cannot be written, or is not TOML and so cannot be kept.
    """
    import tomlkit

    _read(path)  # refuses a file that could not be kept
    before, _ = load_settings(path)
    try:
        text = path.read_text("utf-8") if path.exists() else f"# {HEADING}\n\n"
        document = tomlkit.parse(text)
        for name in (f.name for f in fields(Settings)):
            if (value := getattr(settings, name)) != getattr(before, name):
                _put(document, name, value)
        _replace(path, tomlkit.dumps(document))
    except (tomlkit.exceptions.TOMLKitError, RecursionError) as error:
        raise ConfigError(f"{path} cannot be kept, so nothing is saved: {error}.") from error
    except OSError as error:
        raise ConfigError(f"The settings cannot be saved: {_reason(path, error)}.") from error


def unknown_key(path: Path, key: str, known: Iterable[str]) -> str:
    """The sentence about a key that does not exist, with the nearest one that does."""
    near = difflib.get_close_matches(key, list(known), n=1)
    hint = f"; did you mean “{near[0]}”?" if near else "."
    return f"{path}: there is no setting “{key}”{hint}"


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ConfigError(f"{path} is larger than any settings, so it is left aside.")
        import tomllib

        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigError(f"The settings cannot be read: {_reason(path, error)}.") from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{path} is not a TOML file, so it is left aside: {error}.") from error


def _put(document: Any, name: str, value: object) -> None:
    """Set or, for None, take out one key."""
    if value is None:
        document.pop(name, None)
    elif is_dataclass(value):
        _put(document, name, {one.name: getattr(value, one.name) for one in fields(value)})
    elif isinstance(value, Mapping):
        table = document.setdefault(name, {})
        for key in sorted({*table, *value}):
            _put(table, key, value.get(key))
        document[name] = table
    elif isinstance(value, tuple):
        document[name] = [_plain(member) for member in value]
    else:
        document[name] = _plain(value)


def _plain(value: object) -> object:
    return str(value) if isinstance(value, StrEnum) else value


def _replace(path: Path, text: str) -> None:
    """Write the file whole or not at all; a link to it stays a link."""
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _reason(path: Path, error: OSError) -> str:
    return f"{path}: {(error.strerror or str(error)).lower()}"


def _shown(value: object) -> str:
    return f"“{value}”" if isinstance(value, str) else str(value).lower()
