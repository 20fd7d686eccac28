"""The README tells the truth about keys and commands.

`python tests/test_readme.py` writes the table of keys into it.
"""

import re
from itertools import groupby
from pathlib import Path

import pytest

from renshu.cli.arguments import parse
from renshu.tui.actions import ACTIONS, Action, keys_of
from renshu.tui.screens.help import key_name

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- keys -->\n", "<!-- end of keys -->\n"
COMMANDS = (
    "play",
    "show",
    "replay",
    "import",
    "edit",
    "want",
    "export",
    "list",
    "search",
    "history",
    "plan",
    "serve",
    "keyboards",
    "paths",
    "doctor",
)


def keys_tables() -> str:
    """The keys of every room, from the registry that the program has them from."""
    lines = []
    for where, actions in groupby(ACTIONS, lambda action: action.where):
        lines += ["", f"**{where.value}**", "", "| name | key | what it does |", "|---|---|---|"]
        lines += [f"| `{a.id}` | {_keys(a)} | {a.description} |" for a in actions]
    return "\n".join((*lines[1:], ""))


def _keys(action: Action) -> str:
    return ", ".join(key_name(key) for key in keys_of(action, {}))


def with_tables(text: str) -> str:
    """The README with the tables as they ought to be."""
    head, rest = text.split(BEGIN)
    return head + BEGIN + keys_tables() + END + rest.split(END)[1]


def test_the_keys_are_those_of_the_program() -> None:
    text = README.read_text("utf-8")
    assert with_tables(text) == text


def test_every_promise_names_tests_that_there_are() -> None:
    section = README.read_text("utf-8").split("## Nothing is lost\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")][1:]
    assert [row for row in rows if "`tests/" not in row] == []
    missing = []
    for place, name in re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", section):
        file = README.parent / place
        if not file.exists() or (name and f"def {name}(" not in file.read_text("utf-8")):
            missing.append(f"{place}::{name}")
    assert missing == []


def test_every_file_that_is_named_is_there() -> None:
    named = re.findall(r"\]\((?!https?:)([^)#]+)\)", README.read_text("utf-8"))
    assert named
    assert [name for name in named if not (README.parent / name).exists()] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_told(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert re.search(rf"`renshu {command}\b", README.read_text("utf-8"))
    with pytest.raises(SystemExit) as ended:
        parse([command, "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: renshu {command}")


def test_no_command_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--help"])
    told = re.findall(r"^    ([a-z]+)\b", capsys.readouterr().out, re.MULTILINE)
    assert sorted(told) == sorted(COMMANDS)


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text("utf-8")), "utf-8")
