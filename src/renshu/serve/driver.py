"""Textual's terminal in a browser, which ends the program when the browser has gone."""

from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp


class BrowserDriver(WebDriver):
    """A page of `renshu serve`."""

    def run_input_thread(self) -> None:
        """Take what the page sends; when nothing can come any more, the program ends."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(ExitApp())
