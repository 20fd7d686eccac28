from dataclasses import fields, replace
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from renshu.config import Cells, Order, Settings, Shelving, Views, load_settings, save_settings
from renshu.config.port_settings import PortSettings, with_latency, with_port
from renshu.config.settings import CHECKS
from renshu.errors import ConfigError
from renshu.follow.follower import Mode
from renshu.follow.verdicts.kinds import Aspect

WRITTEN = """\
# my settings

count_in = 2   # Maeda's intros are slow
cells = "braille"

[keys]
"app.help" = "f1,h"
"""

names = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
ports = st.builds(
    PortSettings,
    transpose=st.integers(-48, 48),
    touch=st.lists(st.integers(1, 127), max_size=5).map(tuple),
    latency=st.dictionaries(names, st.floats(-100, 400), max_size=2).map(MappingProxyType),
)
settings = st.builds(
    Settings,
    theme=st.none() | names,
    cells=st.sampled_from(Cells),
    reduced_motion=st.booleans(),
    views=st.sampled_from(Views),
    shelving=st.sampled_from(Shelving),
    order=st.sampled_from(Order),
    piano=st.sampled_from(["88", "61", "A0-C8", "C2-F♯5"]),
    keyboard=st.none() | names,
    together=st.lists(names, max_size=2).map(tuple),
    ports=st.dictionaries(names, ports, max_size=2).map(MappingProxyType),
    output=st.none() | names,
    mode=st.sampled_from(Mode),
    count_in=st.integers(0, 8),
    metronome=st.booleans(),
    octave=st.integers(0, 8),
    verdicts=st.sets(st.sampled_from(Aspect)).map(
        lambda some: tuple(a for a in Aspect if a in some)
    ),
    keys=st.dictionaries(names, names, max_size=3).map(MappingProxyType),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_without_a_file_all_is_default(path: Path) -> None:
    assert load_settings(path) == (Settings(), ())


def test_every_setting_can_be_read() -> None:
    assert set(CHECKS) == {field.name for field in fields(Settings)}


@hypothesis_settings(deadline=None)  # it waits for the disk
@given(first=settings, second=settings)
def test_what_is_saved_is_loaded_whatever_stood_there(
    tmp_path_factory: pytest.TempPathFactory, first: Settings, second: Settings
) -> None:
    path = tmp_path_factory.mktemp("config") / "settings.toml"
    for saved in (first, second):
        save_settings(saved, path)
        assert load_settings(path) == (saved, ())


def test_verdicts_can_be_chosen_in_any_order_or_all_left_out(path: Path) -> None:
    path.write_text('verdicts = ["pedal", "timing"]\n')
    assert load_settings(path)[0].verdicts == (Aspect.TIMING, Aspect.PEDAL)
    path.write_text("verdicts = []\n")
    assert load_settings(path)[0].verdicts == ()


def test_comments_order_and_unknown_keys_stay(path: Path) -> None:
    path.write_text("wat = 1 # of another version\n" + WRITTEN)
    loaded, notices = load_settings(path)
    save_settings(replace(loaded, octave=5, keyboard="Roland 電子ピアノ"), path)
    text = path.read_text("utf-8")
    for line in WRITTEN.splitlines():
        assert line in text
    assert "wat = 1 # of another version" in text
    again, still = load_settings(path)
    assert (again.octave, again.keyboard, again.count_in) == (5, "Roland 電子ピアノ", 2)
    assert still == notices


def test_saving_what_is_unchanged_changes_nothing(path: Path) -> None:
    path.write_text(WRITTEN)
    save_settings(load_settings(path)[0], path)
    assert path.read_text() == WRITTEN


def test_a_value_that_was_not_understood_is_not_overwritten(path: Path) -> None:
    path.write_text("count_in = 99\n")
    save_settings(replace(load_settings(path)[0], metronome=True), path)
    assert "count_in = 99" in path.read_text()


def test_comments_among_the_keys_stay(path: Path) -> None:
    path.write_text('[keys]\na = "1"\n# the big one\nb = "2"\nc = "3"\n')
    save_settings(Settings(keys={"a": "9", "b": "2", "d": "4"}), path)
    assert "# the big one" in path.read_text()
    assert load_settings(path)[0].keys == {"a": "9", "b": "2", "d": "4"}


def test_forgetting_a_keyboard_takes_the_key_out(path: Path) -> None:
    save_settings(Settings(keyboard="Piano"), path)
    save_settings(Settings(), path)
    assert "keyboard" not in path.read_text()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('cels = "braille"', "there is no setting “cels”; did you mean “cells”?"),
        ("countin = 1", "did you mean “count_in”?"),
        ("zzz = 1", "there is no setting “zzz”."),
        ("count_in = 9", "“count_in” must be a whole number from 0 to 8, not 9."),
        ("count_in = true", "“count_in” must be a whole number from 0 to 8, not true."),
        ("metronome = 1", "“metronome” must be true or false, not 1."),
        (
            'cells = "dots"',
            "“octants”, “quadrants”, “half”, “kitty”, “sixel”, not “dots”.",
        ),
        ("mode = []", "“mode” must be one of “free”, “wait”, “tempo”, not []."),
        ("theme = 3", "“theme” must be a name in quotes, not 3."),
        ('keyboard = ""', "“keyboard” must be a name in quotes"),
        ('verdicts = "held"', "“verdicts” must be a list of “timing”, “wrong”, “missed”, "),
        ('verdicts = ["hold"]', "“pedal” (did you mean “held”?), not ['hold']."),
        ("verdicts = [3]", "“verdicts” must be a list of"),
        ("keys = 3", "“keys” must be a table of keys in quotes"),
        ("[keys]\nhelp = 3", "“keys” must be a table of keys in quotes"),
    ],
)
def test_a_wrong_line_is_named_and_passed_over(path: Path, text: str, said: str) -> None:
    path.write_text(f"octave = 3\n{text}\n", "utf-8")
    loaded, notices = load_settings(path)
    assert loaded == Settings(octave=3)
    (notice,) = notices
    assert notice.startswith(str(path))
    assert said in notice


