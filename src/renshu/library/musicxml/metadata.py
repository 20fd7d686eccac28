"""Title and people of a score, from wherever a file may keep them."""

import re
from collections.abc import Iterator, Mapping

from renshu.library.musicxml.xml import Element, number_of, text_of, whole_text
from renshu.score.notation import Credits

_PLACEHOLDERS = {
    "title", "untitled", "untitled score", "score", "no title", "subtitle", "composer", "lyricist",
    "arranger", "composer / arranger", "composer/arranger", "music", "piano", "new score",
    "[title]", "[composer]", "タイトル", "無題", "作曲者", "作曲", "作詞", "編曲",
}  # fmt: skip
_SOURCE_FIELDS = ("source", "series", "anime", "film", "game")
_READING_FIELDS = ("reading", "title-reading", "yomi")
_BY = re.compile(
    r"^(?:music|words|lyrics|text|composed|arranged|arrangement|arr\.?|transcribed|作曲|作詞|編曲)"
    r"(?:\s+by\b)?\s*[:：]?\s*",
    re.IGNORECASE,
)
_CATALOGUE_NUMBER = re.compile(r"(?:[A-Za-z]{0,4}\.? ?(?:No\.? ?)?\d[\d/.a-z]*[,; ]*)+")
_SMALL_PRINT = re.compile(
    r"copyright|©|\(c\)|all rights|^(?:seite|page|p\.)? ?[#\d]+$", re.IGNORECASE
)
_ARRANGED = re.compile(r"^(?:arr(?:\.|anged|angement)?\b|transcribed\b|編曲)", re.IGNORECASE)


def credits_of(score: Element) -> Credits:
    """What the file says of title and people."""
    page = dict(_page_credits(score))
    fields = miscellaneous(score)
    work = _real(text_of(score, "work/work-title"))
    movement = _real(text_of(score, "movement-title"))
    if movement and _CATALOGUE_NUMBER.fullmatch(work):
        work, movement = movement, work
    title = work or movement or page.get("title", "")
    subtitle = movement if movement and movement != title else page.get("subtitle", "")
    composer = _person(score, "composer") or page.get("composer", "")
    arranger = _person(score, "arranger") or page.get("arranger", "")
    if _ARRANGED.match(composer):
        composer, arranger = "", arranger or _without_by(composer)
    return Credits(
        title=title,
        subtitle="" if subtitle == title else subtitle,
        composer=composer,
        arranger=arranger,
        lyricist=_person(score, "lyricist", "poet") or page.get("lyricist", ""),
        source=_first(fields, _SOURCE_FIELDS),
        rights=text_of(score, "identification/rights"),
        reading=_first(fields, _READING_FIELDS),
    )


def miscellaneous(score: Element) -> dict[str, str]:
    """The `<miscellaneous-field>` elements by name."""
    fields = score.iterfind("identification/miscellaneous/miscellaneous-field")
    return {field.get("name", ""): whole_text(field) for field in fields if whole_text(field)}


def extra_of(score: Element) -> dict[str, str]:
    """What `Credits` has no place for: further fields, and where the file was copied from."""
    known = {*_SOURCE_FIELDS, *_READING_FIELDS}
    extra = {name: text for name, text in miscellaneous(score).items() if name not in known}
    copied_from = text_of(score, "identification/source")
    return {**extra, "copied-from": copied_from} if copied_from else extra


def _first(fields: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((fields[name] for name in names if fields.get(name)), "")


def _real(text: str) -> str:
    """`text`, unless it is what a program puts where nobody wrote anything."""
    text = " ".join(text.split())
    is_file_name = re.fullmatch(r"\S+\.(musicxml|xml|mxl|mscz|mscx|sib|mus|musx)", text.lower())
    return "" if is_file_name or text.lower() in _PLACEHOLDERS else text


def _person(score: Element, *kinds: str) -> str:
    creators = score.findall("identification/creator")
    for kind in kinds:
        names = [_real(whole_text(c)) for c in creators if c.get("type", "").lower() == kind]
        if any(names):
            return ", ".join(name for name in names if name)
    if "composer" in kinds:
        return next((_real(whole_text(c)) for c in creators if not c.get("type")), "")
    return ""


def _page_credits(score: Element) -> Iterator[tuple[str, str]]:
    """Texts on the first page by what they are; a later one of a kind wins, so best come last."""
    page = [c for c in score.iterfind("credit") if c.get("page", "1") == "1"]
    labelled: set[str] = set()
    for credit in reversed(page):
        kind, text = text_of(credit, "credit-type"), _credit_text(credit)
        if kind and text:
            labelled.add(kind)
            yield kind, _without_by(text) if kind != "title" else text
    plain = [c for c in page if not text_of(c, "credit-type") and _credit_text(c)]
    if plain and "title" not in labelled:
        largest = max(plain, key=_font_size)
        yield "title", _credit_text(largest)
        plain.remove(largest)
    for credit in reversed(plain):
        if _is_right_aligned(credit) and "composer" not in labelled:
            text = _credit_text(credit)
            kind = "arranger" if _ARRANGED.match(text) else "composer"
            yield kind, _without_by(text)


def _credit_text(credit: Element) -> str:
    text = _real(" ".join(whole_text(words) for words in credit.iterfind("credit-words")))
    return "" if _SMALL_PRINT.search(text) else text


def _font_size(credit: Element) -> float:
    sizes = (number_of(words.get("font-size", "")) for words in credit.iterfind("credit-words"))
    return max((size for size in sizes if size is not None), default=0.0)


def _is_right_aligned(credit: Element) -> bool:
    return any(
        "right" in {words.get("justify"), words.get("halign")}
        for words in credit.iterfind("credit-words")
    )


def _without_by(text: str) -> str:
    return _BY.sub("", text) or text
