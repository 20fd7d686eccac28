"""What can be typed into the search line, told while it is typed."""

from renshu.library.search import FIELDS, read_query

_EVERYTHING = "words in any script, or fields: "


def hint(text: str) -> str:
    """The sentence below the search line.

    Args:
        text: What has been typed so far.
    """
    if remarks := read_query(text).remarks:
        return remarks[0]
    word = "" if text.endswith(" ") else text.rsplit(" ", maxsplit=1)[-1]
    name, colon, _ = word.partition(":")
    if name:
        fitting = [one for one in FIELDS if one.name.startswith(name.lower())]
        if colon or len(fitting) == 1:
            return "".join(f"{one.example}   {one.explanation}" for one in fitting[:1])
        return "  ".join(f"{one.name}:" for one in fitting)
    return _EVERYTHING + " ".join(f"{one.name}:" for one in FIELDS)
