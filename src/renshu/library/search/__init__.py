"""Finding scores as you type: in kana, kanji, romaji or English, half-typed and misspelled.

What is asked is words and fields: `haruhi satie`, `ab insert`, `宝物`, `kind:OP year:2006-2010`.
Every word must be in some field of a score, in any order; as a whole text, as the beginning of
one, as a word or its beginning, as initials, inside a word, or nearly. `FIELDS` lists the fields.

Read from the bottom up: `tokens` parts words, `sounds`, `kana` and `readings` bring them to one
spelling, `forms` are what is looked up, `analysis` and `matching` are the two sides of that,
`query` reads what is typed, and `index` puts it together. Nothing here does I/O, except that the
dictionary of readings is a file of its package.
"""

from renshu.library.search.document import Document
from renshu.library.search.fields import FIELDS, Field
from renshu.library.search.highlights import Highlight
from renshu.library.search.index import Hit, SearchIndex
from renshu.library.search.query import Query, read_query

__all__ = [
    "FIELDS",
    "Document",
    "Field",
    "Highlight",
    "Hit",
    "Query",
    "SearchIndex",
    "read_query",
]
