"""Every command, as a player types it: what it prints, and its exit status."""

import json
import os
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from renshu import __version__
from renshu.cli import facts as machine_facts
from renshu.cli import machine
from renshu.config import Folders
from renshu.follow.follower import Mode
from renshu.history.facts import TakeFacts
from renshu.history.store import History
from renshu.library.starter import starter_folder
from renshu.midi.files import write_take
from renshu.midi.ports import MidiFacts, Port
from renshu.performance.events import KeyDown, KeyUp
from renshu.score.passage import Passage
from renshu.sound import speaker
from renshu.sound.speaker import NoSoundError
from support.commands import Renshu

SCORE = starter_folder() / "beethoven-ode-to-joy-easy.musicxml"


def test_list_names_the_starter_scores(renshu: Renshu) -> None:
    status, out, _ = renshu("list", "--json")
    entries = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert {Path(entry["path"]) for entry in entries} == set(starter_folder().glob("*.musicxml"))
    assert "Gymnopédie No. 1" in renshu("list")[1]


def test_search_finds_by_composer(renshu: Renshu) -> None:
    _, out, _ = renshu("search", "--json", "satie")
    assert {json.loads(line)["composer"] for line in out.splitlines()} == {"Erik Satie"}


def test_show_goes_by_file_and_by_title(renshu: Renshu) -> None:
    by_file = json.loads(renshu("show", "--json", SCORE)[1])
    by_title = json.loads(renshu("show", "--json", SCORE.stem)[1])
    assert by_file["id"] == by_title["id"]
    assert by_file["notes"] == by_title["notes"]


def test_show_goes_on_after_a_file_with_a_fault(renshu: Renshu, tmp_path: Path) -> None:
    broken = tmp_path / "broken.musicxml"
    broken.write_text("<score-partwise><part-list>")
    status, out, err = renshu("show", "--json", broken, SCORE)
    first, second = map(json.loads, out.splitlines())
    assert status == 1
    assert first["error"] in err
    assert second["measures"]


def test_import_keeps_the_file_where_it_is(renshu: Renshu, tmp_path: Path) -> None:
    mine = tmp_path / "mine.musicxml"
    mine.write_text(SCORE.read_text("utf-8").replace("<step>E</step>", "<step>D</step>", 1))
    assert renshu("import", mine)[0] == 0
    _, out, _ = renshu("list", "--json")
    assert str(mine) in [json.loads(line)["path"] for line in out.splitlines()]


def test_replay_is_kept_in_the_history_on_request(renshu: Renshu, tmp_path: Path) -> None:
    take = tmp_path / "take.mid"
    write_take(take, [KeyDown(0.0, 64), KeyUp(0.4, 64), KeyDown(0.55, 64), KeyUp(1.0, 64)])
    assert renshu("replay", SCORE, take)[0] == 0
    assert renshu("history")[1] == "There are no takes yet.\n"
    told = json.loads(renshu("replay", "--save", "--json", "--mode", "wait", SCORE, take)[1])
    (kept,) = [json.loads(line) for line in renshu("history", "--json", SCORE.stem)[1].splitlines()]
    assert kept["mode"] == told["mode"] == "wait"
    assert kept["matched"] == told["summary"]["matched"]
    listed = renshu("history")[1]
    assert "Ode to Joy" in listed
    assert "both" in listed
    assert "from a file" in listed
    assert renshu("history", "--until", "1999-12-31")[1] == "No take fits.\n"


def test_a_take_in_another_key_is_replayed_in_it(renshu: Renshu, tmp_path: Path) -> None:
    take = tmp_path / "take.mid"
    write_take(take, [KeyDown(0.0, 62), KeyUp(0.4, 62), KeyDown(0.55, 62), KeyUp(1.0, 62)])
    played = ["replay", "--save", "--json", "--mode", "wait", SCORE, take]
    told = json.loads(renshu(*played, "--transpose", "-2")[1])
    assert told["played"][0]["label"] == "match"
    (kept,) = [json.loads(line) for line in renshu("history", "--json", SCORE.stem)[1].splitlines()]
    assert kept["conditions"] == {"transposition": -2}
    assert "transposed -2" in renshu("history")[1]
    assert renshu(*played, "--transpose", "99")[0] == 1


def test_one_hand_is_replayed_alone(renshu: Renshu, tmp_path: Path) -> None:
    played = ["replay", "--json", "--mode", "wait", SCORE, _take(tmp_path)]
    both = json.loads(renshu(*played)[1])["summary"]
    right = json.loads(renshu(*played, "--hands", "right")[1])["summary"]
    assert (both["matched"], right["matched"]) == (1, 1)
    assert both["missed"] > right["missed"] == 0


