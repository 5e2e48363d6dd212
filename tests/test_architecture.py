"""The shape of the house: who may import whom, who may print, read YAML, write, and what an item type needs."""

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import house

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "generator" / "byheart"
CLIENT = ROOT / "generator" / "client" / "src"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Rooms from the bottom; a module imports only from its own line or from below.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("byheart", "catalogue", "diagnostics", "formulas", "write"),
    ("markup", "policy", "source"),
    ("config", "model", "needs"),
    ("items",),
    ("content",),
    ("engine", "fmt", "pages", "runcode"),
    ("markdown_ext", "project", "skeleton"),
    ("sheets", "terminal"),
    ("cli",),
    ("__main__",),
)


def name_of(path: Path) -> str:
    """`items/card.py` → `items.card`; a package's `__init__` is the package."""
    parts = list(path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(part for part in parts if part != "__init__") or "byheart"


def top(name: str) -> str:
    return name.split(".", maxsplit=1)[0]


def layer(name: str) -> int:
    for index, names in enumerate(LAYERS):
        if top(name) in names:
            return index
    pytest.fail(f"generator/byheart/{name} is in no layer: name it in tests/test_architecture.py")


@functools.cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports: `yaml`, `byheart.items.card`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@functools.cache
def own_imports(path: Path) -> frozenset[str]:
    known = {name_of(module) for module in MODULES}
    found = {name.removeprefix("byheart.") for name in imports(path) if name.startswith("byheart.")} & known
    # `from byheart.source import slips` means the module, and its package only as the way to it.
    beside = {name.rpartition(".")[0] for name in found if name.rpartition(".")[0] == top(name_of(path))}
    return frozenset(found - (beside if name_of(path) not in beside else set()))


def test_arrows_run_downwards() -> None:
    """No module imports from a layer above its own."""
    upwards = [
        f"{name_of(path)} → {used}"
        for path in MODULES
        for used in own_imports(path)
        if layer(used) > layer(name_of(path))
    ]

    assert upwards == []


# The rooms of the client from the top to the bottom; a module imports only from its own or from below.
ROOMS = (
    "",
    "tools",
    "practice",
    "exam",
    "session",
    "deck",
    "sheets",
    "schedule",
    "offline",
    "items",
    "library",
    "log",
    "ui",
)


def test_arrows_of_the_client_run_downwards() -> None:
    """No room imports from one above it; what is imported when it is needed and types count too."""
    arrows = house.client_imports()

    assert set(house.rooms_of_client()) == set(ROOMS)
    assert len(arrows) > 100
    assert list(house.upwards(arrows, ROOMS)) == []
    assert list(house.upwards({"ui/a.ts": ["log/b.ts"]}, ROOMS)) == ["ui/a.ts → log/b.ts"], "the control"


def test_nothing_is_imported_in_a_circle() -> None:
    """Not in the generator, and not in the client."""
    generator = {name_of(path): own_imports(path) - {name_of(path)} for path in MODULES}

    assert house.circles(house.client_imports()) == []
    assert house.circles(generator) == []
    assert house.circles({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]}) == [["a", "b", "c"]], "the control"


def test_item_types_do_not_know_each_other() -> None:
    """One item type can be read, changed or removed without the others."""
    types = {path.parent.name: path for path in PACKAGE.glob("items/*/__init__.py")}
    shared = {f"_{path.stem}": path for path in PACKAGE.glob("items/_[a-z]*.py")}
    known = {f"items.{name}" for name in types}
    used = {name: own_imports(path) & known - {f"items.{name}"} for name, path in {**types, **shared}.items()}

    assert len(types) > 10
    assert {name: others for name, others in used.items() if others} == {}


@pytest.mark.parametrize(
    ("library", "allowed"),
    [
        ("yaml", {"source"}),
        ("ruamel", {"fmt"}),
        ("markdown", {"markdown_ext"}),
        ("markdown_it", {"markup"}),
        ("nh3", {"markup"}),
        ("jinja2", {"pages"}),
        ("click", {"cli"}),
        ("mkdocs", set()),
        ("zensical", set()),
    ],
)
def test_a_library_has_one_door(library: str, allowed: set[str]) -> None:
    """Each library is imported by the one module that knows it; engines are run, never imported."""
    used = {top(name_of(path)) for path in MODULES if any(top(name) == library for name in imports(path))}

    assert used <= allowed


