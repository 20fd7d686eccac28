"""A form: fields in sections, of which those that were changed are saved."""

from collections.abc import Callable, Mapping, Sequence

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Label

from renshu.errors import RenshuError
from renshu.tui.actions import Where, bindings
from renshu.tui.browsing.forms import FormField, Section

Save = Callable[[Mapping[str, str]], object]
"""Keeps the fields that were changed, in a thread, or raises a `RenshuError`."""


class FormScreen(ModalScreen[bool]):
    """Ends with whether something was saved.

    Args:
        sections: The form.
        save: Keeps what was changed.
        advice: A sentence at the foot.
    """

    BINDINGS = bindings(Where.DIALOGS)

    def __init__(self, sections: Sequence[Section], save: Save, advice: str = "") -> None:
        super().__init__()
        self._sections, self._save, self._advice = sections, save, advice
        self._fields = {field.name: field for section in sections for field in section.fields}

    def compose(self) -> ComposeResult:
        """The sections, a line for each field, and what is wrong."""
        with Vertical(classes="dialog -form"):
            with VerticalScroll(can_focus=False):
                for section in self._sections:
                    yield Label(section.heading, classes="dialog-heading", markup=False)
                    for field in section.fields:
                        yield _line(field)
                    yield Label("")
            yield Label(self._advice, id="fault", classes="-advice", markup=False)
        yield Footer()

    def on_input_submitted(self) -> None:
        """Enter in a line saves."""
        self.action_accept()

    def action_accept(self) -> None:
        """Save what was changed."""
        changed = self._changed()
        if changed:
            self._keep(changed)
        else:
            self.dismiss(False)

    def action_close(self) -> None:
        """Leave all as it was."""
        self.dismiss(False)

    def _changed(self) -> dict[str, str]:
        values = {one.name or "": one.value.strip() for one in self.query(Input)}
        return {name: value for name, value in values.items() if value != self._fields[name].value}

    @work(thread=True, exclusive=True)
    def _keep(self, changed: Mapping[str, str]) -> None:
        try:
            self._save(changed)
        except RenshuError as error:
            self.app.call_from_thread(self._refuse, error.sentence)
        else:
            self.app.call_from_thread(self.dismiss, True)

    def _refuse(self, sentence: str) -> None:
        self.query_one("#fault", Label).remove_class("-advice").update(sentence)


def _line(field: FormField) -> Horizontal:
    name = Label(field.label, classes="field", markup=False)
    box = Input(field.value, placeholder=field.hint, name=field.name, select_on_focus=False)
    return Horizontal(name, box, classes="line")
