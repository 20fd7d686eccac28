"""What can be done with the long view: bars, curves and days."""

from renshu.tui.actions.action import Action, Where

PROGRESS: tuple[Action, ...] = (
    Action(
        "bars.practise", "enter", "Practise", "Practise the bar and its weak neighbours in a loop",
        Where.BARS,
    ),
    Action(
        "bars.weakest", "w", "Weakest", "To the bar that wants practice most, then to the next",
        Where.BARS,
    ),
    Action("bars.hands", "h", "Hands", "Both hands, the right or the left alone", Where.BARS),
    Action("bars.tempo", "t", "Tempo", "Any tempo, slow, nearly or at tempo", Where.BARS),
    Action("bars.rows", "d", "Days", "A row for each day, or for each take", Where.BARS),
    Action("bars.numbers", "n", "Numbers", "The bars as a table, or as cells", Where.BARS),
    Action("bars.picture", "s", "Save", "Keep it as a picture", Where.BARS),
    Action("bars.bar_back", "left", "Bar back", "One bar to the left", Where.BARS, False),
    Action("bars.bar_on", "right", "Bar on", "One bar to the right", Where.BARS, False),
    Action("bars.newer", "up", "Later", "One row up", Where.BARS, False),
    Action("bars.older", "down", "Earlier", "One row down", Where.BARS, False),
    Action("bars.leave", "escape", "Back", "Back to where you were", Where.BARS),
    Action(
        "trends.curve", "tab,t", "Curve", "Accuracy, tempo, steadiness, minutes", Where.TRENDS
    ),
    Action("trends.span", "d", "Days", "By day, week, month or year", Where.TRENDS),
    Action("trends.pieces", "p", "Pieces", "The piece, its series, all pieces", Where.TRENDS),
    Action("trends.numbers", "n", "Numbers", "As a table, or as a curve", Where.TRENDS),
    Action("trends.picture", "s", "Save", "Keep it as a picture", Where.TRENDS),
    Action("trends.leave", "escape", "Back", "Back to where you were", Where.TRENDS),
    Action("calendar.open", "enter", "Review", "Open the review of the take", Where.CALENDAR),
    Action("calendar.day_back", "left", "Day before", "The day before", Where.CALENDAR),
    Action("calendar.day_on", "right", "Day after", "The day after", Where.CALENDAR),
    Action(
        "calendar.week_back", "shift+left,pageup", "Week before", "The week before",
        Where.CALENDAR, False,
    ),
    Action(
        "calendar.week_on", "shift+right,pagedown", "Week after", "The week after",
        Where.CALENDAR, False,
    ),
    Action(
        "calendar.numbers", "n", "Numbers", "All days as a table, or as a year", Where.CALENDAR
    ),
    Action("calendar.picture", "s", "Save", "Keep it as a picture", Where.CALENDAR),
    Action("calendar.leave", "escape", "Back", "Back to where you were", Where.CALENDAR),
)  # fmt: skip
