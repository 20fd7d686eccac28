from concurrent.futures import ThreadPoolExecutor

from renshu.library.search.readings import readings, words


def test_every_reading_of_a_word_counts() -> None:
    assert {"たからもの", "ほうもつ"} <= set(readings("宝物"))
    assert {"あす", "あした"} <= set(readings("明日"))


def test_every_reading_of_a_word_in_a_text_counts() -> None:
    assert {"いちばんのたからもの", "いちばんのほうもつ"} <= set(readings("一番の宝物"))


def test_the_words_together_are_the_text() -> None:
    found = words("一番の宝物")
    assert [word.text for word in found] == ["一番", "の", "宝物"]
    assert "たからもの" in found[2].readings


def test_a_sign_that_nobody_reads_has_no_reading() -> None:
    assert "きごう" not in readings("〆")


def test_the_readings_of_a_text_are_not_too_many() -> None:
    assert 0 < len(readings("生生生生生生生")) <= 8


def test_threads_take_turns() -> None:
    texts = [f"{first}の{second}" for first in "夏空星月花雪風海" for second in "夢声歌影鳥詩"]
    alone = {text: words.__wrapped__(text) for text in texts}
    with ThreadPoolExecutor(4) as threads:
        assert dict(zip(texts, threads.map(words.__wrapped__, texts), strict=True)) == alone
