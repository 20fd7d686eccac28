"""What works in every room, in every list and in every dialog."""

from renshu.tui.actions.action import Action, Where

EVERYWHERE: tuple[Action, ...] = (
    Action("app.help", "question_mark,f1", "Help", "Show all keys", Where.EVERYWHERE),
    Action(
        "app.next_theme", "ctrl+t", "Theme", "Change to the next theme", Where.EVERYWHERE, False
    ),
    Action(
        "app.command_palette", "ctrl+p", "Commands", "Find a command by its name",
        Where.EVERYWHERE, False, True,
    ),
    Action(
        "app.echo", "ctrl+u", "Echo", "Sound what you play on the MIDI output, or not",
        Where.EVERYWHERE, False,
    ),
    Action(
        "app.next_output", "insert", "Output", "Sound on the next MIDI output",
        Where.EVERYWHERE, False,
    ),
    Action(
        "app.keyboards", "ctrl+k", "Keyboards", "Choose the MIDI keyboards that are heard",
        Where.EVERYWHERE, False,
    ),
    Action(
        "app.calibrate", "shift+f9,f21", "Calibrate",
        "Measure how late keys come, by tapping with clicks",
        Where.EVERYWHERE, False,
    ),
    Action(
        "app.range_test", "shift+f10,f22", "Range", "Find out which keys the piano has",
        Where.EVERYWHERE, False,
    ),
    Action(
        "app.orders", "f12", "From the piano", "What can be ordered by keys of the piano here",
        Where.EVERYWHERE, False,
    ),
    Action("app.quit", "ctrl+q,ctrl+c", "Quit", "Leave renshu", Where.EVERYWHERE, False, True),
    Action("list.up", "up,k", "Up", "One line up", Where.LISTS, False),
    Action("list.down", "down,j", "Down", "One line down", Where.LISTS, False),
    Action("list.page_up", "pageup", "Page up", "One page up", Where.LISTS, False),
    Action("list.page_down", "pagedown", "Page down", "One page down", Where.LISTS, False),
    Action("list.first", "home", "First", "To the first line", Where.LISTS, False),
    Action("list.last", "end", "Last", "To the last line", Where.LISTS, False),
    Action("dialog.accept", "enter", "Accept", "Take what was entered", Where.DIALOGS, False),
    Action("dialog.close", "escape", "Close", "Close, or cancel what is going on", Where.DIALOGS),
)  # fmt: skip
