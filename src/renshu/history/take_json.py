"""One whole take as JSON, and back: for other programs, and for another machine's history.

The form is that of `renshu history --json` and more: `utc_offset` in seconds, `events` as
`[seconds, what, …]`, and `labels` as objects. What is read is checked, since anybody may have
written it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from renshu.errors import HistoryError, RenshuError
from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.follow.follower import Mode
from renshu.history.conditions_json import read_conditions
from renshu.history.facts import TakeFacts, TakeRow, checked_id
from renshu.history.listing import take_json
from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from renshu.practice.take import EndedBy, Take, tally
from renshu.score.passage import Hands, Passage, ScorePosition
from renshu.score.quarters import quarters_text, read_quarters

FORM = 1
"""Version of the form; a reader refuses those it does not know."""

_LONGEST_SECONDS = 1e7
_FASTEST = 1e6
"""Tempo, as a share of the written one."""

_NO_TAKE = "it is no take that renshu has exported."


def whole_take_json(take: Take, utc_offset: timedelta) -> dict[str, object]:
    """A take with all that was played and its labels."""
    facts = TakeFacts.of(take)
    row = TakeRow(facts, utc_offset, take.seconds, tally(take.labels), take.ended_by)
    return {
        "form": FORM,
        **take_json(row),
        "utc_offset": round(utc_offset.total_seconds()),
        "judge": take.judge,
        "events": [_event_json(event) for event in take.events],
        "labels": [label_json(label) for label in take.labels],
    }


def read_take(data: Any) -> tuple[Take, timedelta]:
    """The take that `whole_take_json` was given, and where it was played.

    Raises:
        HistoryError: It is of another form.
    """
    if not isinstance(data, dict) or "form" not in data:
        raise HistoryError(_NO_TAKE)
    if data["form"] != FORM:
        raise HistoryError("it has a form that this renshu does not know.")
    try:
        return _take(data), _utc_offset(data["utc_offset"])
    except (RenshuError, LookupError, TypeError, ValueError, ArithmeticError) as error:
        raise HistoryError(_NO_TAKE) from error


def label_json(label: Label) -> dict[str, object]:
    """One label; `position` in quarters of written time."""
    match label:
        case Match():
            told = {"label": "match", **_key_json(label.key), "note": label.note_id}
            return {**told, **_position_json(label.position), "timing_ms": label.timing_ms}
        case Insertion():
            told = {"label": "insertion", **_key_json(label.key), "wrong_for": label.wrong_for}
            return {**told, **_position_json(label.position), "is_ornament": label.is_ornament}
        case Deletion():
            told = {"label": "deletion", "time": label.time, "note": label.note_id}
            return {**told, **_position_json(label.position)}


def _take(data: Mapping[str, Any]) -> Take:
    place = data["passage"]
    hands = Hands(data["hands"])
    start, end = (read_quarters(_text(place[edge])) for edge in ("start", "end"))
    return Take(
        checked_id(data["id"]),
        _text(data["score"]),
        _text(data["title"]),
        datetime.fromisoformat(data["started_at"]),
        Passage(start, end, hands, bool(place["is_looped"])),
        Mode(data["mode"]),
        _tempo(data["tempo"]),
        tuple(_event(*cells) for cells in data["events"]),
        tuple(_label(label) for label in data["labels"]),
        EndedBy(data["ended_by"]),
        read_conditions(data.get("conditions", {})),
        _count(data.get("judge", 0)),
    )


def _event_json(event: PlayedEvent) -> list[object]:
    match event:
        case KeyDown():
            return [event.time, "down", event.pitch, event.velocity]
        case KeyUp():
            return [event.time, "up", event.pitch]
        case PedalMove():
            return [event.time, event.pedal.value, event.value]


def _event(time: float, what: str, value: int, velocity: int = 0) -> PlayedEvent:
    if what == "down":
        return KeyDown(_seconds(time), _byte(value), _byte(velocity))
    if what == "up":
        return KeyUp(_seconds(time), _byte(value))
    return PedalMove(_seconds(time), Pedal(what), _byte(value))


def _key_json(key: KeyDown) -> dict[str, object]:
    return {"time": key.time, "pitch": key.pitch, "velocity": key.velocity}


def _position_json(position: ScorePosition | None) -> dict[str, object]:
    if position is None:
        return {"position": None, "measure": None, "pass": None}
    return {
        "position": quarters_text(position.onset),
        "measure": position.measure,
        "pass": position.pass_number,
    }


def _label(data: Mapping[str, Any]) -> Label:
    match data["label"]:
        case "match":
            return Match(
                _key(data), _text(data["note"]), _position(data), _number(data["timing_ms"])
            )
        case "insertion":
            position = None if data["position"] is None else _position(data)
            meant = data["wrong_for"]
            wrong_for = None if meant is None else _text(meant)
            return Insertion(_key(data), position, wrong_for, bool(data["is_ornament"]))
        case "deletion":
            return Deletion(_text(data["note"]), _position(data), _seconds(data["time"]))
        case other:
            raise ValueError(other)


def _key(data: Mapping[str, Any]) -> KeyDown:
    return KeyDown(_seconds(data["time"]), _byte(data["pitch"]), _byte(data["velocity"]))


def _position(data: Mapping[str, Any]) -> ScorePosition:
    onset = read_quarters(_text(data["position"]))
    return ScorePosition(onset, _count(data["measure"]), _count(data["pass"]))


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _byte(value: Any) -> int:
    """A data byte of MIDI."""
    return _whole(value, 127)


def _count(value: Any) -> int:
    return _whole(value, 1_000_000)


def _whole(value: Any, limit: int) -> int:
    if isinstance(value, int) and 0 <= value <= limit:
        return int(value)
    raise ValueError(value)


def _seconds(value: Any) -> float:
    """A time within a take; no number is neither earlier nor later than another."""
    if abs(seconds := float(value)) <= _LONGEST_SECONDS:
        return seconds
    raise ValueError(value)


def _tempo(value: Any) -> float:
    if 0 < (tempo := float(value)) < _FASTEST:
        return tempo
    raise ValueError(value)


def _utc_offset(value: Any) -> timedelta:
    offset = timedelta(seconds=int(value))
    timezone(offset)  # refuses a day and more
    return offset


def _text(value: Any) -> str:
    """Text that can be stored: JSON may hold halves of characters."""
    str(value).encode()
    return str(value)
