"""What can be done with the plan for tonight."""

from renshu.tui.actions.action import Action, Where

TONIGHT: tuple[Action, ...] = (
    Action("today.start", "enter", "Play", "Go to the piano with it", Where.TODAY),
    Action("today.skip", "s,delete", "Skip", "Not this one, tonight", Where.TODAY),
    Action("today.more", "plus,right", "More", "Five minutes more tonight", Where.TODAY),
    Action("today.less", "minus,left", "Less", "Five minutes fewer tonight", Where.TODAY),
    Action("today.goal", "g", "Goal", "Say by when the piece shall be ready", Where.TODAY),
    Action("today.leave", "escape", "Back", "Back to where you were", Where.TODAY),
)  # fmt: skip
