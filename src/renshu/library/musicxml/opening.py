"""From the bytes of a file to an XML tree: sizes, zip, encodings, and nothing from outside.

No entity is ever expanded, no file or address named in the document is opened, and nothing is
unpacked to disk.
"""

import codecs
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5

from lxml import etree

from renshu.errors import ScoreError
from renshu.library.musicxml import limits
from renshu.library.musicxml.xml import Element
from renshu.score.notation import Notice

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*?\?>", re.DOTALL)
_DECLARED = re.compile(rb"^\s*<\?xml\b[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_PITCH = re.compile(r"<(?:[\w.-]+:)?pitch\b")
_MUSIC = re.compile(r"<(?:\w+:)?(?:part|measure)\s")
_ENTITY = re.compile(r"&([A-Za-z_][\w.-]*);")
_XML_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}
_KANA = re.compile("[\u3041-\u30ff]")
_SUFFIXES = (".musicxml", ".xml")


@dataclass(frozen=True, slots=True)
class Document:
    """An XML tree, and what had to be repaired to get it."""

    root: Element
    notices: tuple[Notice, ...]


def open_document(data: bytes) -> Document:
    """The XML tree in `data`, which is a plain or a zipped (.mxl) file.

    Raises:
        ScoreError: it is too large, locked, damaged beyond repair or no XML at all.
    """
    notices: list[Notice] = []
    root = _parse(_text(data, notices), notices)
    return Document(root, tuple(notices))


def open_head(data: bytes) -> Element:
    """The XML tree of all that stands before the music: titles, people, part list.

    Raises:
        ScoreError: as `open_document`; or there is music, but no note with a pitch.
    """
    text = _text(data, [])
    music = _MUSIC.search(text)
    if music and not _PITCH.search(text, music.start()):
        raise ScoreError("There are no notes for a piano in it.")
    return _parse(text[: music.start()] if music else text, [])


def _text(data: bytes, notices: list[Notice]) -> str:
    if not data:
        raise ScoreError("The file is empty.")
    if len(data) > limits.FILE_BYTES:
        raise ScoreError(
            f"The file has more than {limits.FILE_BYTES // 1_000_000} MB,"
            " which is the most that can be opened."
        )
    markup = _unzip(data) if data[:2] == b"PK" else data
    return _without_entities(_without_prolog(_decode(markup, notices)), notices)


def _unzip(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read_entry(archive, _score_entry(archive))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, ValueError) as error:
        raise ScoreError("The compressed file is damaged and cannot be unpacked.") from error
    except NotImplementedError as error:
        raise ScoreError("The compressed file uses a packing that cannot be read.") from error
    except RuntimeError as error:
        raise ScoreError("The compressed file is locked with a password.") from error
    except Exception as error:
        if type(error).__module__ in {"zlib", "_lzma"}:
            raise ScoreError("The compressed file is damaged and cannot be unpacked.") from error
        raise


