"""Settings files as a player may write them, or a disk may leave them."""

import random
from dataclasses import fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from renshu.config import Settings, load_settings, save_settings
from renshu.errors import ConfigError
from support.fuzzing.bytes_damaged import damaged
from support.fuzzing.target import Target
from support.fuzzing.toml_grammar import table

KEYS = (*(field.name for field in fields(Settings)), "nothing", "latency", "transpose", "touch")
HEADS = ("keys", "ports", "ports.Piano", 'ports."a.b"', "ports.Piano.latency", "nothing", "theme")


def make(chance: random.Random) -> bytes:
    """A settings file."""
    text = table(chance, KEYS, HEADS).encode()
    if chance.random() < 0.05:
        text += b"keys = " + b"[" * 5000
    return damaged(text, chance) if chance.random() < 0.3 else text


def check(case: bytes) -> str:
    """Load it: there are settings whatever it holds; and what can be saved is as it was said."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "settings.toml"
        path.write_bytes(case)
        settings, notices = load_settings(path)
        assert all(notices)
        changed = replace(settings, reduced_motion=not settings.reduced_motion)
        try:
            save_settings(changed, path)
        except ConfigError:
            return "kept as it is"
        assert load_settings(path)[0] == changed, "saving changes it"
    return "loaded with notices" if notices else "loaded"


SETTINGS = Target("settings", make, check, 5.0)
