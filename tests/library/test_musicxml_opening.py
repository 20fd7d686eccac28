import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from renshu.errors import ScoreError
from renshu.library.musicxml import limits, read
from renshu.library.musicxml.opening import open_document
from support.musicxml import note, part, score_xml, texts

PLAIN = score_xml(part(note("C4", 16)), names=("ピアノ",))
DECLARED = '<?xml version="1.0" encoding="{}"?>\n'


def zipped(*files: tuple[str, bytes | str], container: str | None = None) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        if container is not None:
            root = f'<container><rootfile full-path="{container}"/></container>'
            files = (("META-INF/container.xml", root), *files)
        for name, content in files:
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)  # without the time of day
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        ("\n  " + PLAIN).encode(),
        (DECLARED.format("UTF-16") + PLAIN).encode("utf-16"),
        (DECLARED.format("UTF-16") + PLAIN).encode("utf-16-le"),
        (DECLARED.format("UTF-16") + PLAIN).encode("utf-16-be"),
        (DECLARED.format("Shift_JIS") + PLAIN).encode("shift_jis"),
        (DECLARED.format("EUC-JP") + PLAIN).encode("euc-jp"),
        zipped(("score.xml", PLAIN), container="score.xml"),
        zipped(("score.xml", PLAIN)),
        zipped(("notes.txt", "hi"), ("a/b.musicxml", PLAIN), container="gone.xml"),
        zipped(("../../score.xml", PLAIN), container="../../score.xml"),
    ],
)
def test_the_same_score_in_any_dress(data: bytes) -> None:
    score = read(data, "x.xml").score
    assert [n.pitch for n in score.notes] == [60]
    assert score.parts[0].name == "ピアノ"
    assert not score.notices


def test_text_in_another_encoding_than_it_says_is_guessed_and_told() -> None:
    score = read((DECLARED.format("UTF-8") + PLAIN).encode("cp932"), "x.xml").score
    assert score.parts[0].name == "ピアノ"
    assert texts(score) == ["the text is not utf-8, read as Shift_JIS"]
    western = score_xml(part(note("C4", 16)), names=("Prélude",)).encode("latin-1")
    assert read(western, "x.xml").score.parts[0].name == "Prélude"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"hello", "The file is not MusicXML."),
        (b"%PDF-1.4 \xe2\xe3", "The file is not MusicXML."),
        (b"<html><body/></html>", "The file is not MusicXML."),
        (
            b"<opus><title>x</title></opus>",
            "The file lists several scores (an opus) and holds none itself.",
        ),
        (b"<score-partwise/>", "The score is empty: it has no bars."),
        (zipped(("readme.txt", "hi")), "The compressed file holds no score."),
        (zipped(("a.xml", PLAIN))[:60], "The compressed file is damaged and cannot be unpacked."),
        (
            b" " * (limits.FILE_BYTES + 1),
            "The file has more than 20 MB, which is the most that can be opened.",
        ),
        (
            zipped(*((f"{n}.xml", PLAIN) for n in range(51))),
            "The compressed file holds 51 files; at most 50 can be looked through.",
        ),
        (
            zipped(("a.xml", PLAIN + " " * 1_000_000)),
            "The score unpacks to more than 200 times its size, which no real score does.",
        ),
        (
            b"<score-partwise>" + b"<a>" * 300 + b"</a>" * 300 + b"</score-partwise>",
            "The XML is nested more than 256 deep, which no score is.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(ScoreError) as refusal:
        read(data, "x.xml")
    assert refusal.value.sentence == sentence


def test_a_locked_archive_is_refused() -> None:
    data = bytearray(zipped(("a.xml", PLAIN)))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + flags] |= 1
    with pytest.raises(ScoreError, match="locked with a password"):
        read(bytes(data), "x.mxl")


def test_entities_are_never_expanded(tmp_path: object) -> None:
    secret = f"{tmp_path}/secret.txt"
    doctype = f'<!DOCTYPE score-partwise [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY y "yy">]>'
    text = doctype + PLAIN.replace("ピアノ", "a&x;b&y;c")
    document = open_document(text.encode())
    assert document.root.findtext("part-list/score-part/part-name") == "abc"
    assert [str(n) for n in document.notices] == [
        "the entity x is not known, left out",
        "the entity y is not known, left out",
    ]


def test_entities_that_html_knows_are_read_as_signs() -> None:
    score = read(PLAIN.replace("ピアノ", "Pr&eacute;lude &amp; Fugue").encode(), "x.xml").score
    assert score.parts[0].name == "Prélude & Fugue"


def test_an_ordinary_document_type_is_no_fault() -> None:
    doctype = (
        '<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 3.1 Partwise//EN"'
        ' "http://www.musicxml.org/dtds/partwise.dtd">'
    )
    assert not read((doctype + PLAIN).encode(), "x.xml").score.notices


def test_a_file_cut_short_opens_as_far_as_it_goes() -> None:
    text = score_xml(part(note("C4", 16), note("D4", 16)))
    score = read(text[: text.index("</measure>") + 30].encode(), "x.xml").score
    assert [n.pitch for n in score.notes] == [60]
    assert "damaged" in texts(score)[0]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            score_xml(*[part(note("C4"), id=f"P{n}") for n in range(65)]),
            "The score has 65 parts; at most 64 can be opened.",
        ),
        (score_xml(part(*[""] * 5001)), "The score has 5,001 bars; at most 5,000 can be opened."),
        (
            score_xml(part("<note/>" * 100_001)),
            "The score has 100,001 notes; at most 100,000 can be opened.",
        ),
    ],
)
def test_a_score_that_is_too_large_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(ScoreError) as refusal:
        read(text.encode(), "x.xml")
    assert refusal.value.sentence == sentence