def calls(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def test_only_the_command_prints_and_exits() -> None:
    """Everything below the command returns values, so that tests and other programs can use it."""
    noisy = {
        top(name_of(path))
        for path in MODULES
        if {"print", "sys.exit", "exit", "click.echo"} & set(calls(path))
    }

    assert noisy <= {"cli"}


def test_the_command_prints_by_one_door() -> None:
    """What is printed passes the one function that takes commands to runners of jobs out of it."""
    doors = {name_of(path) for path in MODULES if "click.echo" in set(calls(path))}
    named = {name_of(path) for path in MODULES if "click.echo" in path.read_text(encoding="utf-8")}

    assert doors == named == {"cli.common"}


def test_only_write_and_engine_change_the_disk() -> None:
    """Files are written in one module; the engine moves whole folders."""
    changing = re.compile(
        r"\.(write_text|write_bytes|mkdir|unlink|rmdir|touch|symlink_to)$|^os\.(replace|rename|remove)$|^shutil\."
    )
    writers = {top(name_of(path)) for path in MODULES if any(changing.search(call) for call in calls(path))}

    # The code of predict questions runs in a folder of its own, which passes.
    assert writers <= {"write", "engine", "runcode"}


def test_each_module_says_what_it_alone_knows() -> None:
    """A comment of one to five lines opens each module."""
    for path in MODULES:
        lines = path.read_text(encoding="utf-8").splitlines()
        if not lines:
            continue
        opening = next((index for index, line in enumerate(lines) if not line.startswith("#")), len(lines))

        assert 1 <= opening <= 5, path


def test_no_file_is_long() -> None:
    """A file that needs more than 400 lines holds more than one thing."""
    files = [
        *ROOT.glob("generator/**/*"),
        *ROOT.glob("tests/**/*"),
        *ROOT.glob("*.py"),
        *ROOT.glob("overrides/**/*"),
    ]
    suffixes = {".py", ".ts", ".css", ".j2", ".mjs", ".html"}
    generated = {"node_modules", "assets", "cases"}
    long = [
        str(path.relative_to(ROOT))
        for path in files
        if path.suffix in suffixes
        and not generated & set(path.parts)
        and len(path.read_text("utf-8").splitlines()) > 400
    ]

    assert long == []


DECKS_OF_ALL_TYPES = (
    "tests/site/content/walk/types.yml",
    "tests/site/rtl/hifz/anwa.yml",
    "content/*/*.yml",  # what the gallery shows
)


def lacking(item: Any) -> list[str]:
    """What an item type still lacks, by the places that the recipe names."""
    files = [path for path in files_of(item) if not (ROOT / path).is_file()]
    lines = [
        f"{said.strip()} in {path}"
        for path, said in lines_of(item)
        if not re.search(said, (ROOT / path).read_text("utf-8"), re.MULTILINE)
    ]
    decks = [f"one of them in {name}" for name in DECKS_OF_ALL_TYPES if item.type_name not in types_of(name)]
    return files + lines + decks


def files_of(item: Any) -> Iterator[str]:
    """The files that a type brings with it."""
    name = item.type_name
    folder = f"generator/byheart/items/{name.replace('-', '_')}"
    yield f"{folder}/page.html.j2"
    yield f"{folder}/example.yml.j2"
    yield f"tests/types/{name.replace('-', '_')}.py"
    yield f"tests/cases/pages/{name}/deck.yml"
    if is_awake(item):
        yield f"{folder}/key.html.j2"
        yield f"{folder}/strings.json"
        yield f"generator/client/src/items/{name}/facts.ts"
    if hasattr(item, "grade"):
        yield f"tests/cases/grading/{name}.json"
        yield f"generator/client/src/items/{name}/vectors.ts"


def lines_of(item: Any) -> Iterator[tuple[str, str]]:
    """The files that name each type, and by which expression they do."""
    name = item.type_name
    yield "docs/reference/format.md", f"^## {name}$"
    yield "docs/reference/format.md", rf"^\| \[{name}\]\(#{name}\)"
    if is_awake(item):
        yield "generator/client/src/elements.ts", f'^  "{item.element}":'


def is_awake(item: Any) -> bool:
    """Whether the client has an element for it: a group is no item there, its parts are."""
    return bool(item.element != "study-panel")


def types_of(name: str) -> set[str]:
    """The types of the items of some decks."""
    from byheart.content.deck import read_deck
    from byheart.source import read

    sources = [read(path.name, path.read_bytes())[0] for path in sorted(ROOT.glob(name))]
    decks = [read_deck(source, "t/d")[0] for source in sources if source and "title" in source.data]
    return {item.type_name for deck in decks for item in deck.all_items()}


def test_each_item_type_is_complete() -> None:
    """An item type has its templates, its element, its cases and its section; what is missing is named."""
    from byheart.items import ITEM_TYPES  # here, so that the other tests run when an item module is broken

    assert {item.type_name: lacking(item) for item in ITEM_TYPES} == {
        item.type_name: [] for item in ITEM_TYPES
    }


def test_an_incomplete_item_type_is_named() -> None:
    """The control: a type that only has a Python module lacks all the rest."""
    from byheart.items.order import Order

    class Nowhere(Order):
        """A type that nobody knows."""

        type_name = "nowhere"
        element = "study-nowhere"

    assert len(lacking(Nowhere)) == 9 + 3 + len(DECKS_OF_ALL_TYPES)


def test_each_item_module_is_registered() -> None:
    """A module in items/ that the tuple does not name would be silently ignored."""
    from byheart.items import ITEM_TYPES

    modules = {path.parent.name for path in PACKAGE.glob("items/*/__init__.py")}

    assert {item.__module__.rpartition(".")[2] for item in ITEM_TYPES} == modules
