"""Texts that would do something to a terminal, and scores that are full of them."""

import unicodedata
from html import escape

from support.tiny_scores import piano_score

MARKUP = "[/b][@click=app.quit]x[/]"
"""What Textual would take for markup, and fall over."""
FORMS = "\x9b31m\x9d0;fake\x9c \u202egnp.\u2066\u200b\u00ad\ufeff\U000e0041"
"""What XML may hold: eight-bit escape codes, turned writing, signs that nobody sees."""
TITLE = f"Te{FORMS}st{MARKUP}"
FILE_NAME = f"\x1b[2J\x1b]0;fake\x07\rna\nme{TITLE}".replace("/", "") + ".musicxml"
PORT = f"Pia\x1b[31mno\n{TITLE}"
WORD = f"Word\x1b[1m\t\n{TITLE}"
"""What a player may have pasted."""

_UNFIT = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def hostile_score() -> bytes:
    """A score with such texts wherever a score has any."""
    words = (
        f"<direction><direction-type><{tag}>{_XML}</{tag}></direction-type></direction>"
        for tag in ("words", "rehearsal")
    )
    plain = piano_score(["C5:4 D5:4 E5:4 F5:4"], ["C4:16"], "".join(words)).decode()
    head = (
        f"<work><work-title>{_XML}</work-title></work><movement-title>m{_XML}</movement-title>"
        f'<identification><creator type="composer">{_XML}</creator>'
        f'<creator type="arranger">a{_XML}</creator><rights>{_XML}</rights>'
        f"<encoding><software>{_XML}</software></encoding><miscellaneous>"
        f'<miscellaneous-field name="anime">{_XML}</miscellaneous-field></miscellaneous>'
        f"</identification><credit><credit-words>{_XML}</credit-words></credit><part-list>"
    )
    lyric = f"<lyric><text>{_XML}</text></lyric></note>"
    named = plain.replace("<part-list>", head).replace(">Piano<", f">Piano {_XML}<")
    return named.replace("</note>", lyric, 1).encode()


def orders_in(text: str) -> str:
    """The characters of an output, line ends aside, that a terminal obeys or an eye misses."""
    return "".join(char for char in text if char != "\n" and unicodedata.category(char) in _UNFIT)


_XML = escape(TITLE)
