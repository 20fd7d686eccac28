"""What the player says of the library: titles, wishes, and what belongs together."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from textual import work

from renshu.errors import RenshuError
from renshu.tui.screens.library_intake import WithIntake
from renshu.tui.services import ScreenServices

if TYPE_CHECKING:
    from renshu.library.catalogue import Catalogue, Entry
    from renshu.tui.browsing.items import Item

ADVICE = "Your files stay as they are. A field that you empty is again what they say."


class WithWords(WithIntake):
    """A library that the player sets in order."""

    def __init__(self, services: ScreenServices) -> None:
        super().__init__(services)
        self._removed: list[Entry] = []

    def action_edit(self) -> None:
        """Say what score, track and series are called, and all else."""
        from renshu.tui.browsing.forms import edit_form, save
        from renshu.tui.screens.form import FormScreen

        item = self.item
        if item is None or item.thing is None:
            return
        form = FormScreen(
            edit_form(item), lambda words: save(self._services.catalogue, item, words), ADVICE
        )
        self.app.push_screen(form, self._said)

    def action_want(self) -> None:
        """Write down a track that there is no score of."""
        from renshu.tui.browsing.forms import WISH, want
        from renshu.tui.screens.form import FormScreen

        wished: list[int] = []

        def save(words: Mapping[str, str]) -> None:
            wished.append(want(self._services.catalogue, words))

        def said(is_saved: bool | None) -> None:
            if is_saved:
                self.read_again(lambda: self.go_to(f"track {wished[-1]}"))

        advice = "When a score of it comes in, the two meet."
        self.app.push_screen(FormScreen(WISH, save, advice), said)

    def action_unwant(self) -> None:
        """Take a track off the list of what one wants to learn."""
        item = self.item
        if item is not None and item.track is not None and item.track.wanted_at is not None:
            number = item.track.id
            self._change(lambda catalogue: catalogue.set_wanted(number, is_wanted=False))

    def action_remove(self) -> None:
        """Take a score out of the library; its file stays."""
        entry = self.item.entry if self.item is not None else None
        if entry is not None:
            self._removed.append(entry)
            said = f"“{entry.title}” is out of the library; its file stays. `u` brings it back."
            self._change(lambda catalogue: catalogue.remove(entry.id), partial(self.tell, said))

    def action_restore(self) -> None:
        """Bring back the score that was taken out last, and go there."""
        from renshu.tui.browsing.items import key_of

        if not self._removed:
            return
        entry = self._removed.pop()

        def is_back() -> None:
            self.go_to(key_of(entry))
            self.tell(f"“{entry.title}” is back.")

        self._change(lambda catalogue: catalogue.restore(entry.id), is_back)

    def action_merge(self) -> None:
        """Make one of two series or tracks, or give a score its track."""
        from renshu.tui.browsing.merging import offers

        item = self.item
        if item is None:
            return
        offer = offers(item, self._browser.collection.shelf)
        if offer is None:
            return

        from renshu.tui.screens.pick import PickScreen

        def picked(key: str | None) -> None:
            if key is not None:
                self._change(lambda catalogue: offer.merge(catalogue, int(key)))

        self.app.push_screen(PickScreen(offer.question, offer.choices), picked)

    def go_to(self, key: str) -> None:
        """Put the cursor on a line, unfolding what it is below."""
        from renshu.tui.widgets.listing import Listing

        item = self._item_called(key)
        if item is not None:
            self.browse(self._browser.showing(item))
        self.query_one(Listing).select(key)

    def _item_called(self, key: str) -> "Item | None":
        from renshu.tui.browsing.items import Item

        shelf = self._browser.collection.shelf
        items = (*map(Item, shelf.entries), *map(Item, shelf.tracks))
        return next((item for item in items if item.key == key), None)

    def _said(self, is_saved: bool | None) -> None:
        if is_saved:
            self.read_again()

    @work(thread=True, group="words")
    def _change(
        self,
        change: "Callable[[Catalogue], object]",
        then: Callable[[], object] | None = None,
    ) -> None:
        try:
            change(self._services.catalogue)
        except RenshuError as error:
            self.app.call_from_thread(self.tell, error.sentence)
        else:
            self.app.call_from_thread(self.read_again, then)
