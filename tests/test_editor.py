"""What an editor says of a deck: the YAML language server of VS Code and others, with our settings and schema."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

import pytest
from click.testing import CliRunner

from byheart.cli import main as command
from devtools.environment import client_node

ROOT = Path(__file__).parent.parent
SERVER = (
    ROOT / "generator" / "client" / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
)
SETTINGS = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
NO_SETTINGS = {"yaml.schemaStore.enable": False}
"""Those of an editor that knows nothing of us, but for that it asks nobody on the network."""

MODELINE = "# yaml-language-server: $schema=../../schema/deck.schema.json\n"
DECK = """\
title: The cell
questions:
  - id: nucleus
    stem: Where is the DNA?
    # cursor
    options:
      - text: In the nucleus
        corect: true
      - In the membrane
""".replace("# cursor", "")  # blanks at the end of a line, where the next key is typed
TOPIC = "title: Biology\ndecks: [cells]\n"


class Editor:
    """An editor with a folder open: it starts the language server and talks to it over standard input and output."""

    def __init__(self, folder: Path, settings: dict[str, Any]) -> None:
        self.folder = folder
        self.settings = settings
        self.published: dict[str, list[dict[str, Any]]] = {}
        self.last = 0

    def __enter__(self) -> Self:
        words = [*client_node().node, str(SERVER), "--stdio"]
        self.server = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        folder = self.folder.as_uri()
        can = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}},
        }
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": folder,
                "workspaceFolders": [{"uri": folder, "name": "project"}],
                "capabilities": can,
            },
        )
        self.tell("initialized", {})
        return self

    def __exit__(self, *_: object) -> None:
        self.server.kill()
        self.server.communicate()

    def tell(self, method: str, params: object) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: object) -> Any:
        """The server's answer to a request."""
        self.last += 1
        number = self.last
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def open(self, path: Path) -> list[dict[str, Any]]:
        """Open a file; gives what is underlined in it."""
        text = path.read_text(encoding="utf-8")
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        while path.as_uri() not in self.published:
            self._receive()
        return self.published[path.as_uri()]

    def completions(self, path: Path, line: int, column: int) -> list[str]:
        """What is offered where the cursor stands; lines and columns count from 1."""
        found = self.ask("textDocument/completion", _at(path, line, column))
        return [one["label"] for one in found["items"]]

    def hover(self, path: Path, line: int, column: int) -> str:
        """What is shown of the word under the mouse, as Markdown."""
        return str(self.ask("textDocument/hover", _at(path, line, column))["contents"]["value"])

    def _send(self, message: dict[str, Any]) -> None:
        assert self.server.stdin
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.server.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self.server.stdout
        length = 0
        while header := self.server.stdout.readline().strip():
            name, _, value = header.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the language server ended"
        message: dict[str, Any] = json.loads(self.server.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.published[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": self._asked(message)})
        return message

    def _asked(self, message: Mapping[str, Any]) -> Any:
        """The client's answer to a request of the server: the settings that it wants to know, or nothing."""
        if message["method"] != "workspace/configuration":
            return None
        return [_section(self.settings, item["section"]) for item in message["params"]["items"]]


def _at(path: Path, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line - 1, "character": column - 1}}


def _section(settings: Mapping[str, Any], name: str) -> Any:
    """The settings that begin with `name`, with a mapping for each point in their names."""
    section: dict[str, Any] = {}
    for key, value in settings.items():
        if key.startswith(f"{name}."):
            *way, last = key.removeprefix(f"{name}.").split(".")
            here = section
            for word in way:
                here = here.setdefault(word, {})
            here[last] = value
    return section or settings.get(name, {})


def project(folder: Path, deck: str) -> tuple[Path, Path]:
    """A folder with the schema, one deck and its topic; gives the two files of content."""
    (folder / "content" / "biology").mkdir(parents=True)
    (folder / "schema").mkdir()
    shutil.copy(ROOT / "schema" / "deck.schema.json", folder / "schema")
    deck_file, topic = (folder / "content" / "biology" / name for name in ("cells.yml", "topic.yml"))
    deck_file.write_text(deck, encoding="utf-8")
    topic.write_text(TOPIC, encoding="utf-8")
    return deck_file, topic


@pytest.fixture(params=["by the settings of the folder", "by the first line of the deck"])
def editor(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Editor, Path]]:
    """An editor that has found the schema in one of two ways, and the deck that is open in it."""
    by_settings = "settings" in request.param
    deck, _ = project(tmp_path, ("# A deck\n" if by_settings else MODELINE) + DECK)
    with Editor(tmp_path, SETTINGS if by_settings else NO_SETTINGS) as started:
        yield started, deck


def test_a_wrong_key_is_underlined_and_right_ones_are_offered_and_explained(
    editor: tuple[Editor, Path],
) -> None:
    """An author sees the slip while typing, finds keys without the docs, and reads what a key is for."""
    started, deck = editor

    underlined = [(one["range"]["start"]["line"] + 1, one["message"]) for one in started.open(deck)]
    offered = started.completions(deck, 6, 5)

    assert underlined == [(9, "Property corect is not allowed.")]
    assert {"explanation", "hint", "level", "tags"} <= set(offered)
    assert not {"stem", "front"} & set(offered), "what is there already, and keys of another type"
    assert "What is asked (Markdown)." in started.hover(deck, 5, 6)


def test_without_the_schema_nothing_is_underlined(tmp_path: Path) -> None:
    """The control: it is our schema that says so."""
    deck, _ = project(tmp_path, DECK)
    with Editor(tmp_path, NO_SETTINGS) as started:
        assert started.open(deck) == []
        assert "explanation" not in started.completions(deck, 5, 5)


def test_the_settings_mean_decks_alone(tmp_path: Path) -> None:
    """A topic has other keys than a deck; the control takes it for one."""
    deck, topic = project(tmp_path, DECK)
    everything = SETTINGS | {"yaml.schemas": {"./schema/deck.schema.json": ["content/*/*.yml"]}}

    with Editor(tmp_path, SETTINGS) as started:
        assert started.open(topic) == []
        assert started.open(deck) != []
    with Editor(tmp_path, everything) as started:
        assert started.open(topic) != []


def test_the_files_of_the_site_have_no_remark() -> None:
    """An author of a good deck sees no underlined line, and whoever configures the site sees none either."""
    files = [ROOT / "mkdocs.yml", *sorted((ROOT / "content").glob("*/*.yml"))]
    with Editor(ROOT, SETTINGS) as started:
        assert {path.name: found for path in files if (found := started.open(path))} == {}


def test_a_new_deck_finds_its_schema_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `byheart new deck` writes has no remark, and completes keys."""
    project(tmp_path, DECK)
    (tmp_path / "mkdocs.yml").write_text("site_name: Example\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(command, ["new", "deck", "biology/genes"], catch_exceptions=False)
    deck = tmp_path / "content" / "biology" / "genes.yml"
    text = deck.read_text(encoding="utf-8")

    with Editor(tmp_path, NO_SETTINGS) as started:
        assert started.open(deck) == []
        line = text.splitlines().index("title: Genes") + 1
        assert "The heading of the page" in started.hover(deck, line, 2)
