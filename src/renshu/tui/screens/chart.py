"""What the rooms of trends have in common: a chart, its numbers as a table, a picture to keep."""

from typing import Generic, TypeVar

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Label

from renshu.errors import RenshuError
from renshu.evening.trend_pictures import keep_picture
from renshu.tui.services import ScreenServices
from renshu.tui.widgets.listing import Listing

_Result = TypeVar("_Result")


class ChartScreen(Screen[_Result], Generic[_Result]):
    """A screen with a chart of class `chart` and its numbers in the list `#numbers`.

    Args:
        services: Where the history is.
    """

    AUTO_FOCUS = ""

    DEFAULT_CSS = """
    ChartScreen .chart { margin-top: 1; }
    ChartScreen #numbers { display: none; }
    ChartScreen.-numbers #numbers { display: block; }
    ChartScreen.-numbers .chart { display: none; }
    """

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services = services

    @property
    def shows_numbers(self) -> bool:
        """Whether the table stands in the place of the chart."""
        return self.has_class("-numbers")

    def action_numbers(self) -> None:
        """The table in the place of the chart, or the chart again."""
        self.toggle_class("-numbers")
        self.set_focus(self.query_one("#numbers", Listing) if self.shows_numbers else self.resting)

    def action_picture(self) -> None:
        """Keep what is seen as a picture."""
        try:
            path = keep_picture(self._services.folders, *self.picture())
        except RenshuError as error:
            self.app.notify(error.sentence, title=error.title, severity="warning")
        else:
            self.app.notify(str(path), title="The picture is in")

    def action_leave(self) -> None:
        """Back to the screen below."""
        self.dismiss()

    @property
    def resting(self) -> Widget | None:
        """What has the focus while the chart is seen."""
        return None

    def picture(self) -> tuple[str, str]:
        """The name of a picture of what is seen, and its SVG."""
        raise NotImplementedError

    def tell(self, sentence: str) -> None:
        """Say something in the line below."""
        label = self.query_one("#sentence", Label)
        # Another sentence lays the whole screen out again.
        if label.content != sentence:
            label.update(sentence)
