"""What is said: one line after the other on standard output, never into what is being typed."""

import sys

from renshu.harmless import harmless


class Voice:
    """Writes lines; while an order is being typed they wait."""

    def __init__(self) -> None:
        self._is_held = False
        self._waiting: list[str] = []

    def say(self, line: str) -> None:
        """Say a line, as soon as nothing is being typed."""
        self._waiting.append(line)
        self.hold(self._is_held)

    def hold(self, is_held: bool) -> None:
        """Hold back what is to be said, or let it out."""
        self._is_held = is_held
        if not is_held:
            waiting, self._waiting = self._waiting, []
            self.echo("".join(f"{harmless(line)}\n" for line in waiting))

    def echo(self, text: str) -> None:
        """Show what is typed."""
        sys.stdout.write(text)
        sys.stdout.flush()
