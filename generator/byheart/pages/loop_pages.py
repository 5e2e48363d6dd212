# Knows alone: the pages that belong to no deck, because they work on all of them: review, practice, progress and so on.
# Their content is made in the browser from the data of the decks; without a script each says what to do instead.
"""The pages of the learning loop, as values."""

from __future__ import annotations

from dataclasses import dataclass

from byheart.config import Config
from byheart.pages.templating import page


@dataclass(frozen=True)
class Tool:
    """A page of the site's root: `name` is its file, the key of its strings, and what the browser makes of it.

    `found` says whether it is in search.
    """

    name: str
    found: bool = True

    @property
    def path(self) -> str:
        """The page below `docs/`."""
        return f"{self.name}.md"


TOOLS = (
    Tool("review"),
    Tool("practice"),
    Tool("progress"),
    Tool("sheets"),
    Tool("settings"),
    Tool("s", found=False),
    Tool("offline", found=False),
)


def tool_pages(config: Config) -> dict[str, str]:
    """The Markdown of each such page by its path below `docs/`."""
    return {tool.path: page(config.language, "tool.md.j2", tool=tool) for tool in TOOLS}
