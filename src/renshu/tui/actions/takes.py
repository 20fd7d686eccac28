"""What can be done with takes: one alone, all of them, two side by side."""

from renshu.tui.actions.action import Action, Where

TAKES: tuple[Action, ...] = (
    Action(
        "review.practise", "enter", "Practise", "Practise the chosen bars in a loop", Where.REVIEW
    ),
    Action("review.again", "space", "Again", "Play the same passage again", Where.REVIEW),
    Action(
        "review.bars", "v", "Bars", "How the bars of the piece went, day by day", Where.REVIEW
    ),
    Action("review.diary", "d", "Diary", "What the take was made of, one by one", Where.REVIEW),
    Action("review.history", "h", "History", "Look at the takes of this piece", Where.REVIEW),
    Action("review.leave", "escape", "Back", "Back to where you were", Where.REVIEW),
    Action(
        "diary.practise", "enter", "Practise", "Practise it again, with those hands in that tempo",
        Where.DIARY,
    ),
    Action("diary.leave", "escape", "Back", "Back to the review", Where.DIARY),
    Action("history.open", "enter", "Review", "Open the review of the take", Where.HISTORY),
    Action("history.replay", "space", "Replay", "Play the take again, as it was", Where.HISTORY),
    Action(
        "history.compare", "c", "Compare", "Mark a take, then compare another with it",
        Where.HISTORY,
    ),
    Action("history.search", "slash", "Search", "Search takes by their titles", Where.HISTORY),
    Action(
        "history.only_piece", "f", "Piece", "Only takes of this piece, or of all", Where.HISTORY
    ),
    Action("history.export", "e", "Export", "Write the take as MIDI, CSV or JSON", Where.HISTORY),
    Action(
        "history.rejudge", "a", "Judge again", "Let the newest review judge the take again",
        Where.HISTORY, False,
    ),
    Action(
        "history.delete", "x,delete", "Delete", "Throw the take away", Where.HISTORY, False
    ),
    Action(
        "history.restore", "u", "Restore", "Bring back the take that was deleted last",
        Where.HISTORY, False,
    ),
    Action(
        "history.bars", "v", "Bars", "How the bars of the piece went, day by day", Where.HISTORY
    ),
    Action(
        "history.trends", "r", "Trends", "How it goes from day to year: curves", Where.HISTORY
    ),
    Action("history.calendar", "y", "Calendar", "The days on which you practised", Where.HISTORY),
    Action("history.leave", "escape", "Back", "Back to where you were", Where.HISTORY),
    Action("replay.pause", "space", "Pause", "Pause, go on, or play it once more", Where.REPLAY),
    Action("replay.bar_back", "left", "Bar back", "A bar back", Where.REPLAY),
    Action("replay.bar_on", "right", "Bar on", "A bar on", Where.REPLAY),
    Action("replay.slower", "down", "Slower", "Replay it slower", Where.REPLAY),
    Action("replay.faster", "up", "Faster", "Replay it faster", Where.REPLAY),
    Action("replay.go_to", "g", "Go to bar", "Say at which bar to go on", Where.REPLAY),
    Action(
        "replay.from_start", "home", "From start", "From the beginning of the take", Where.REPLAY,
        False,
    ),
    Action(
        "replay.views", "tab", "View", "Score, falling notes, keys: what is seen", Where.REPLAY,
        False,
    ),
    Action(
        "replay.zoom", "f9", "Zoom", "Larger or smaller notation and falling notes", Where.REPLAY,
        False,
    ),
    Action("replay.leave", "escape", "Back", "Back to where you were", Where.REPLAY),
    Action(
        "compare.practise", "enter", "Practise", "Practise the chosen bars in a loop", Where.COMPARE
    ),
    Action("compare.chart", "tab", "Chart", "Tempo or timing, bar by bar", Where.COMPARE),
    Action(
        "compare.order", "s", "Order", "Bars as they come, or by what has changed most",
        Where.COMPARE,
    ),
    Action("compare.leave", "escape", "Back", "Back to where you were", Where.COMPARE),
)  # fmt: skip
