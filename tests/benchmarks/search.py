"""What a keystroke in the search costs in a library of 10,000 arrangements.

200 queries are typed letter by letter into a generated library: titles in kanji, romaji and
English, half of them with a reading; every fourth query has a slip in it. Also told: building the
index, building it again after a change, and memory. The goals are 15 ms of CPU a keystroke (p95)
and a few hundred ms to build.
"""

import gc
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial

from renshu.library.search import Document, SearchIndex

ARRANGEMENTS = 10_000
QUERIES = 200

NOUNS = """
宝物 takaramono treasure|夏 natsu summer|影 kage shadow|渚 nagisa shore|鳥 tori bird|詩 uta poem
桜 sakura blossom|空 sora sky|星 hoshi star|夜 yoru night|光 hikari light|風 kaze wind|雪 yuki snow
花 hana flower|海 umi sea|月 tsuki moon|涙 namida tear|夢 yume dream|声 koe voice|心 kokoro heart
物語 monogatari story|約束 yakusoku promise|記憶 kioku memory|世界 sekai world|明日 ashita tomorrow
永遠 eien eternity|奇跡 kiseki miracle|未来 mirai future|季節 kisetsu season|少女 shoujo girl
手紙 tegami letter|言葉 kotoba word|時間 jikan time|運命 unmei fate|翼 tsubasa wing|虹 niji rainbow
雨 ame rain|朝 asa morning|森 mori forest|旅 tabi journey|歌 uta song|道 michi road|街 machi town
青春 seishun youth|友達 tomodachi friend|家族 kazoku family|笑顔 egao smile|指輪 yubiwa ring
天使 tenshi angel|悪魔 akuma devil|王国 oukoku kingdom|戦士 senshi warrior|魔法 mahou magic
電車 densha train|学校 gakkou school|放課後 houkago after school|夕焼け yuuyake sunset
太陽 taiyou sun|銀河 ginga galaxy|迷宮 meikyuu labyrinth|幻想 gensou fantasy|革命 kakumei revolution
自由 jiyuu freedom|勇気 yuuki courage|希望 kibou hope|絶望 zetsubou despair|秘密 himitsu secret
"""
QUALITIES = """
小さな chiisana little|一番の ichiban-no best|君の kimi-no your|僕らの bokura-no our|青い aoi blue
白い shiroi white|赤い akai red|遠い tooi distant|最後の saigo-no last|最初の saisho-no first
知らない shiranai unknown|消えない kienai unfading|優しい yasashii gentle|新しい atarashii new
"""
FAMILIES = [
    "maeda",
    "satou",
    "suzuki",
    "takahashi",
    "tanaka",
    "watanabe",
    "itou",
    "yamamoto",
    "nakamura",
    "kobayashi",
    "katou",
    "yoshida",
    "yamada",
    "sasaki",
    "matsumoto",
    "inoue",
    "kimura",
    "hayashi",
    "shimizu",
    "saitou",
    "sawano",
    "kajiura",
    "kanno",
    "hisaishi",
    "takanashi",
    "yokoyama",
    "ueda",
    "nishimura",
    "okabe",
    "tamura",
]
GIVEN = [
    "jun",
    "yuki",
    "hiroyuki",
    "youko",
    "joe",
    "yasunori",
    "masaru",
    "kei",
    "shinji",
    "tomoko",
    "emi",
    "haruka",
    "ryou",
    "daisuke",
    "kenji",
    "naoki",
    "satoshi",
    "akira",
    "megumi",
    "aya",
]
KINDS = ("OP", "ED", "insert", "BGM", "character")
VERSIONS = ("", "", "", "TV size", "piano ver.", "acoustic ver.", "v2")


def named(table: str) -> list[tuple[str, str, str]]:
    """The rows of a table: Japanese, romaji, English."""
    rows = [row.split(maxsplit=2) for row in table.replace("\n", "|").split("|") if row]
    return [(japanese, romaji.replace("-", " "), english) for japanese, romaji, english in rows]


def a_title(chance: random.Random) -> tuple[str, str, str]:
    """A title in Japanese, romaji and English, made of one to three words."""
    nouns, qualities = named(NOUNS), named(QUALITIES)
    first, second, quality = chance.choice(nouns), chance.choice(nouns), chance.choice(qualities)
    shapes = (
        (f"{first[0]}の{second[0]}", f"{first[1]} no {second[1]}",
         f"{second[2]} of the {first[2]}"),
        (f"{quality[0]}{first[0]}", f"{quality[1]} {first[1]}", f"{quality[2]} {first[2]}"),
        (f"{quality[0]}{first[0]}と{second[0]}", f"{quality[1]} {first[1]} to {second[1]}",
         f"{quality[2]} {first[2]} and {second[2]}"),
        (f"{first[0]}{second[0]}", f"{first[1]}{second[1]}", f"{first[2]} {second[2]}"),
    )  # fmt: skip
    japanese, romaji, english = chance.choice(shapes)
    mark = chance.choice(("", "", "!", f" {chance.randint(2, 9)}", " ~refrain~"))
    return japanese + mark, romaji.title() + mark, english.title() + mark


