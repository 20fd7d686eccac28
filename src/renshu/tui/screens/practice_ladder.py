"""The tempo ladder in the practice room: each round of a loop counts."""

import time
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

from renshu.evening import choices
from renshu.evening.status import Status
from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.follow.follower import Mode
from renshu.follow.tolerance import STANDARD
from renshu.history.sections import KeptLadder
from renshu.practice.ladder import Ladder, Round, Terms
from renshu.practice.rounds import Rounds
from renshu.practice.section import Section
from renshu.practice.session import Command, SessionEvent
from renshu.practice.take import Tally
from renshu.score.passage import Passage, played_measures
from renshu.tui.drawing.ladder import ladder_text, pace, terms_text
from renshu.tui.screens.ladder import LadderScreen
from renshu.tui.screens.practice_sections import WithSections

_FOOT = 0.6
"""The tempo at which a ladder begins where the player is at its goal already."""

_REACH = STANDARD.early + STANDARD.late


class WithLadder(WithSections):
    """A room in which a section becomes faster by itself.

    In tempo mode another tempo begins with the next round, counted in; where the score waits, it is
    what the section is due at, and nothing is interrupted.
    """

    _climbing: KeptLadder | None = None
    _rounds: Rounds | None = None
    _length = Fraction(0)
    """Performed quarters of a round."""

    def action_ladder(self) -> None:
        """Climb the tempo ladder on this section, or leave it."""
        if self._climbing is not None:
            self._leave_ladder(self._climbing)
        elif self._section is None:
            self.notify("A ladder is climbed on a loop: loop some bars first.")
        else:
            self._enter_ladder(self._run.setup.passage)

    def action_ladder_log(self) -> None:
        """Every rung of this section so far, and the terms."""
        passage = self._run.setup.passage
        kept = self._kept_ladder(passage) if passage.is_looped else None
        if kept is None:
            self.notify("No ladder has been climbed on this section yet.")
            return
        screen = LadderScreen(self._services, self._score, kept)
        self.app.push_screen(screen, self._set_terms)

    def _enter_ladder(self, passage: Passage) -> None:
        kept, tempo = self._kept_ladder(passage), self._run.setup.tempo
        if kept is not None:
            ladder = kept.ladder
        else:
            ladder = Ladder.at(_FOOT if tempo >= Terms().goal else tempo, Terms())
        self._set_ladder(KeptLadder(passage, ladder, is_on=True))
        self.notify(terms_text(ladder.terms), title="Tempo ladder")
        self._again(choices.at_share(self._run.setup, ladder.tempo))

    def _leave_ladder(self, kept: KeptLadder) -> None:
        self._set_ladder(replace(kept, is_on=False))
        self._climbing = None
        self.notify("The ladder is left; its rungs are kept.")
        self._show_status()

    def _set_terms(self, terms: Terms | None) -> None:
        kept = self._kept_ladder(self._run.setup.passage)
        if terms is None or kept is None:
            return
        ladder = Ladder.at(kept.ladder.tempo, terms)
        self._set_ladder(replace(kept, ladder=ladder))
        if self._climbing is not None:
            self._again(choices.at_share(self._run.setup, ladder.tempo))

    # Round by round

    def _hear(self, events: tuple[SessionEvent, ...]) -> None:
        super()._hear(events)
        run = self._run
        for event in events:
            if isinstance(event, Match | Insertion | Deletion) and run is self._run:
                self._count(event)

    def _count(self, label: Label) -> None:
        climbing, rounds = self._climbing, self._rounds
        if climbing is None or rounds is None:
            return
        if (played := rounds.add(label)) is not None:
            self._round_over(climbing, played)

    def _round_over(self, climbing: KeptLadder, tally: Tally) -> None:
        before = climbing.ladder
        is_clean = before.terms.is_clean(tally)
        after = before.after(is_clean=is_clean)
        played = Round(datetime.now(UTC), self._run.setup.tempo, tally, is_clean, after.tempo)
        self._set_ladder(replace(climbing, ladder=after), played)
        if after.is_climbed and not before.is_climbed:
            self.notify(f"Clean at {pace(before.terms.goal)}: the goal is reached.")
        if self._run.setup.mode is Mode.WAIT:
            self._go_on()
        self._show_status()

    def _frame(self) -> None:
        super()._frame()
        clock = self._run.session.clock(time.monotonic())
        if clock is not None and self._rounds and clock >= self._rounds.done * self._length > 0:
            self._go_on()

    def _go_on(self) -> None:
        """Begin the next round at the tempo of the ladder, where that is another one."""
        setup = self._run.setup
        if self._climbing is None or self._climbing.ladder.tempo == setup.tempo:
            return
        after = choices.at_share(setup, self._climbing.ladder.tempo)
        if setup.mode is Mode.TEMPO:
            self._again(replace(after, count_in=max(1, setup.count_in)))
            self._command(Command.START)
        else:
            self._again(after)

    # One run after the other

    def _take_place(self) -> None:
        setup = self._run.setup
        self._climbing = self._ladder_for(setup.passage, setup.tempo)
        is_counted = self._climbing is not None and setup.mode is not Mode.FREE
        reach = _REACH if setup.mode is Mode.TEMPO else None
        self._rounds = Rounds(self._run.session.chords, reach) if is_counted else None
        played = played_measures(
            self._score, self._run.session.passage, as_written=setup.as_written
        )
        self._length = sum((part.end - part.start for part in played), Fraction(0))
        super()._take_place()

    def _loop(self, section: Section) -> None:
        """Loop a section, at the tempo of its ladder where it is being climbed."""
        super()._loop(section)
        kept = self._kept_ladder(self._run.setup.passage)
        if kept is not None and kept.is_on and kept.ladder.tempo != self._run.setup.tempo:
            self._again(choices.at_share(self._run.setup, kept.ladder.tempo))

    async def _look_again(self) -> None:
        """Take up again the ladder of the loop that is as last time."""
        await super()._look_again()
        if self._climbing is not None:
            self._studied = self._studied.with_ladder(self._climbing)
            return
        setup = self._run.setup
        kept = self._kept_ladder(setup.passage)
        if setup.passage.is_looped and kept and kept.is_on and not self._run.has_notes:
            self._again(choices.at_share(setup, kept.ladder.tempo))

    def _status(self) -> Status:
        status, climbing = super()._status(), self._climbing
        if climbing is None:
            return status
        return replace(status, ladder=ladder_text(climbing.ladder, self._run.setup.tempo))

    def _ladder_for(self, passage: Passage, tempo: float) -> KeptLadder | None:
        """The ladder that is climbed on a passage; another tempo is another rung of it."""
        kept = self._kept_ladder(passage) if passage.is_looped else None
        if kept is None or not kept.is_on:
            return None
        if kept.ladder.tempo == tempo:
            return kept
        return replace(kept, ladder=Ladder.at(tempo, kept.ladder.terms))

    def _kept_ladder(self, passage: Passage) -> KeptLadder | None:
        return self._studied.ladder_of(passage)

    def _set_ladder(self, kept: KeptLadder, played: Round | None = None) -> None:
        """Take note of where the player stands, and write it down behind the screen."""
        self._climbing = kept
        self._studied = self._studied.with_ladder(kept)
        services, score_id = self._services, self._score.id
        if played is None:
            self._keep(lambda: services.history.sections.set_ladder(score_id, kept))
        else:
            self._keep(lambda: services.history.sections.add_round(score_id, kept, played))
