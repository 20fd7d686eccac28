"""The line at the foot of every room: the keys that mean something there."""

from rich.segment import Segment
from textual.events import MouseDown, MouseMove
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from renshu.tui.drawing.key_line import Key, fitting, key_at


class KeyLine(Widget):
    """A footer that leaves out what does not fit any more, but never Help.

    Textual's own is a widget for every key: they cost more than all else on a screen that opens.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"key-line--key", "key-line--label", "key-line--pointed"}  # noqa: RUF012

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; width: 1fr; }
    KeyLine > .key-line--key {
        color: $footer-key-foreground;
        background: $footer-key-background;
        text-style: bold;
    }
    KeyLine > .key-line--label {
        color: $footer-description-foreground;
        background: $footer-description-background;
    }
    KeyLine > .key-line--pointed { background: $block-hover-background; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[Key, ...] | None = None
        self._pointed: Key | None = None

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys that are seen, from left to right."""
        if self._keys is None:
            self._keys = self._read()
        return tuple(fitting(self._keys, self.size.width))

    def on_mount(self) -> None:
        """Be told when other keys mean something."""
        self.screen.bindings_updated_signal.subscribe(self, self._look)

    def on_unmount(self) -> None:
        """Be told no more."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def on_mouse_down(self, event: MouseDown) -> None:
        """A click is the key."""
        if (key := self._key_at(event.x)) is not None:
            self.app.simulate_key(key.name)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Show what would be clicked, and say what it does."""
        self._point_at(self._key_at(event.x))

    def on_leave(self) -> None:
        """Nothing would be clicked."""
        self._point_at(None)

    def render_line(self, y: int) -> Strip:
        """The keys that fit."""
        del y
        segments = [segment for key in self.keys for segment in self._segments(key)]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _look(self, screen: Screen[object]) -> None:
        """See whether other keys mean something; a terminal that looks away changes nothing."""
        if not screen.app.app_focus or self._keys is None:
            return
        keys = self._read()
        if keys != self._keys:
            self._keys = keys
            self.refresh()

    def _read(self) -> tuple[Key, ...]:
        """All keys that have a place here, one for each action."""
        keys: dict[str, Key] = {}
        for _, binding, _, tooltip in self.screen.active_bindings.values():
            if binding.show and binding.action not in keys:
                sign = self.app.get_key_display(binding)
                keys[binding.action] = Key(
                    binding.key, sign, binding.description, binding.action, tooltip
                )
        return tuple(keys.values())

    def _segments(self, key: Key) -> tuple[Segment, Segment]:
        pointed = ("key-line--pointed",) if key == self._pointed else ()
        return (
            Segment(f" {key.sign} ", self.get_component_rich_style("key-line--key", *pointed)),
            Segment(f"{key.label} ", self.get_component_rich_style("key-line--label", *pointed)),
        )

    def _key_at(self, x: int) -> Key | None:
        return key_at(self.keys, self.size.width, x)

    def _point_at(self, key: Key | None) -> None:
        if key != self._pointed:
            self._pointed = key
            self.tooltip = key.words if key else None
            self.styles.pointer = "pointer" if key else "default"
            self.refresh()
