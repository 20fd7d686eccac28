"""SQLite as the stores of renshu use it: one set of habits for the history and the catalogue.

`schema` says what kind of database a file is, `file` opens it, `faults` turns SQLite's errors into
sentences, `backups` keeps copies, and `wreck` reads a damaged file as far as it goes and puts it
aside.
"""

from renshu.database.faults import DamageError, is_damage
from renshu.database.file import Database
from renshu.database.schema import Migration, Schema

__all__ = ["DamageError", "Database", "Migration", "Schema", "is_damage"]
