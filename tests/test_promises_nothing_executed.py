"""What is stored is only ever data: nothing is unpickled, and SQL has its values as parameters."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "renshu"
MODULES = sorted(SOURCE.rglob("*.py"))

EXECUTING_MODULES = {"pickle", "cPickle", "marshal", "shelve", "dill", "jsonpickle", "code", "imp"}
"""Modules that run what they read, or bytes that somebody else has compiled."""
EXECUTING_CALLS = {"eval", "exec", "compile", "__import__"}
RUNNING_SQL = {"execute", "executemany", "executescript", "read", "read_far"}
FORBIDDEN_SQL = ("ATTACH ", "LOAD_EXTENSION", "WRITABLE_SCHEMA")

REASON = "noqa: S608"
"""A statement that is put together says so, of what, and so comes before the eyes of a reader."""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def called(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def test_nothing_that_is_read_is_executed() -> None:
    guilty = {
        path.name: found
        for path in MODULES
        if (
            found := {name.split(".")[0] for name in imported(tree(path))} & EXECUTING_MODULES
            | set(called(tree(path))) & EXECUTING_CALLS
        )
    }
    assert guilty == {}


def statements(module: ast.Module) -> Iterator[ast.expr]:
    """The first argument of every call that runs SQL."""
    for node in ast.walk(module):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in RUNNING_SQL
            and node.args
        ):
            yield node.args[0]


def is_built(expression: ast.AST) -> bool:
    """Whether a text is put together of anything but constants."""
    return any(map(_is_put_together, ast.walk(expression)))


def _is_put_together(node: ast.AST) -> bool:
    if isinstance(node, ast.FormattedValue):
        return any(isinstance(part, ast.Name) for part in ast.walk(node.value))
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Mod)
    return isinstance(node, ast.Attribute) and node.attr in {"format", "format_map"}


def uses_sqlite(module: ast.Module) -> bool:
    return any(
        name in {"sqlite3", "renshu.database"} or name.startswith("renshu.database.")
        for name in imported(module)
    )


def built_statements(text: str) -> list[str]:
    """The statements that are put together, and whose lines do not say why."""
    module, lines = ast.parse(text), text.splitlines()
    names = {one.id for one in statements(module) if isinstance(one, ast.Name)}
    assigned = [
        node.value
        for node in ast.walk(module)
        if isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id in names for target in node.targets)
    ]
    built = [one for one in (*statements(module), *assigned) if is_built(one)]
    told = (" ".join(lines[one.lineno - 1 : one.end_lineno]) for one in built)
    return [line for line in told if REASON not in line and "PRAGMA user_version" not in line]


def test_sql_has_its_values_as_parameters() -> None:
    built = {
        path.name: found
        for path in MODULES
        if uses_sqlite(tree(path)) and (found := built_statements(path.read_text("utf-8")))
    }
    assert built == {}


def test_no_statement_reaches_out_of_its_file() -> None:
    texts = [
        (path.name, node.value)
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [
        name for name, text in texts if any(word in text.upper() for word in FORBIDDEN_SQL)
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "c.execute(f'SELECT {name}')",
        "query = 'SELECT {}'.format(x)\nc.execute(query)",
        "c.execute('SELECT %s' % x)",
    ],
)
def test_a_statement_that_is_built_is_found(text: str) -> None:
    assert built_statements(text)


def test_a_statement_with_parameters_is_let_be() -> None:
    assert not built_statements("c.execute('SELECT ?', (1,))")
    assert not built_statements("""c.execute(f"INSERT INTO x VALUES ({', '.join('?' * 3)})")""")