@pytest.mark.parametrize("content", [b"count_in = ", b"\xff\xfe", b"[keys\n"])
def test_a_broken_file_is_told_and_never_overwritten(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    loaded, (notice,) = load_settings(path)
    assert loaded == Settings()
    assert f"{path} is not a TOML file" in notice
    with pytest.raises(ConfigError, match="not a TOML file"):
        save_settings(Settings(octave=2), path)
    assert path.read_bytes() == content


def test_a_folder_in_its_place_is_one_sentence(path: Path) -> None:
    path.mkdir()
    assert "cannot be read" in load_settings(path)[1][0]
    with pytest.raises(ConfigError):
        save_settings(Settings(), path)


def test_a_linked_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "dotfiles.toml"
    target.write_text(WRITTEN)
    path.symlink_to(target)
    save_settings(Settings(octave=2), path)
    assert path.is_symlink()
    assert "octave = 2" in target.read_text()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [target.name, path.name]


def test_a_piano_is_named_by_its_keys_or_refused(path: Path) -> None:
    path.write_text("piano = 61")
    assert load_settings(path) == (Settings(piano="61"), ())
    path.write_text('piano = "a few"')
    loaded, (notice,) = load_settings(path)
    assert loaded == Settings()
    assert "number of keys (88, 76, 73," in notice


@pytest.mark.parametrize(
    "written",
    [
        "ports = 3",
        "[ports.Piano]\ncolour = 2",
        "[ports.Piano]\ntranspose = 60",
        "[ports.Piano]\ntouch = [0]",
        '[ports.Piano.latency]\nPiano = "long"',
        "[ports.Piano]\nlatency = 40",
    ],
)
def test_what_is_said_of_a_keyboard_must_make_sense(path: Path, written: str) -> None:
    path.write_text(written + "\n")
    loaded, notices = load_settings(path)
    assert loaded == Settings()
    assert len(notices) == 1


def test_a_keyboard_is_calibrated_for_each_output() -> None:
    ports = with_port({}, "Piano", transpose=2)
    ports = with_latency(with_latency(ports, "Piano", "Piano", 41.26), "Piano", "loudspeaker", 80)
    assert ports == {
        "Piano": PortSettings(2, latency={"Piano": 41.3, "loudspeaker": 80.0}),
    }


@pytest.mark.parametrize(
    "content",
    [b"x." * 5000 + b"y = 1", b"a = " + b"[" * 50_000, b"a" * 2_000_000, b"a = " + b"9" * 10_000],
)
def test_a_hostile_file_is_one_sentence_and_stays(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    loaded, (notice,) = load_settings(path)
    assert loaded == Settings()
    assert "\n" not in notice
    with pytest.raises(ConfigError):
        save_settings(Settings(octave=2), path)
    assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]
