import renshu


def test_the_package_says_its_version() -> None:
    assert renshu.__version__
