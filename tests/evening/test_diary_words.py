"""What the diary says."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from renshu.evening.diary_words import days, entries, stretch_json, words
from renshu.history.diary import KeptStretch
from renshu.practice.diary.stretches import Stretch, StretchKind
from renshu.practice.take import Tally
from renshu.score.passage import Hands, bars
from support.notation import score

PIECE = score(" | ".join(["C4 E4 G4 C5"] * 12), title="Canon")
ALL_RIGHT = Tally(16)
JAPAN = timezone(timedelta(hours=9))


def stretch(
    first: int,
    last: int,
    *,
    hands: Hands = Hands.BOTH,
    kind: StretchKind = StretchKind.RUN,
    tempo: float | None = 1.0,
    tally: Tally = ALL_RIGHT,
    began: float = 0.0,
) -> Stretch:
    passage = bars(PIECE, first - 1, last - 1, hands)
    return Stretch(kind, int(began), int(began) + 9, began, began + 8.0, passage, tempo, tally)


def slow(tally: Tally, began: float) -> Stretch:
    return stretch(
        5, 8, hands=Hands.RIGHT, kind=StretchKind.REPEAT, tempo=0.6, tally=tally, began=began
    )


class TestWords:
    @pytest.mark.parametrize(
        ("one", "said"),
        [
            (stretch(1, 4), "bars 1–4: 100%"),
            (stretch(3, 3, tempo=0.82), "bar 3, at 82%: 100%"),
            (stretch(3, 4, tempo=0.5, hands=Hands.LEFT), "bars 3–4, left hand, slowly (50%): 100%"),
            (stretch(2, 5, tempo=None, tally=Tally(3, 1)), "bars 2–5: 75%"),
            (stretch(2, 5, tally=Tally(999, 0, 0, 1)), "bars 2–5: 99%"),
            (stretch(1, 12, kind=StretchKind.PLAY_THROUGH), "played through: 100%"),
            (stretch(1, 12), "all of it: 100%"),
        ],
    )
    def test_one_stretch(self, one: Stretch, said: str) -> None:
        (entry,) = entries([one])
        assert words(entry, PIECE) == said

    def test_repeats_are_told_together(self) -> None:
        shares = [Tally(71, 29), Tally(80, 20), Tally(90, 10), Tally(96, 4)]
        (entry,) = entries(slow(tally, 10.0 * n) for n, tally in enumerate(shares))
        assert words(entry, PIECE) == "bars 5–8, right hand, slowly (60%), 4 times: 71 → 96%"
        assert entry.seconds == 38.0
        assert entry.tally == Tally(337, 63)

    def test_other_hands_and_other_bars_are_something_else(self) -> None:
        found = entries(
            [
                stretch(5, 8),
                stretch(5, 8, hands=Hands.LEFT, began=10),
                stretch(7, 12, began=20),
                stretch(6, 12, began=30),
            ]
        )
        assert [len(entry.stretches) for entry in found] == [1, 1, 2]

    def test_a_key_looked_for_is_not_worth_a_word(self) -> None:
        assert entries([stretch(1, 1, tally=Tally(2, 3, 1, 4))]) == ()

    def test_a_piece_that_has_gone(self) -> None:
        (entry,) = entries([stretch(2, 3)])
        assert words(entry, None) == "a part of it: 100%"


class TestDays:
    def kept(self, take: str, at: datetime, one: Stretch) -> KeptStretch:
        day = (at - timedelta(hours=4)).date()
        return KeptStretch(take, "canon", "Canon", at, day, one)

    def test_the_newest_evening_and_the_earliest_hour_come_first(self) -> None:
        early = datetime(2026, 11, 21, 19, 0, tzinfo=JAPAN)
        late, night = early + timedelta(hours=2), early + timedelta(hours=6)
        monday = early + timedelta(days=2)
        told = days(
            [
                self.kept("d", monday, stretch(1, 2)),
                self.kept("c", night, stretch(3, 4)),
                self.kept("b", late, stretch(5, 6)),
                self.kept("a", early, stretch(7, 8)),
            ]
        )
        assert [day.day for day in told] == [date(2026, 11, 23), date(2026, 11, 21)]
        assert [at for at, _, _ in told[1].lines] == [early, late, night]

    def test_json_tells_all_of_a_stretch(self) -> None:
        at = datetime(2026, 11, 21, 19, 0, tzinfo=JAPAN)
        one = replace(slow(Tally(3, 1, 2, 1), 5.0), kind=StretchKind.SLOW)
        assert stretch_json(self.kept("a", at, one), PIECE) == {
            "take": "a",
            "score": "canon",
            "title": "Canon",
            "day": "2026-11-21",
            "played_at": "2026-11-21T19:00:00+09:00",
            "seconds": 8.0,
            "kind": "slow",
            "bars": "5–8",
            "start": "16/1",
            "end": "32/1",
            "hands": "right",
            "tempo": 0.6,
            "matched": 3,
            "wrong": 1,
            "missed": 2,
            "extra": 1,
        }
