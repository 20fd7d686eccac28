"""What can be done in the library."""

from renshu.tui.actions.action import Action, Where

LIBRARY: tuple[Action, ...] = (
    Action("library.open", "enter", "Open", "Open the score, or what is below it", Where.LIBRARY),
    Action("library.search", "slash", "Search", "Search titles, composers, series", Where.LIBRARY),
    Action("library.view", "tab", "View", "As a table, or series by series", Where.LIBRARY),
    Action("library.filter", "f", "Filter", "Only some: a kind, a level, a series", Where.LIBRARY),
    Action("library.listen", "space", "Listen", "Hear the opening, or be quiet", Where.LIBRARY),
    Action("library.add", "a", "Add", "Add files, folders or archives", Where.LIBRARY),
    Action(
        "library.edit", "e", "Edit", "Say what series, track or score is called", Where.LIBRARY,
        False,
    ),
    Action("library.history", "h", "History", "Look at the takes so far", Where.LIBRARY),
    Action(
        "library.takes", "H", "Takes", "Look at the takes of this score", Where.LIBRARY, False
    ),
    Action("library.today", "p", "Tonight", "What to practise tonight, and why", Where.LIBRARY),
    Action(
        "library.goal", "g", "Goal", "Say by when the piece shall be ready", Where.LIBRARY, False
    ),
    Action(
        "library.bars", "v", "Bars", "How the bars of the score went, day by day", Where.LIBRARY,
        False,
    ),
    Action(
        "library.trends", "r", "Trends", "How it goes from day to year: curves", Where.LIBRARY,
        False,
    ),
    Action(
        "library.calendar", "y", "Calendar", "The days on which you practised", Where.LIBRARY,
        False,
    ),
    Action(
        "library.blind", "b", "Blind", "Be named a piece you know: play it by heart", Where.LIBRARY,
        False,
    ),
    Action("library.details", "d", "Details", "All that is known of it", Where.LIBRARY, False),
    Action("library.themes", "t", "Themes", "Go where its themes return", Where.LIBRARY, False),
    Action("library.order", "s", "Order", "Order by the next column", Where.LIBRARY, False),
    Action("library.turn", "S", "Turn", "Order the other way round", Where.LIBRARY, False),
    Action("library.unfold", "right", "Unfold", "Show what is below it", Where.LIBRARY, False),
    Action("library.fold", "left", "Fold", "Hide what is below it", Where.LIBRARY, False),
    Action(
        "library.want", "n", "Want", "Write down a track that you want to learn", Where.LIBRARY,
        False,
    ),
    Action(
        "library.wanted", "w", "Wanted", "Only what you want to learn, or everything",
        Where.LIBRARY, False,
    ),
    Action(
        "library.unwant", "delete", "Unwant", "Take it off the list of what you want to learn",
        Where.LIBRARY, False,
    ),
    Action(
        "library.remove", "x", "Remove", "Take the score out of the library; its file stays",
        Where.LIBRARY, False,
    ),
    Action(
        "library.restore", "u", "Restore", "Bring back the score that was taken out last",
        Where.LIBRARY, False,
    ),
    Action(
        "library.merge", "m", "Merge", "Make one of two series or tracks; give a score its track",
        Where.LIBRARY, False,
    ),
    Action(
        "library.piano_keys", "f6", "Piano", "Computer keyboard as piano, to find what you play",
        Where.LIBRARY, False,
    ),
    Action("library.notices", "i", "Notices", "Read what could not be used", Where.LIBRARY, False),
    Action(
        "library.leave", "escape", "Clear", "Clear the search, or stop what is going on",
        Where.LIBRARY, False,
    ),
)  # fmt: skip
