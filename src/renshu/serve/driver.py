"""Textual's terminal in a browser: never waited for, and missed when it has gone."""

from typing import IO, Any, cast

from textual.app import App
from textual.drivers._writer_thread import WriterThread
from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp


class BrowserDriver(WebDriver):
    """A page of `renshu serve`. Like the drivers of other terminals it writes in a thread."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._file = _Packets(super().write)
        self._writer: WriterThread | None = None

    def start_application_mode(self) -> None:
        """Begin to write and to read."""
        self._writer = WriterThread(cast("IO[str]", self._file))
        super().start_application_mode()
        self._writer.start()

    def stop_application_mode(self) -> None:
        """Write what is left, and the end."""
        if self._writer is not None:
            self._writer.stop()
        super().stop_application_mode()

    def write(self, data: str) -> None:
        """Hand over what is to be written."""
        if self._writer is not None:
            self._writer.write(data)

    def run_input_thread(self) -> None:
        """Take what the page sends; when nothing can come any more, the program ends."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(ExitApp())


class _Packets:
    """A file of packets, as textual-serve reads them."""

    def __init__(self, write: Any) -> None:
        self.write = write

    def flush(self) -> None:
        """Every packet goes out at once."""
