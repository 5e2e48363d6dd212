# Only this module knows hatchling: it runs the client's build at `pip install`, for wheels, sdists and
# editable installs alike, and asks for Node as a build requirement on a machine that has none.

"""The build hook of the byheart distribution."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# hatchling loads this file by its path, so its folder has to be made known.
sys.path.insert(0, str(Path(__file__).resolve().parent))

import client_build


class ClientBuildHook(BuildHookInterface[Any]):
    """Builds the client's assets, unless those that are there were built from the same sources."""

    def dependencies(self) -> list[str]:
        """Return the requirements of this build: Node's wheel where it is needed and no Node is on PATH."""
        needless = client_build.is_current(Path(self.root)) or client_build.find_node()
        return [] if needless else [client_build.NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the assets that `version` (standard or editable) of the target is to contain."""
        del version, build_data
        root = Path(self.root)
        if client_build.is_current(root):
            return
        node = client_build.find_node()
        if node is None:
            self.app.abort(f"byheart: the client needs Node {client_build.OLDEST_NODE} or newer, with npm")
            return
        try:
            client_build.build(root, node)
        except client_build.ClientBuildError as error:
            self.app.abort(f"byheart: {error}")
