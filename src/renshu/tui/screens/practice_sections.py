"""Sections in the practice room: marked, kept, gone through, and looped."""

import asyncio
from collections.abc import Callable
from fractions import Fraction
from functools import partial

from textual import work

from renshu.errors import RenshuError
from renshu.evening import choices
from renshu.evening.studied import Studied, study
from renshu.practice.section import Section, neighbour, section_of, spanned
from renshu.score.bars import span_text
from renshu.score.beats import beats_away
from renshu.score.passage import Passage
from renshu.tui.asking import ask_name, ask_span, span_meant
from renshu.tui.messages import BarsDrawn, SpanChosen
from renshu.tui.screens.practice_choices import WithChoices
from renshu.tui.screens.practice_opening import Opening
from renshu.tui.screens.sections import SectionsScreen


class WithSections(WithChoices):
    """A room in which any stretch of the piece is a section to loop."""

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        self._studied = Studied()
        self._marked: Fraction | None = None
        self._unwritten: list[Callable[[], None]] = []
        self._writing = asyncio.Lock()

    def on_mount(self) -> None:
        """Look for sections behind the screen."""
        self._study()

    # Marking

    def action_mark_start(self) -> None:
        """Let the section begin where the music is."""
        section, moment = self._section, self._moment
        if section is not None and moment < section.end:
            self._loop(spanned(self._score, moment, beats_away(self._score, section.end, -1)))
        else:
            self._marked = moment
            self.notify(f"The section begins at {self._place(moment)}; now mark where it ends.")

    def action_mark_end(self) -> None:
        """Let the section end with the beat where the music is, and loop it."""
        section = self._section
        start = section.start if section is not None else self._marked
        if start is None:
            self.notify("Mark first where the section begins.")
        else:
            self._loop(spanned(self._score, start, self._moment))

    def action_start_earlier(self) -> None:
        """Let the section begin a beat earlier."""
        self._stretch(-1, 0)

    def action_start_later(self) -> None:
        """Let the section begin a beat later."""
        self._stretch(1, 0)

    def action_end_earlier(self) -> None:
        """Let the section end a beat earlier."""
        self._stretch(0, -1)

    def action_end_later(self) -> None:
        """Let the section end a beat later."""
        self._stretch(0, 1)

    def on_span_chosen(self, message: SpanChosen) -> None:
        """Loop what the mouse was drawn over."""
        self._loop(spanned(self._score, message.first, message.last))

    def on_bars_drawn(self, message: BarsDrawn) -> None:
        """Loop the bars that the mouse was drawn over."""
        first, last = message.measures[0], message.measures[-1]
        measures = self._score.measures
        self._loop(Section(measures[first].onset, measures[last].end))

    def _stretch(self, start: int, end: int) -> None:
        section = self._section
        if section is None:
            self.notify("There is no section yet: mark one, or loop some bars.")
            return
        first = beats_away(self._score, section.start, start)
        last = beats_away(self._score, section.end, end)
        if first < last:
            self._loop(Section(first, last))

    # Looping

    def action_loop(self) -> None:
        """Ask for the stretch to repeat, or end the loop."""
        if self._section is not None:
            self.action_from_start()
        else:
            asking = ask_span(self._score, self._here, self._studied.kept)
            self.app.push_screen(asking, self._loop_answer)

    def _loop_answer(self, text: str | None) -> None:
        section = span_meant(self._score, text, self._studied.kept) if text else None
        if section is not None:
            self._loop(section)

    def action_loop_here(self) -> None:
        """Loop the section in which the music is."""
        section = self._studied.around(self._moment)
        if section is not None:
            self._loop(section)

    def action_next_section(self) -> None:
        """Loop the section that comes next."""
        self._go_by(1)

    def action_previous_section(self) -> None:
        """Loop the section before."""
        self._go_by(-1)

    def action_overlap(self) -> None:
        """Loops with the first beat of what follows, or without it."""
        setup = choices.other_overlap(self._run.setup)
        self._again(setup)
        self.notify(
            "Loops go on to the first beat of what follows."
            if setup.overlaps
            else "Loops end where the section ends."
        )

    def action_count_in(self) -> None:
        """No bar counted before the music, one, or two."""
        setup = choices.next_count_in(self._run.setup)
        self._again(setup)
        bars = ("No bar is", "One bar is", "Two bars are")[setup.count_in]
        self.notify(f"{bars} counted before the music, in tempo mode.")

    def _go_by(self, steps: int) -> None:
        here = self._section
        if here is None:
            self.action_loop_here()
        elif (section := neighbour(self._studied.line, here, steps)) is not None:
            self._loop(section)

    def _loop(self, section: Section) -> None:
        self._marked = None
        passage = section.passage(self._run.setup.passage.hands)
        self._again(choices.for_passage(self._run.setup, passage))

    def _after_review(self, passage: Passage | None) -> None:
        """A loop that overlaps is practised again as it was, not with its overlap as a part."""
        run = self._run
        super()._after_review(run.setup.passage if passage == run.session.passage else passage)

    # Keeping

    @work(exclusive=True, group="sections")
    async def action_sections(self) -> None:
        """All sections, those kept and those proposed."""
        await self._look_again()
        screen = SectionsScreen(self._services, self._score, self._studied, self._section)
        self.app.push_screen(screen, self._loop_chosen)

    def _loop_chosen(self, section: Section | None) -> None:
        self._study()
        if section is not None:
            self._loop(section)

    def action_keep_section(self) -> None:
        """Ask for a name, and keep the section under it."""
        section = self._section
        if section is None:
            self.notify("There is no section to keep yet: mark one, or loop some bars.")
            return
        stretch = span_text(self._score, section.start, section.end)
        name = self._studied.name_of(section)
        self.app.push_screen(ask_name(stretch, name), partial(self._keep_as, section))

    def _keep_as(self, section: Section, name: str | None) -> None:
        if name:
            named = Section(section.start, section.end, name)
            self._keep(lambda: self._services.history.sections.keep(self._score.id, named))
            self._study()
            self.notify(f"“{name}” is kept with the piece.")

    def _keep(self, store: Callable[[], None]) -> None:
        """Write something down behind the screen, one after the other."""
        self._unwritten.append(store)
        self._write()

    @work(group="keeping")
    async def _write(self) -> None:
        async with self._writing:
            while self._unwritten:
                try:
                    await asyncio.to_thread(self._unwritten.pop(0))
                except RenshuError as error:
                    self._services.on_fault(error)

    @work(exclusive=True, group="studying")
    async def _study(self) -> None:
        await self._look_again()

    async def _look_again(self) -> None:
        async with self._writing:
            try:
                self._studied = await asyncio.to_thread(study, self._services, self._score)
            except RenshuError as error:
                self._services.on_fault(error)

    @property
    def _section(self) -> Section | None:
        """The section that is looped."""
        passage = self._run.setup.passage
        return section_of(passage) if passage.is_looped else None

    @property
    def _moment(self) -> Fraction:
        """Where the music is, in written time."""
        position = self._run.session.place.position
        return position.onset if position else self._run.setup.passage.start

    def _place(self, moment: Fraction) -> str:
        return span_text(self._score, moment, beats_away(self._score, moment, 1))
