"""What can be done with MIDI keyboards."""

from renshu.tui.actions.action import Action, Where

KEYBOARDS: tuple[Action, ...] = (
    Action("keyboards.choose", "enter", "Choose", "Hear this keyboard first", Where.KEYBOARDS),
    Action(
        "keyboards.together", "space", "Together", "Hear this one besides, or not", Where.KEYBOARDS
    ),
    Action(
        "keyboards.calibrate", "c", "Calibrate", "Measure how late its keys come", Where.KEYBOARDS
    ),
    Action("keyboards.range_test", "r", "Range", "Find out which keys it has", Where.KEYBOARDS),
    Action("keyboards.leave", "escape", "Back", "Back to where you were", Where.KEYBOARDS),
)  # fmt: skip
