"""What can be done at the piano, with the sections of a piece and with a tempo ladder."""

from renshu.tui.actions.action import Action, Where

PRACTICE: tuple[Action, ...] = (
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
