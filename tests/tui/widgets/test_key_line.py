import gc
from pathlib import Path
from weakref import ref

from textual.app import App
from textual.widgets._footer import FooterKey

from renshu.tui.widgets.key_line import KeyLine
from support.screens import make_app, settle


def keys(app: App[None]) -> list[FooterKey]:
    return list(app.screen.query_one(KeyLine).query(FooterKey))


async def test_all_keys_that_are_shown_fit_and_help_is_one_of_them(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(62, 24)) as pilot:
        await settle(pilot)
        narrow = keys(app)
        assert narrow[-1].action == "app.help"
        assert all(key.region.right <= 62 for key in narrow)
        await pilot.resize_terminal(140, 24)
        await settle(pilot)
        wide = [key.action for key in keys(app)]
        assert len(wide) > len(narrow)
        assert [one for one in wide if one in {key.action for key in narrow}] == [
            key.action for key in narrow
        ]
        await pilot.resize_terminal(62, 24)
        await settle(pilot)
        assert [key.action for key in keys(app)] == [key.action for key in narrow]


async def test_keys_that_were_there_are_let_go_of(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test() as pilot:
        await settle(pilot)
        gone = [ref(key) for key in keys(app)]
        for _ in range(2):
            app.screen.query_one(KeyLine).refresh(recompose=True)
            await settle(pilot)
        gc.collect()
        assert gone
        assert not any(key() for key in gone)
