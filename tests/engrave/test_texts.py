import pytest

from renshu.engrave.texts import readable


@pytest.mark.parametrize(
    ("engraved", "read"),
    [
        ("Lent et douloureux\ueca5 = 72", "Lent et douloureux ♩ = 72"),
        ("Molto vivace\ueca3 \uecb7 = 80", "Molto vivace half. = 80"),
        ("Molto vivace \ueca3\uecb7 = 80", "Molto vivace half. = 80"),
        ("\ueca5 \uecb7 = 63", "♩. = 63"),
        ("half a bar . rest", "half a bar . rest"),
    ],
)
def test_musical_signs_read_as_a_terminal_has_them(engraved: str, read: str) -> None:
    assert readable(engraved) == read
