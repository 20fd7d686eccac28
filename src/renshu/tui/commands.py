"""The command palette: every action that has a meaning where the player is."""

from collections.abc import Iterator

from textual.command import DiscoveryHit, Hit, Hits, Provider

from renshu.tui.actions import ACTIONS, Action, Where
from renshu.tui.themes import THEMES

_NOT_OFFERED = (Where.LISTS, Where.DIALOGS)
"""What has no meaning without the list or dialog that the palette covers."""


class ActionCommands(Provider):
    """The registry's actions, and the themes, by what they do."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for name, action in self._offers():
            yield DiscoveryHit(name, self._runner(action), help="")

    async def search(self, query: str) -> Hits:
        """Those that what is typed may mean."""
        matcher = self.matcher(query)
        for name, action in self._offers():
            if (score := matcher.match(name)) > 0:
                yield Hit(score, matcher.highlight(name), self._runner(action))

    def _offers(self) -> Iterator[tuple[str, str]]:
        active = {one.binding.id for one in self.screen.active_bindings.values()}
        for action in ACTIONS:
            if action.id in active and action.where not in _NOT_OFFERED:
                yield _name(action), action.method
        for theme in THEMES:
            yield f"Theme: {theme.name.removeprefix('renshu-')}", f"app.theme_to('{theme.name}')"

    def _runner(self, action: str) -> "_Runner":
        return _Runner(self, action)


class _Runner:
    def __init__(self, provider: Provider, action: str) -> None:
        self._screen, self._action = provider.screen, action

    async def __call__(self) -> None:
        await self._screen.run_action(self._action)


def _name(action: Action) -> str:
    return f"{action.label}: {action.description}"
