import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.score.unfolding import BarSigns, Ending, Jump, Marker, unfold_bars

DC_AL_FINE = Jump(Marker.START, Marker.FINE)
DS_AL_CODA = Jump(Marker.SEGNO, Marker.TO_CODA, Marker.CODA)
_WORDS = {
    "DC": Jump(Marker.START),
    "DCF": DC_AL_FINE,
    "DCC": Jump(Marker.START, Marker.TO_CODA, Marker.CODA),
    "DS": Jump(Marker.SEGNO),
    "DSF": Jump(Marker.SEGNO, Marker.FINE),
    "DSC": DS_AL_CODA,
    "segno": Marker.SEGNO,
    "fine": Marker.FINE,
    "tocoda": Marker.TO_CODA,
    "coda": Marker.CODA,
}


def bar(text: str) -> BarSigns:
    """A bar drawn as `|:`, `:|` or `:|3`, `[1,2` to `]`, and words such as `DSC`."""
    signs = text.split()
    ending = next((sign for sign in signs if sign.startswith("[")), None)
    ends = next((sign for sign in signs if sign.startswith(":|")), None)
    named = [_WORDS[sign] for sign in signs if sign in _WORDS]
    return BarSigns(
        starts_repeat="|:" in signs,
        repeat_times=int(ends[2:] or 2) if ends else 0,
        ending=Ending(tuple(int(n) for n in ending[1:].split(",")), -1) if ending else None,
        markers=tuple(sign for sign in named if isinstance(sign, Marker)),
        jumps=tuple(sign for sign in named if isinstance(sign, Jump)),
    )


def bars(drawing: str) -> list[BarSigns]:
    """Bars parted by `/`; an ending lasts until the bar with `]`, or only its own bar."""
    texts = drawing.split("/")
    read = [bar(text) for text in texts]
    for index, signs in enumerate(read):
        if signs.ending:
            closing = next((i for i in range(index, len(texts)) if "]" in texts[i].split()), None)
            last = index if closing is None else closing
            ending = Ending(signs.ending.passes, last, is_closed=closing is not None)
            read[index] = BarSigns(
                signs.starts_repeat, signs.repeat_times, ending, signs.markers, signs.jumps
            )
    return read


def order(drawing: str) -> str:
    roadmap = unfold_bars(bars(drawing), 1000)
    assert roadmap is not None
    return " ".join(str(measure + 1) for measure in roadmap.order)


@pytest.mark.parametrize(
    ("drawing", "played"),
    [
        ("-/-/-", "1 2 3"),
        ("|: / :|", "1 2 1 2"),
        ("-/:|/-", "1 2 1 2 3"),  # a missing start means the beginning
        ("|:/:|3", "1 2 1 2 1 2"),
        ("-/|:/:|/-", "1 2 3 2 3 4"),
        ("|:/:|/|:/:|", "1 2 1 2 3 4 3 4"),
        ("|:/:|/-/:|", "1 2 1 2 3 4 1 2 3 4"),  # two ends share the start before them
        ("|:/|:/:|/:|", "1 2 3 2 3 4 2 3 4"),  # nested: the inner start is the nearest
        ("|:/[1 :| ]/[2 ]/-", "1 2 1 3 4"),
        ("|:/[1,2 :|3 ]/[3 ]", "1 2 1 2 1 3"),
        ("|:/[1 ]/:| ]/[2 ]", "1 2 3 1 3 4"),  # the end outside the bracket still repeats
        ("|:/[1 :| ]/[2 :| ]/[3 ]", "1 2 1 3 1 4"),
        ("|:/[1 :| ]/[2/-", "1 2 1 3 4"),  # a second ending left open
        ("|:/[1 :| ]", "1 2 1"),  # a first ending without a second
        ("-/fine/DCF", "1 2 3 1 2"),
        ("-/segno/fine/DSF", "1 2 3 4 2 3"),
        ("-/DC/-", "1 2 1 2 3"),
        ("segno/tocoda/DSC/coda", "1 2 3 1 2 4"),
        ("-/tocoda/DCC/coda/-", "1 2 3 1 2 4 5"),
        ("|:/:|/fine/DCF", "1 2 1 2 3 4 1 2 3"),  # no repeats after a jump
        ("|:/[1 :| ]/[2 fine ]/-/DCF", "1 2 1 3 4 5 1 3"),
        ("|:/:| DC", "1 2 1 2 1 2"),  # taken on the last pass only
        ("-/DC/|:/:|", "1 2 1 2 3 4 3 4"),  # past the jump repeats count again
        ("DS/-", "1 2"),  # nowhere to go: played on
        ("-/DSC/coda", "1 2 3"),
        ("|: [1 :|/[2/|: [1 :|/[2 ]", "1 2 3 4"),  # a first ending belongs to the repeat it opens
        ("|:/[1 :| ]/[2 |:/:|", "1 2 1 3 4 3 4"),  # a second one to the repeat before
    ],
)
def test_the_playing_order(drawing: str, played: str) -> None:
    assert order(drawing) == played


def test_no_bars_are_played_in_no_order() -> None:
    roadmap = unfold_bars([], 10)
    assert roadmap is not None
    assert roadmap.order == ()


def test_an_order_that_grows_too_long_is_given_up() -> None:
    assert unfold_bars(bars("|:/:|32"), 40) is None


def test_passes_are_counted() -> None:
    roadmap = unfold_bars(bars("|:/[1 :| ]/[2 ]"), 100)
    assert roadmap is not None
    assert [step.pass_number for step in roadmap.steps] == [1, 1, 2, 1]


_SIGNS = st.sampled_from(["-", "|:", ":|", ":|3", "[1", "[2", "[1,2", "]", *_WORDS])


@given(st.lists(st.lists(_SIGNS, max_size=4).map(" ".join), min_size=1, max_size=12))
def test_any_signs_are_walked_to_an_end(texts: list[str]) -> None:
    roadmap = unfold_bars(bars("/".join(texts)), 2000)
    assert roadmap is None or all(0 <= measure < len(texts) for measure in roadmap.order)


@given(st.integers(1, 30))
def test_bars_without_signs_are_played_as_written(count: int) -> None:
    roadmap = unfold_bars([BarSigns()] * count, 100)
    assert roadmap is not None
    assert roadmap.is_linear
