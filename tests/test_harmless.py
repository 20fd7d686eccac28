import json
import tomllib
import unicodedata

import pytest
import tomlkit
from hypothesis import example, given
from hypothesis import strategies as st

from renshu.harmless import (
    harmless,
    harmless_cell,
    harmless_json,
    harmless_lines,
    harmless_toml,
)

UNFIT = {"Cc", "Cf", "Cs", "Zl", "Zp"}
FOREIGN_BYTES = st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF, exclude_categories=())
"""As Python has the bytes of file names that are no text."""
ANY_TEXT = st.text(st.characters() | FOREIGN_BYTES, max_size=40)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Lilium – エルフェンリート", "Lilium – エルフェンリート"),
        ("\x1b[31mred", "�[31mred"),
        ("\x9b2J", "�2J"),
        ("\x1b]0;title\x07", "�]0;title�"),
        ("one\ntwo\tthree\u2028four", "one two three four"),
        ("\u202eexe.ylf", "�exe.ylf"),
        ("in\u200bvisible\ufeff\U000e0041", "in�visible��"),
        ("\udcff bytes", "� bytes"),
    ],
)
def test_what_would_be_obeyed_is_shown(text: str, shown: str) -> None:
    assert harmless(text) == shown


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "' =1"),
        ("\r=1", "' =1"),
        ("\n=1", "' =1"),
        ("a=1", "a=1"),
        ("", ""),
        ("a\x1b", "a�"),
    ],
)
def test_no_cell_is_run_as_a_formula(text: str, cell: str) -> None:
    assert harmless_cell(text) == cell


@given(ANY_TEXT)
def test_nothing_is_left_that_talks_to_a_terminal(text: str) -> None:
    assert not {unicodedata.category(char) for char in harmless(text)} & UNFIT
    assert len(harmless(text)) == len(text)
    assert harmless(harmless(text)) == harmless(text)


@given(ANY_TEXT)
def test_lines_stay_lines(text: str) -> None:
    assert harmless_lines(text).count("\n") == text.count("\n")


@given(ANY_TEXT)
@example("\x9b\u202e\U000e0041\udcff\x7f")
def test_json_means_the_same_and_is_harmless(text: str) -> None:
    written = harmless_json(json.dumps({text: [text]}, ensure_ascii=False))
    assert json.loads(written) == {text: [text]}
    assert not {unicodedata.category(char) for char in written} & UNFIT


@given(st.text(max_size=40))
@example("\x9b\u202e\U000e0041\x7f")
def test_toml_means_the_same_and_is_harmless(text: str) -> None:
    written = harmless_toml(tomlkit.dumps({"word": text}))
    assert tomllib.loads(written) == {"word": text}
    assert not ({unicodedata.category(char) for char in written} - {"Cc"}) & UNFIT
    assert "\x1b" not in written
    assert "\x9b" not in written
