"""What a key may do: one registry, from which bindings, footer, help and palette all come.

A second list of keys would drift from this one sooner or later, and then the help would lie.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from textual.binding import Binding, BindingType


class Where(StrEnum):
    """The room in which an action has a meaning; the value is the heading in the help."""

    EVERYWHERE = "Everywhere"
    LISTS = "Lists"
    DIALOGS = "Dialogs"
    LIBRARY = "Library"
    PRACTICE = "Practice"
    REVIEW = "Review"
    DIARY = "Diary"
    HISTORY = "History"
    REPLAY = "Replay"
    COMPARE = "Comparison"
    BARS = "Bars through time"
    TRENDS = "Trends"
    CALENDAR = "Calendar"
    TODAY = "Tonight"
    KEYBOARDS = "Keyboards"
    SECTIONS = "Sections"
    LADDER = "Tempo ladder"


@dataclass(frozen=True, slots=True)
class Action:
    """Something a player can make happen with a key."""

    id: str
    """The name under which the settings give it other keys, such as `practice.loop`."""
    keys: str
    """Textual's names of the keys, separated by commas."""
    label: str
    """One or two words for the footer."""
    description: str
    """A sentence without its full stop, for help and palette."""
    where: Where
    is_shown: bool = True
    """Whether the footer has room for it."""
    is_priority: bool = False
    """Whether it comes before the widget that has the focus."""

    @property
    def method(self) -> str:
        """The Textual action: `action_<method>` of the screen, or of the app everywhere."""
        room, _, name = self.id.partition(".")
        return f"app.{name}" if room == "app" else name


