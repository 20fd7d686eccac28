import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.library.cache import Cache
from renshu.library.columns import FRACTIONS, IDS, LENGTHS, PLAIN, STEPS, TIED
from renshu.library.loaded import Loaded
from renshu.library.packing import pack, unpack
from renshu.score.notation import Score
from support.musicxml import backup, barline, note, score_of, words

ids = st.lists(st.integers(1, 10**6).map("n{}".format), max_size=30)
moments = st.lists(st.fractions(0, 10**6, max_denominator=10**6), max_size=30)


FERMATA = "<notations><fermata/></notations>"
YEAR = (
    "<identification><miscellaneous><miscellaneous-field name='year'>2010</miscellaneous-field>"
    "</miscellaneous></identification>"
)


def full_score() -> Score:
    return score_of(
        words("dolce") + '<direction><sound tempo="61.5"/></direction>'
        + note("C5", 0) + note("F#5", 16, ties="start", inside="<lyric><text>ら</text></lyric>")
        + backup(16) + note("Bb2", 16, staff=2, voice=5)
        + note("H4"),
        note("F#5", 16, ties="stop", inside=FERMATA) + barline(backward="2"),
        head="<work><work-title>題</work-title></work>" + YEAR,
    )  # fmt: skip


def test_a_whole_score_comes_back() -> None:
    score = full_score()
    assert unpack(pack(score)) == score
    assert hash(unpack(pack(score)).notes[0]) == hash(score.notes[0])


def test_a_score_with_nothing_in_it_comes_back() -> None:
    assert unpack(pack(score_of(""))) == score_of("")


@given(st.lists(st.one_of(st.none(), st.text(), st.integers(-(2**40), 2**40))))
def test_plain_columns(values: list[object]) -> None:
    unpacked = PLAIN.unpack(PLAIN.pack(values))
    assert [value for value, _ in zip(unpacked, values, strict=False)] == values


@given(st.lists(st.integers(-(2**40), 2**40)))
def test_columns_of_steps(values: list[int]) -> None:
    assert list(STEPS.unpack(STEPS.pack(values))) == values


@given(ids)
def test_columns_of_ids(values: list[str]) -> None:
    assert list(IDS.unpack(IDS.pack(values))) == values


@given(moments)
def test_columns_of_fractions(values: list[object]) -> None:
    assert list(FRACTIONS.unpack(FRACTIONS.pack(values))) == values
    lengths = LENGTHS.unpack(LENGTHS.pack(values))
    assert [value for value, _ in zip(lengths, values, strict=False)] == values


@given(st.lists(ids.map(tuple)))
def test_columns_of_tied_notes(values: list[tuple[str, ...]]) -> None:
    assert list(TIED.unpack(TIED.pack(values))) == values


@given(st.binary())
def test_damaged_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="damaged"):
        unpack(data)


@given(st.data())
def test_one_wrong_byte_is_noticed_or_means_nothing(data: st.DataObject) -> None:
    """Before the checksum of what is deflated stand a few bits that nobody reads."""
    packed = bytearray(pack(SCORE))
    place = data.draw(st.integers(0, len(packed) - 1))
    packed[place] ^= data.draw(st.integers(1, 255))
    with contextlib.suppress(ValueError):
        assert unpack(bytes(packed)) == SCORE


SCORE = full_score()


class TestCache:
    def loaded(self) -> Loaded:
        return Loaded.of(SCORE, b"<score-partwise/>")

    def test_what_is_put_in_comes_out(self, tmp_path: Path) -> None:
        cache = Cache(tmp_path / "scores")
        cache.put(b"file", self.loaded())
        found = cache.get(b"file")
        assert found == self.loaded()
        assert found is not None
        assert found.musicxml == b"<score-partwise/>"

    def test_other_bytes_are_not_known(self, tmp_path: Path) -> None:
        cache = Cache(tmp_path)
        cache.put(b"file", self.loaded())
        assert cache.get(b"file2") is None

    def test_a_damaged_entry_counts_as_missing(self, tmp_path: Path) -> None:
        cache = Cache(tmp_path)
        cache.put(b"file", self.loaded())
        for path in tmp_path.glob("*.score"):
            path.write_bytes(path.read_bytes()[:-4])
        assert cache.get(b"file") is None

    def test_a_missing_notation_counts_as_missing(self, tmp_path: Path) -> None:
        cache = Cache(tmp_path)
        cache.put(b"file", self.loaded())
        for path in tmp_path.glob("*.notation"):
            path.unlink()
        assert cache.get(b"file") is None

    def test_a_folder_that_cannot_be_made_is_no_error(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("in the way")
        cache = Cache(tmp_path / "file")
        cache.put(b"file", self.loaded())
        assert cache.get(b"file") is None

    def test_nothing_half_written_is_left(self, tmp_path: Path) -> None:
        Cache(tmp_path).put(b"file", self.loaded())
        assert {path.suffix for path in tmp_path.iterdir()} == {".score", ".notation"}

    def test_the_oldest_scores_go_first(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("renshu.library.cache.MOST_SCORES", 2)
        cache = Cache(tmp_path)
        for data in (b"a", b"b", b"c"):
            cache.put(data, self.loaded())
        assert len(list(tmp_path.glob("*.score"))) == 2
        assert cache.get(b"c") is not None