def test_the_diary_tells_what_was_practised(renshu: Renshu, tmp_path: Path) -> None:
    assert "nothing in the diary yet" in renshu("history", "--diary")[1]
    take = tmp_path / "take.mid"
    write_take(take, [KeyDown(0.5 * at, key) for at, key in enumerate((64, 64, 65, 67, 67))])
    renshu("replay", "--save", SCORE, take)
    day, line = renshu("history", "--diary")[1].splitlines()
    assert f"{datetime.now().astimezone():%Y}" in day
    assert "Ode to Joy, bar" in line
    (told,) = [json.loads(line) for line in renshu("history", "--diary", "--json")[1].splitlines()]
    (kept,) = [json.loads(line) for line in renshu("history", "--json")[1].splitlines()]
    assert (told["take"], told["matched"]) == (kept["id"], kept["matched"])
    assert renshu("history", "--diary", "--json", "--until", "2001-01-01")[1] == ""
    assert renshu("history", "--diary", "--json", "satie-gymnopedie-1")[1] == ""


def test_history_of_another_score_is_empty(renshu: Renshu, tmp_path: Path) -> None:
    renshu("replay", "--save", SCORE, _take(tmp_path))
    assert renshu("history", "--json", "satie-gymnopedie-1")[1] == ""


def test_exported_takes_come_into_another_history_once(
    renshu: Renshu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renshu("replay", "--save", SCORE, _take(tmp_path))
    before = renshu("history", "--json")[1]
    assert renshu("export", tmp_path / "exported")[0] == 0
    monkeypatch.setenv("RENSHU_HOME", str(tmp_path / "another home"))
    for added in (1, 0):
        told = json.loads(renshu("import", "--json", tmp_path / "exported")[1])
        assert told["takes"] == added
    assert renshu("history", "--json")[1] == before


def test_an_interrupted_take_is_in_the_history(renshu: Renshu, tmp_path: Path) -> None:
    renshu("replay", "--save", SCORE, _take(tmp_path))
    (kept,) = [json.loads(line) for line in renshu("history", "--json")[1].splitlines()]
    folders = Folders.below(tmp_path / "home")
    passage = Passage(Fraction(0), Fraction(64))
    now = datetime.now(UTC)
    facts = TakeFacts("f" * 32, kept["score"], "Ode to Joy", now, passage, Mode.FREE, 1.0)
    history = History(folders.history)
    history.begin(facts).append([KeyDown(0.0, 64), KeyUp(0.4, 64)])
    history.close()
    newest, _ = [json.loads(line) for line in renshu("history", "--json")[1].splitlines()]
    assert (newest["ended_by"], newest["matched"]) == ("interrupted", 1)
    assert len(list(folders.takes.glob("*.mid"))) == 1


def test_paths_are_below_the_home(renshu: Renshu, tmp_path: Path) -> None:
    paths = json.loads(renshu("paths", "--json")[1])
    assert all(Path(path).is_relative_to(tmp_path / "home") for path in paths.values())


def test_doctor_finds_nothing_wrong_in_a_new_home(renshu: Renshu) -> None:
    status, out, _ = renshu("doctor", "--json")
    assert status == 0
    assert json.loads(out)["renshu"] == __version__


def test_doctor_tells_whether_there_is_sound_and_none_is_no_trouble(
    renshu: Renshu, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_nothing(*_: object) -> None:
        raise NoSoundError("This machine has no sound device.")

    monkeypatch.setattr(speaker, "Speaker", open_nothing)
    monkeypatch.setattr(machine_facts, "find_spec", lambda name: name)
    status, out, _ = renshu("doctor", "--json")
    assert (status, json.loads(out)["sound"]) == (0, "This machine has no sound device.")
    monkeypatch.setattr(machine_facts, "find_spec", lambda _: None)
    status, out, _ = renshu("doctor", "--json")
    assert (status, json.loads(out)["sound"]) == (0, "the extra `audio` is not installed")


def test_doctor_names_a_setting_that_makes_no_sense(renshu: Renshu, tmp_path: Path) -> None:
    settings = tmp_path / "home" / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('cels = "braille"\n')
    status, out, _ = renshu("doctor")
    assert status == 1
    assert "cells" in out


def test_what_is_known_of_keyboards_is_told(renshu: Renshu, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "config"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "settings.toml").write_text(
        'piano = "61"\nkeyboard = "Piano"\ntogether = ["Stage"]\n'
        "[ports.Piano]\ntranspose = 2\ntouch = [30, 45, 60, 70, 90]\n"
        "[ports.Piano.latency]\nPiano = 41.5\n"
    )
    _, out, _ = renshu("doctor", "--json")
    told = json.loads(out)
    assert told["keyboard"] == "Piano + Stage"
    assert told["range"] == "61"
    assert told["latency"] == "Piano: transposes by +2 · keys +42 ms with Piano"
    assert told["touch"] == "Piano: 30–90"


def test_keyboards_names_what_is_chosen_and_what_is_known(
    renshu: Renshu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ports = (
        Port("Piano", True, True, None),
        Port("Stage", True, False, None),
        Port("Through", True, False, "it is a system loop-back"),
    )
    facts = MidiFacts("1.5.8", ("alsa",), "alsa", ports, None)
    monkeypatch.setattr(machine, "midi_facts", lambda _: facts)
    folder = tmp_path / "home" / "config"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text('together = ["Stage"]\n[ports.Piano]\ntranspose = -1\n')
    _, out, _ = renshu("keyboards")
    piano, stage, through = (" ".join(line.split()) for line in out.splitlines()[-3:])
    assert piano == "in Piano chosen transposes by -1"
    assert stage == "in Stage together"
    assert through == "in Through it is a system loop-back"
    rows = [json.loads(line) for line in renshu("keyboards", "--json")[1].splitlines()]
    assert [row["together"] for row in rows] == [False, True, False]


def test_no_keyboard_is_an_ordinary_state(renshu: Renshu) -> None:
    assert renshu("keyboards")[0] == 0


def _silent_part(folder: Path) -> Path:
    empty = folder / "empty.musicxml"
    measure = "<measure number='1'><note><rest/><duration>4</duration></note></measure>"
    empty.write_text(
        "<score-partwise><part-list><score-part id='P1'><part-name>Piano</part-name></score-part>"
        f"</part-list><part id='P1'>{measure}</part></score-partwise>"
    )
    return empty


def _archive_without_score(folder: Path) -> Path:
    path = folder / "empty.mxl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "nothing here")
    return path


def _take(folder: Path) -> Path:
    path = folder / "take.mid"
    write_take(path, [KeyDown(0.0, 64), KeyUp(0.4, 64)])
    return path


def _text(folder: Path) -> Path:
    path = folder / "text.xml"
    path.write_text("not music")
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        lambda _: ["show", "nowhere.musicxml"],
        lambda _: ["show", "no such title"],
        lambda folder: ["show", folder],
        lambda folder: ["show", _text(folder)],
        lambda folder: ["show", _silent_part(folder)],
        lambda folder: ["replay", _silent_part(folder), _take(folder)],
        lambda folder: ["show", _archive_without_score(folder)],
        lambda folder: ["import", folder / "nothing"],
        lambda folder: ["import", _text(folder)],
        lambda folder: ["replay", SCORE, folder / "nothing.mid"],
        lambda folder: ["replay", SCORE, _text(folder)],
        lambda folder: ["replay", _text(folder), _text(folder)],
        lambda _: ["play", "no such title"],
        lambda _: ["history", "no such title"],
        lambda _: [],
    ],
)
def test_bad_input_is_one_sentence(
    renshu: Renshu, tmp_path: Path, arguments: Callable[[Path], list[object]]
) -> None:
    status, _, err = renshu(*arguments(tmp_path))
    assert status == 1
    (sentence,) = err.splitlines()
    assert sentence.startswith("renshu: ")
    assert sentence.endswith(".")
    assert "Traceback" not in err


def test_a_folder_that_cannot_be_written_is_one_sentence(
    renshu: Renshu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("RENSHU_HOME", str(tmp_path / "file" / "home"))
    status, _, err = renshu("list")
    assert status == 1
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["dance"], ["show"], ["replay", "one"], ["list", "--blue"]])
def test_wrong_usage_is_status_2(renshu: Renshu, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        renshu(*arguments)
    assert stopped.value.code == 2


def test_titles_cannot_talk_to_the_terminal(renshu: Renshu, tmp_path: Path) -> None:
    sly = tmp_path / "sly.musicxml"
    sly.write_text(SCORE.read_text("utf-8").replace("Ode to Joy", "Ode\u009b2J to Joy\u202e"))
    assert renshu("import", sly)[0] == 0
    out = renshu("list")[1]
    assert "\u009b" not in out
    assert "\u202e" not in out


def test_an_unexpected_error_is_one_sentence_and_a_log(
    renshu: Renshu, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fall_over(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("renshu.cli.scores.list_scores", fall_over)
    status, _, err = renshu("list")
    assert status == 1
    assert len(err.splitlines()) == 1
    log = tmp_path / "home" / "cache" / "logs" / "errors.log"
    assert "ZeroDivisionError" in log.read_text("utf-8")
    assert os.fspath(log) in err