def _score_entry(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    entries = archive.infolist()
    if len(entries) > limits.ZIP_ENTRIES:
        raise ScoreError(
            f"The compressed file holds {len(entries)} files; at most {limits.ZIP_ENTRIES}"
            " can be looked through."
        )
    by_name = {entry.filename: entry for entry in entries}
    for name in (*_named_in_container(archive, by_name), *_likely_names(by_name)):
        if name in by_name:
            return by_name[name]
    raise ScoreError("The compressed file holds no score.")


def _named_in_container(
    archive: zipfile.ZipFile, by_name: dict[str, zipfile.ZipInfo]
) -> Iterator[str]:
    container = by_name.get("META-INF/container.xml")
    if container is None:
        return
    text = _decode(_read_entry(archive, container), [])
    for rootfile in re.findall(r"<(?:\w+:)?rootfile\b[^>]*>", text):
        path = re.search(r"full-path\s*=\s*[\"']([^\"']+)[\"']", rootfile)
        media = re.search(r"media-type\s*=\s*[\"']([^\"']+)[\"']", rootfile)
        if path and (media is None or "xml" in media.group(1)):
            yield path.group(1)


def _likely_names(by_name: dict[str, zipfile.ZipInfo]) -> Iterator[str]:
    for suffix in _SUFFIXES:
        for name in sorted(by_name):
            if name.lower().endswith(suffix) and not name.startswith(("META-INF/", "__MACOSX/")):
                yield name


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as stream:
        content = stream.read(limits.UNZIPPED_BYTES + 1)
    if len(content) > limits.UNZIPPED_BYTES:
        raise ScoreError(
            f"The score unpacks to more than {limits.UNZIPPED_BYTES // 1_000_000} MB,"
            " which is the most that can be opened."
        )
    if len(content) > limits.ZIP_RATIO * max(1, entry.compress_size):
        raise ScoreError(
            f"The score unpacks to more than {limits.ZIP_RATIO} times its size,"
            " which no real score does."
        )
    return content


def _decode(data: bytes, notices: list[Notice]) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace")
    if data[:2] in {b"<\0", b"\0<"}:
        return data.decode("utf-16-le" if data[0] else "utf-16-be", errors="replace")
    declared = _declared_encoding(data)
    text = _decoded(data, declared)
    if text is not None:
        return text
    encoding, text = _guessed(data)
    notices.append(Notice("", "", f"the text is not {declared}, read as {encoding}"))
    return text


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _guessed(data: bytes) -> tuple[str, str]:
    """The likeliest encoding and the text in it: Japanese where that gives kana."""
    text = _decoded(data, "utf-8")
    if text is not None:
        return "UTF-8", text
    text = _decoded(data, "cp932")
    if text is not None and _KANA.search(text):
        return "Shift_JIS", text
    return "Latin-1", data.decode("latin-1")


def _declared_encoding(data: bytes) -> str:
    match = _DECLARED.match(data[:400])
    name = match.group(1).decode("ascii").lower() if match else "utf-8"
    return "cp932" if name.replace("-", "_") in {"shift_jis", "sjis", "windows_31j"} else name


def _without_prolog(text: str) -> str:
    """`text` without XML declaration and document type, so that no entity is ever defined."""
    text = _DECLARATION.sub("", text.lstrip("\ufeff \t\r\n"), count=1)
    start = text.find("<!DOCTYPE")
    if start < 0 or re.search(r"<[A-Za-z]", text[:start]):
        return text
    end = _end_of_doctype(text, start)
    return text[:start] + text[end:]


def _without_entities(text: str, notices: list[Notice]) -> str:
    """`text` with the names that HTML knows as signs, and without all other entities."""
    unknown: dict[str, None] = {}

    def sign(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in _XML_ENTITIES:
            return match.group()
        if f"{name};" not in html5:
            unknown[name] = None
        return html5.get(f"{name};", "")

    text = _ENTITY.sub(sign, text)
    notices.extend(Notice("", "", f"the entity {name} is not known, left out") for name in unknown)
    return text


def _end_of_doctype(text: str, start: int) -> int:
    opening, closing = text.find("[", start), text.find(">", start)
    if 0 <= opening < closing:
        subset = re.compile(r"\]\s*>").search(text, opening)
        return subset.end() if subset else len(text)
    return closing + 1 if closing >= 0 else len(text)


def _parse(text: str, notices: list[Notice]) -> Element:
    data = text.encode("utf-8", errors="replace")
    try:
        return etree.fromstring(data, _parser(recover=False))
    except etree.XMLSyntaxError as error:
        fault = error
    root = _recovered(data)
    if root is None or len(root) == 0 or "<score-" not in text or _is_too_much(fault):
        raise ScoreError(_refusal(text, fault)) from fault
    notices.append(Notice("", "", f"the file is damaged at line {fault.lineno}: {_reason(fault)}"))
    return root


def _recovered(data: bytes) -> Element | None:
    try:
        root = etree.fromstring(data, _parser(recover=True))
    except etree.XMLSyntaxError:
        return None
    return root if isinstance(root, etree._Element) else None


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
        huge_tree=False,
    )


def _reason(fault: etree.XMLSyntaxError) -> str:
    message = fault.msg or "it cannot be read"
    return re.sub(r", line \d+, column \d+.*$", "", message)


def _is_too_much(fault: etree.XMLSyntaxError) -> bool:
    """Whether one of libxml2's own limits was met."""
    return any(word in (fault.msg or "") for word in ("depth", "too long", "huge", "Huge"))


def _refusal(text: str, fault: etree.XMLSyntaxError) -> str:
    if "depth" in (fault.msg or ""):
        return f"The XML is nested more than {limits.XML_DEPTH} deep, which no score is."
    if _is_too_much(fault):
        return "The XML holds a text of more than 10 MB, which no score does."
    if "<score-" not in text:
        return "The file is not MusicXML."
    return f"The XML is broken at line {fault.lineno} and nothing of it can be read."
