import pytest

from renshu.library.musicxml import read
from renshu.score.notation import Credits
from support.musicxml import note, part, score_xml


def credits_in(head: str, name: str = "x.xml") -> Credits:
    return read(score_xml(part(note("C4", 16)), head=head).encode(), name).score.credits


def work(title: str) -> str:
    return f"<work><work-title>{title}</work-title></work>"


def movement(title: str) -> str:
    return f"<movement-title>{title}</movement-title>"


def creators(**names: str) -> str:
    each = "".join(f'<creator type="{kind}">{name}</creator>' for kind, name in names.items())
    return f"<identification>{each}</identification>"


def fields(**texts: str) -> str:
    each = "".join(
        f'<miscellaneous-field name="{name}">{text}</miscellaneous-field>'
        for name, text in texts.items()
    )
    return f"<identification><miscellaneous>{each}</miscellaneous></identification>"


def credit(text: str, kind: str = "", attributes: str = "") -> str:
    label = f"<credit-type>{kind}</credit-type>" if kind else ""
    return f'<credit page="1">{label}<credit-words {attributes}>{text}</credit-words></credit>'


BIG, SMALL = 'font-size="24" justify="center"', 'font-size="10" justify="right"'


@pytest.mark.parametrize(
    ("head", "title", "subtitle"),
    [
        (work("一番の宝物") + movement("Ichiban"), "一番の宝物", "Ichiban"),
        (movement("Rondel"), "Rondel", ""),
        (work("Title") + movement("Real"), "Real", ""),
        (work("Untitled score") + credit("Pavane", "title"), "Pavane", ""),
        (credit("Pavane", attributes=BIG) + credit("G. Fauré", attributes=SMALL), "Pavane", ""),
        (credit("Pavane", "title") + credit("for piano", "subtitle"), "Pavane", "for piano"),
        (work("D.778, Op.60") + movement("Greisengesang"), "Greisengesang", "D.778, Op.60"),
        (movement("song.mscz") + credit("Song", attributes=BIG), "Song", ""),
        (credit("Copyright 2009 Someone", attributes=BIG) + credit("Air"), "Air", ""),
        (work("Same") + movement("Same"), "Same", ""),
        ("", "My own file", ""),
    ],
)
def test_the_title_is_the_best_that_the_file_offers(head: str, title: str, subtitle: str) -> None:
    found = credits_in(head, "My_own_file.mxl")
    assert (found.title, found.subtitle) == (title, subtitle)


def test_people_are_known_by_what_they_did() -> None:
    found = credits_in(creators(composer="A", arranger="B", lyricist="C"))
    assert (found.composer, found.arranger, found.lyricist) == ("A", "B", "C")


def test_people_may_stand_on_the_page_only() -> None:
    page = credit("Air", attributes=BIG) + credit("arr. by B", attributes=SMALL)
    assert credits_in(page + credit("Music by A", attributes=SMALL)).composer == "A"
    assert credits_in(page).arranger == "B"


def test_an_arranger_in_the_composers_place_is_an_arranger() -> None:
    found = credits_in(creators(composer="Arr. Verona"))
    assert (found.composer, found.arranger) == ("", "Verona")


def test_a_placeholder_is_nobody() -> None:
    assert credits_in(creators(composer="Composer / arranger")).composer == ""


@pytest.mark.parametrize("name", ["source", "series", "anime"])
def test_the_series_and_the_reading_come_from_named_fields(name: str) -> None:
    found = credits_in(fields(**{name: "Angel Beats!", "reading": "いちばんのたからもの"}))
    assert (found.source, found.reading) == ("Angel Beats!", "いちばんのたからもの")


def test_further_fields_are_kept() -> None:
    head = fields(source="Clannad", year="2007", kind="ending")
    score = read(score_xml(part(note("C4", 16)), head=head).encode(), "x.xml").score
    assert dict(score.extra) == {"year": "2007", "kind": "ending"}


def test_where_the_file_was_copied_from_is_no_series() -> None:
    head = "<identification><source>http://example.org/1</source></identification>"
    score = read(score_xml(part(note("C4", 16)), head=head).encode(), "x.xml").score
    assert score.credits.source == ""
    assert score.extra["copied-from"] == "http://example.org/1"


def test_retitling_keeps_the_id_and_another_note_does_not() -> None:
    def id_of(head: str, pitch: str) -> str:
        return read(score_xml(part(note(pitch, 16)), head=head).encode(), "x.xml").score.id

    assert id_of(work("One"), "C4") == id_of(work("Two"), "C4")
    assert id_of(work("One"), "C4") != id_of(work("One"), "D4")
