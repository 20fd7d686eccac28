import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.library.importing.pasting import paths_from_paste


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("/home/me/a.mxl", ["/home/me/a.mxl"]),
        ("'/home/me/my song.mxl'", ["/home/me/my song.mxl"]),
        ("'/home/me/my song.mxl' ", ["/home/me/my song.mxl"]),
        ('"/home/me/my song.mxl"', ["/home/me/my song.mxl"]),
        (r"/home/me/my\ song\ \(easy\).mxl", ["/home/me/my song (easy).mxl"]),
        ("/home/me/my song (easy).mxl", ["/home/me/my song (easy).mxl"]),
        ("/home/me/It's mine.mxl", ["/home/me/It's mine.mxl"]),
        (r"'/home/me/It'\''s.mxl'", ["/home/me/It's.mxl"]),
        ("~/scores", ["~/scores"]),
        ("/a.mxl /b.mxl", ["/a.mxl", "/b.mxl"]),
        ("'/a b.mxl' '/c d.mxl'", ["/a b.mxl", "/c d.mxl"]),
        ("/a.mxl\n/b.mxl\r\n", ["/a.mxl", "/b.mxl"]),
        ("file:///home/me/my%20song%20%E5%AE%9D.mxl", ["/home/me/my song 宝.mxl"]),
        ("file://localhost/home/a.mxl\r\nfile:///b.mxl\r\n", ["/home/a.mxl", "/b.mxl"]),
        ("file:///home/%231.mxl", ["/home/#1.mxl"]),
        ("file:///C:/scores/a.mxl", ["C:/scores/a.mxl"]),
        (r"C:\scores\my song.mxl", [r"C:\scores\my song.mxl"]),
        (r'"C:\my scores\a.mxl" "D:\b.mxl"', [r"C:\my scores\a.mxl", r"D:\b.mxl"]),
        (r"C:\a.mxl D:\b.mxl", [r"C:\a.mxl", r"D:\b.mxl"]),
        (r"\\server\scores\a.mxl", [r"\\server\scores\a.mxl"]),
        ("/a.mxl /a.mxl", ["/a.mxl"]),
        ("一番の宝物", []),
        ("haruhi satie", []),
        ("satie /a.mxl", []),
        ("/a.mxl\nand a remark", []),
        ("", []),
        ("\n \n", []),
        ("http://example.org/a.mxl", []),
    ],
)
def test_paths(text: str, paths: list[str]) -> None:
    assert list(paths_from_paste(text)) == [Path(path) for path in paths]


names = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")), min_size=1)
paths = names.map(lambda name: Path("/scores") / name.replace("/", "x").replace("\x85", "x"))


@given(st.lists(paths, min_size=1, max_size=4, unique=True))
def test_whatever_a_shell_would_read_is_read(those: list[Path]) -> None:
    text = " ".join(shlex.quote(str(path)) for path in those)
    assert paths_from_paste(text) == tuple(those)


@given(paths)
def test_an_address_of_a_file_is_read(path: Path) -> None:
    assert paths_from_paste(path.as_uri()) == (path,)


@given(st.text())
def test_nothing_fails(text: str) -> None:
    paths_from_paste(text)