def a_person(chance: random.Random) -> str:
    """A name in Latin letters."""
    return f"{chance.choice(GIVEN)} {chance.choice(FAMILIES)}".title()


def library(size: int = ARRANGEMENTS, seed: int = 1) -> list[Document]:
    """About three arrangements of each track and ten tracks of each series."""
    chance = random.Random(seed)  # noqa: S311 - a benchmark keeps no secrets
    documents: list[Document] = []
    while len(documents) < size:
        series, composer, year = a_title(chance), a_person(chance), chance.randint(1985, 2026)
        for _ in range(chance.randint(1, 20)):
            documents.extend(_arrangements(chance, series, composer, year, len(documents)))
    return documents[:size]


def _arrangements(
    chance: random.Random, series: tuple[str, str, str], composer: str, year: int, first: int
) -> list[Document]:
    japanese, romaji, english = a_title(chance)
    titles = chance.choice(((japanese,), (romaji,), (japanese, romaji), (romaji, english)))
    kind, singer = chance.choice(KINDS), a_person(chance)
    return [
        Document(
            key,
            titles,
            chance.choice((series, series[:1], series[1:])),
            composers=(composer,),
            arrangers=(a_person(chance),),
            vocalists=(singer,) if kind != "BGM" else (),
            kind=kind,
            number=chance.randint(1, 4) if kind in {"OP", "ED"} else None,
            version=chance.choice(VERSIONS),
            year=year,
            season=chance.choice(("winter", "spring", "summer", "fall")),
            format=chance.choice(("TV", "film", "OVA")),
            difficulty=chance.uniform(1, 9),
            file_name=f"{romaji} - {key}",
        )
        for key in range(first, first + chance.randint(1, 5))
    ]


def queries(documents: list[Document], count: int = QUERIES, seed: int = 2) -> list[str]:
    """What people type: titles, series and names, words of them, kanji, fields, with slips."""
    chance = random.Random(seed)  # noqa: S311 - a benchmark keeps no secrets
    typed = []
    for number in range(count):
        document = chance.choice(documents)
        title, series = chance.choice(document.titles), chance.choice(document.series)
        text = chance.choice((
            title,
            title.lower(),
            f"{title.split()[0]} {series.split()[0]}".lower(),
            f"{series} {document.composers[0].split()[1]}".lower(),
            f"{document.composers[0].split()[1]} kind:{document.kind}".lower(),
            f"{series.split()[0]} year:{document.year}".lower(),
        ))  # fmt: skip
        typed.append(slipped(text, chance) if number % 4 == 0 else text)
    return typed


def slipped(text: str, chance: random.Random) -> str:
    """The text with one letter changed, doubled, left out or exchanged with the next."""
    place = chance.randrange(len(text))
    before, letter, after = text[:place], text[place], text[place + 1 :]
    return before + chance.choice((
        chance.choice("aiueoknst") + after,
        letter * 2 + after,
        after,
        after[:1] + letter + after[1:],
    ))  # fmt: skip


def cpu_ms(action: Callable[[], object]) -> float:
    """How much CPU a call costs, in milliseconds."""
    start = time.process_time()
    action()
    return (time.process_time() - start) * 1e3


def memory_mb() -> float:
    """The most memory used so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def tell(sentence: str) -> None:
    """Write a line."""
    sys.stdout.write(f"{sentence}\n")


def main() -> None:
    """Tell the figures."""
    documents = library()
    before = memory_mb()
    first = cpu_ms(lambda: SearchIndex(documents))
    again = cpu_ms(lambda: SearchIndex(documents[1:]))
    tell(f"index of {len(documents)}: {first:.0f} ms, again after a change {again:.0f} ms")
    index = SearchIndex(documents)
    # The program does the same once its first screen stands.
    gc.collect()
    gc.freeze()
    texts = queries(documents)
    strokes = dict.fromkeys(text[:end] for text in texts for end in range(1, len(text) + 1))
    cpu_ms(lambda: index.find("takarmono"))
    costs = {stroke: cpu_ms(partial(index.find, stroke)) for stroke in strokes}
    each = sorted(costs.values())
    tell(
        f"{len(each)} keystrokes: median {statistics.median(each):.1f} ms, "
        f"p95 {each[int(len(each) * 0.95)]:.1f} ms, most {each[-1]:.1f} ms"
    )
    found = sum(bool(index.find(text)) for text in texts)
    tell(f"{found} of {len(texts)} queries find something")
    tell(f"memory {memory_mb() - before:.0f} MB more than before")
    for text in sorted(costs, key=costs.__getitem__)[-5:]:
        tell(f"  {costs[text]:5.1f} ms  {len(index.find(text))} hits  {text}")


if __name__ == "__main__":
    main()