ACTIONS: tuple[Action, ...] = (
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
    Action("practice.stop", "escape", "Stop", "Stop, and review the take", Where.PRACTICE),
    Action(
        "practice.start", "space", "Start", "Start, pause or go on", Where.PRACTICE, True, True
    ),
    Action(
        "practice.again", "backspace", "Again", "The same passage from its beginning",
        Where.PRACTICE, False,
    ),
    Action("practice.mode", "f2", "Mode", "Free, wait or tempo", Where.PRACTICE),
    Action("practice.hands", "f3", "Hands", "Both hands, right or left alone", Where.PRACTICE),
    Action("practice.metronome", "f4", "Click", "Metronome on or off", Where.PRACTICE),
    Action("practice.loop", "f5", "Loop", "Choose bars to repeat, or end the loop", Where.PRACTICE),
    Action(
        "practice.sections", "f11,alt+s", "Sections", "Sections kept and proposed: loop one",
        Where.PRACTICE,
    ),
    Action(
        "practice.tempo", "ctrl+a", "Tempo", "Type or tap the tempo: 80%, 96, or four taps",
        Where.PRACTICE,
    ),
    Action("practice.listen", "ctrl+v", "Listen", "Hear the passage, or be quiet", Where.PRACTICE),
    Action(
        "practice.accompany", "ctrl+y", "Accompany",
        "The other hand, or the voice, played for you or not", Where.PRACTICE, False,
    ),
    Action(
        "practice.subdivision", "ctrl+z", "Subdivide",
        "Metronome: eighths, triplets, sixteenths between the beats", Where.PRACTICE, False,
    ),
    Action(
        "practice.views", "tab", "View", "Score, falling notes, keys: what is seen",
        Where.PRACTICE,
    ),
    Action(
        "practice.assign", "f8", "Assign", "Say which hand plays some bars", Where.PRACTICE, False
    ),
    Action(
        "practice.repeats", "f10", "Repeats", "Wait and tempo: play repeats, or every bar once",
        Where.PRACTICE, False,
    ),
    Action("practice.slower", "down", "Slower", "Five percent slower", Where.PRACTICE, False),
    Action("practice.faster", "up", "Faster", "Five percent faster", Where.PRACTICE, False),
    Action(
        "practice.little_slower", "ctrl+down", "A little slower", "One percent slower",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.little_faster", "ctrl+up", "A little faster", "One percent faster",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.loop_here", "ctrl+l", "Loop here", "Loop the section where the music is",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.next_section", "ctrl+right", "Next section", "Loop the section that comes next",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.previous_section", "ctrl+left", "Section before", "Loop the section before",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.mark_start", "left_square_bracket", "Mark start",
        "A section begins where the music is", Where.PRACTICE, False,
    ),
    Action(
        "practice.mark_end", "right_square_bracket", "Mark end",
        "The section ends with this beat: loop it", Where.PRACTICE, False,
    ),
    Action(
        "practice.start_earlier", "shift+up", "Start earlier", "The loop begins a beat earlier",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.start_later", "shift+down", "Start later", "The loop begins a beat later",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.end_earlier", "shift+left", "End earlier", "The loop ends a beat earlier",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.end_later", "shift+right", "End later", "The loop ends a beat later",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.mark_by_playing", "ctrl+b", "Mark by playing",
        "Play the first and the last chord of a section", Where.PRACTICE, False,
    ),
    Action(
        "practice.keep_section", "alt+k", "Keep", "Give the loop a name, and keep it",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.overlap", "plus", "Overlap", "Loops go on to the first beat of what follows",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.count_in", "equals_sign", "Count-in", "No bar counted before the music, one, two",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.ladder", "ctrl+d", "Ladder", "Tempo ladder: clean rounds make the loop faster",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.ladder_log", "alt+d", "Rungs", "Tempo ladder: its rungs so far, and its terms",
        Where.PRACTICE, False,
    ),
    Action("practice.bar_back", "left", "Bar back", "Begin a bar earlier", Where.PRACTICE, False),
    Action("practice.bar_on", "right", "Bar on", "Begin a bar later", Where.PRACTICE, False),
    Action(
        "practice.from_start", "home", "From start", "Back to the first bar", Where.PRACTICE, False
    ),
    Action(
        "practice.skip", "enter", "Skip", "Wait mode: go past the keys it waits for",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.piano_keys", "f6", "Piano", "Computer keyboard as piano on or off",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.octave_down", "pagedown", "Octave down", "Computer keyboard an octave lower",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.octave_up", "pageup", "Octave up", "Computer keyboard an octave higher",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.go_to", "ctrl+g,g", "Go to bar", "Say at which bar to begin", Where.PRACTICE,
        False,
    ),
    Action(
        "practice.names", "ctrl+n", "Names", "Names of the notes, shown or not", Where.PRACTICE,
        False,
    ),
    Action(
        "practice.zoom", "f9", "Zoom", "Larger or smaller notation and falling notes",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.memory", "ctrl+r", "Memory",
        "From memory: hide heads, a hand, every other bar, all", Where.PRACTICE, False,
    ),
    Action(
        "practice.memory_back", "ctrl+e", "Memory back", "From memory: hide less", Where.PRACTICE,
        False,
    ),
    Action(
        "practice.peek", "end", "Peek", "From memory: see this bar; it is noted in the take",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.reveal", "ctrl+o", "Reveal",
        "From memory: notes appear when they are played right, or not", Where.PRACTICE, False,
    ),
    Action(
        "practice.guard", "ctrl+f", "Fade", "Sight-reading: bars that were played fade, or not",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.transpose_up", "ctrl+shift+up", "Higher", "Transpose the piece a semitone up",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.transpose_down", "ctrl+shift+down", "Lower",
        "Transpose the piece a semitone down", Where.PRACTICE, False,
    ),
    Action(
        "practice.as_written", "ctrl+home", "As written", "In the key that it is written in",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.lights", "ctrl+w", "Lights", "Light the next keys over MIDI, or not",
        Where.PRACTICE, False,
    ),
    Action(
        "practice.notices", "f7", "Notices", "Read what loading repaired or left out",
        Where.PRACTICE, False,
    ),
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
    Action("today.start", "enter", "Play", "Go to the piano with it", Where.TODAY),
    Action("today.skip", "s,delete", "Skip", "Not this one, tonight", Where.TODAY),
    Action("today.more", "plus,right", "More", "Five minutes more tonight", Where.TODAY),
    Action("today.less", "minus,left", "Less", "Five minutes fewer tonight", Where.TODAY),
    Action("today.goal", "g", "Goal", "Say by when the piece shall be ready", Where.TODAY),
    Action("today.leave", "escape", "Back", "Back to where you were", Where.TODAY),
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
    Action("keyboards.choose", "enter", "Choose", "Hear this keyboard first", Where.KEYBOARDS),
    Action(
        "keyboards.together", "space", "Together", "Hear this one besides, or not", Where.KEYBOARDS
    ),
    Action(
        "keyboards.calibrate", "c", "Calibrate", "Measure how late its keys come", Where.KEYBOARDS
    ),
    Action("keyboards.range_test", "r", "Range", "Find out which keys it has", Where.KEYBOARDS),
    Action("keyboards.leave", "escape", "Back", "Back to where you were", Where.KEYBOARDS),
    Action("sections.loop_section", "enter", "Loop", "Loop the chosen section", Where.SECTIONS),
    Action("sections.keep", "n", "Name", "Keep it under a name, or another name", Where.SECTIONS),
    Action("sections.delete", "x,delete", "Delete", "Keep it no longer", Where.SECTIONS),
    Action("sections.log", "l", "Ladder", "Every rung of its tempo ladder", Where.SECTIONS),
    Action(
        "sections.known", "i", "I know it", "You know it: it comes back later", Where.SECTIONS
    ),
    Action(
        "sections.again", "a", "Again", "You do not know it: it is learned again", Where.SECTIONS
    ),
    Action("sections.due", "d", "Due", "Set the day on which it comes back", Where.SECTIONS),
    Action("sections.leave", "escape", "Back", "Back to the piece", Where.SECTIONS),
    Action("ladder.terms", "t,enter", "Terms", "Change goal, step, what is clean", Where.LADDER),
    Action("ladder.leave", "escape", "Back", "Back to where you were", Where.LADDER),
)  # fmt: skip
"""Every action of the program, in the order in which footer and help show them."""


def bindings(where: Where) -> list[BindingType]:
    """Textual's bindings for one room; their ids are what the settings rebind by."""
    return [
        Binding(
            action.keys,
            action.method,
            action.label,
            show=action.is_shown,
            tooltip=action.description,
            priority=action.is_priority,
            id=action.id,
        )
        for action in ACTIONS
        if action.where is where
    ]


def keys_of(action: Action, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """The keys that work now: those of the keymap where it has some, else the usual ones."""
    return tuple(key.strip() for key in keymap.get(action.id, action.keys).split(","))


def unknown_keys(keymap: Mapping[str, str]) -> tuple[str, ...]:
    """A sentence for every id of a keymap that no action has."""
    ids = [action.id for action in ACTIONS]
    return tuple(_unknown(name, ids) for name in keymap if name not in ids)


def _unknown(name: str, ids: list[str]) -> str:
    near = get_close_matches(name, ids, n=1, cutoff=0.4)
    hint = f"; did you mean “{near[0]}”?" if near else "."
    return f"The settings give keys to “{name}”, which is nothing renshu does{hint}"
