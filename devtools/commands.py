# Only this module knows the commands of dev.py, their arguments and what each one runs.

"""The commands of dev.py."""

from __future__ import annotations

import argparse
import os
import sys

import client_build
from devtools import boundary, browser, weight
from devtools.environment import ROOT, client_node, prepare, program
from devtools.steps import Problem, Step, Summary, call

_DESCRIPTION = "Set up Byheart in .venv, and run it, its checks and its tests."
_TOGETHER = ("--dist", "loadfile", "--no-loadscope-reorder")
"""tests/order.py says what comes first and what stays together."""
_BIOME = "node_modules/@biomejs/biome/bin/biome"
_PASSED_ON = ("serve", "build", "check")
_HELP = {
    "serve": "build the site and serve it; what you edit shows at once (arguments go to `byheart serve`)",
    "build": "build the site into site/ (arguments go to `byheart build`)",
    "check": "check the content (arguments go to `byheart check`)",
    "test": "run every check and test; --quick: without sites and browsers; other arguments run pytest alone: test -k grading",
    "fix": "format both languages, and mend what their linters can",
    "shots": "take screenshots of every kind of page into shots/",
    "bench": "measure; --weight: what a deck page loads of ours; --review: a long log on the review page; --sheets: 1000 cards as PDF",
    "setup": "make .venv and install everything, no more",
}


def parser() -> argparse.ArgumentParser:
    """Return the parser of dev.py's own arguments; what it does not know is passed on."""
    top = argparse.ArgumentParser(prog="dev.py", description=_DESCRIPTION, allow_abbrev=False)
    commands = top.add_subparsers(dest="command", required=True, metavar="command")
    for name, text in _HELP.items():
        # `serve --help` is byheart's to answer.
        passes_on = name in _PASSED_ON
        command = commands.add_parser(
            name, help=text, description=text, add_help=not passes_on, allow_abbrev=False
        )
        if name in ("test", "shots"):
            command.add_argument(
                "--install-browser",
                action="store_true",
                help="let apt-get install Chromium, Firefox and WebKit where they are missing, and bubblewrap; CI=true says the same",
            )
        if name == "test":
            command.add_argument(
                "--quick", action="store_true", help="leave out what builds a site or drives a browser"
            )
        if name == "bench":
            what = command.add_mutually_exclusive_group(required=True)
            what.add_argument("--weight", action="store_true", help="the client on a deck page, gzipped")
            what.add_argument("--review", action="store_true", help="10 000 cards and 200 000 records")
            what.add_argument("--sheets", action="store_true", help="1000 cards to cut out, as PDF files")
    return top


def main(words: list[str]) -> int:
    """Run one command; return 0, 1 after a failure, 2 for wrong arguments, 130 after an interrupt."""
    chosen, rest = parser().parse_known_args(words)
    if rest and chosen.command not in (*_PASSED_ON, "test"):
        parser().error(f"{chosen.command} takes no argument {rest[0]}")
    try:
        prepare()
        return _run(chosen, rest)
    except (Problem, client_build.ClientBuildError) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _run(chosen: argparse.Namespace, rest: list[str]) -> int:
    if chosen.command in _PASSED_ON:
        return call([program("byheart"), chosen.command, *rest], ROOT)
    if chosen.command == "test":
        return _test(chosen, rest)
    if chosen.command == "fix":
        return fix()
    if chosen.command == "shots":
        return shots(install=chosen.install_browser)
    return _bench(chosen) if chosen.command == "bench" else 0


def _bench(chosen: argparse.Namespace) -> int:
    if chosen.sheets:
        return call([program("python"), "-m", "devtools.many_cards"], ROOT)
    return bench_review() if chosen.review else bench()


def _test(chosen: argparse.Namespace, rest: list[str]) -> int:
    if chosen.quick:
        return quick_test(rest)
    if not rest:
        return test(install=chosen.install_browser)
    _browser(install=chosen.install_browser)
    boundary.install_if_missing(install=_may_install(asked=chosen.install_browser))
    return call([program("python"), "-m", "pytest", *rest], ROOT)


def test(*, install: bool) -> int:
    """Run everything that has to pass, go on after a failure, and end with a summary."""
    found = _browser(install=install)
    boundary.install_if_missing(install=_may_install(asked=install))
    summary = _checked()
    if not found:
        summary.fail("browser tests", f"no browser found; {_mend()}")
    # One process more than there are cores: for a part of its time a test waits for what a page does in its own time,
    # and on a machine with too much to do its patience ends.
    return _with_pytest(summary, _cores() + 1, *([] if found else ["-m", "not browser"]))


def quick_test(rest: list[str]) -> int:
    """Run what has to pass and needs neither a site nor a browser; pytest is given the other arguments too."""
    # All tests of tests/site build a site or drive a browser: to read them takes longer than some others run.
    leave_out = ("-m", "not browser and not engine", "--ignore=tests/site")
    return _with_pytest(_checked(), _cores(), *leave_out, *rest)


def _checked() -> Summary:
    """Run the checks of both languages, and the client's tests."""
    node = client_node()
    client_build.install_modules(ROOT, node)
    sources = client_build.client_folder(ROOT)
    compiler = [*node.node, "node_modules/typescript/bin/tsc", "--noEmit", "--incremental"]
    summary = Summary()
    # The longest of either language take about as long as each other.
    summary.run_beside(
        [
            Step("ruff check", [program("ruff"), "check", "."], ROOT),
            Step("ruff format", [program("ruff"), "format", "--check", "."], ROOT),
            Step("mypy", [program("mypy")], ROOT),
        ],
        [
            Step("biome", [*node.node, _BIOME, "ci", "."], sources),
            Step("tsc", [*compiler, *_kept("client")], sources),
            Step("tsc, the worker", [*compiler, *_kept("worker"), "-p", "worker"], sources),
            Step("client tests", [*node.npm, "test", "--silent"], sources),
        ],
    )
    return summary


def _kept(name: str) -> list[str]:
    """Where tsc notes what it found, so that the next run looks at what has changed and at what that touches."""
    return ["--tsBuildInfoFile", f"node_modules/.cache/{name}.tsbuildinfo"]


def fix() -> int:
    """Format Python, TypeScript and CSS, and mend what the linters can; what is left is printed and a failure."""
    node = client_node()
    client_build.install_modules(ROOT, node)
    codes = [
        call([program("ruff"), "check", "--fix", "."], ROOT),
        call([program("ruff"), "format", "."], ROOT),
        call([*node.node, _BIOME, "check", "--write", "."], client_build.client_folder(ROOT)),
    ]
    return max(codes)


def _cores() -> int:
    return os.cpu_count() or 1


def _with_pytest(summary: Summary, processes: int, *selected: str) -> int:
    side_by_side = ("--numprocesses", str(min(8, processes)), *_TOGETHER)
    summary.run("pytest", [program("python"), "-m", "pytest", *side_by_side, *selected], ROOT)
    print("\n".join(summary.lines()), flush=True)
    return 0 if summary.passed else 1


def shots(*, install: bool) -> int:
    """Take the screenshots."""
    if not _browser(install=install):
        raise Problem(f"Screenshots need a Chromium, Chrome or Edge: {_mend()}")
    return call([program("python"), "-m", "tests.site.shots", "shots"], ROOT)


def bench() -> int:
    """Print the client's weight; a total over its limit is a failure."""
    lines, kept = weight.report(client_build.assets_folder(ROOT))
    print("\n".join(lines))
    return 0 if kept else 1


def bench_review() -> int:
    """Print the review page's weight and how it bears a long log; a weight over its limit is a failure."""
    lines, kept = weight.review_report(client_build.assets_folder(ROOT))
    print("\n".join(lines), flush=True)
    if not _browser(install=False):
        raise Problem(f"Measuring needs a Chromium, Chrome or Edge: {_mend()}")
    bundle = [*client_node().node, str(client_build.client_folder(ROOT) / "bench" / "build.mjs")]
    measured = call([program("python"), "-m", "devtools.long_log", *bundle], ROOT)
    return 0 if kept and measured == 0 else 1


def _browser(*, install: bool) -> str | None:
    found = browser.find_or_install(install=_may_install(asked=install))
    if found:
        # The tests and the screenshots use the same one.
        os.environ[browser.VARIABLE] = found
    return found


def _may_install(*, asked: bool) -> bool:
    return asked or os.environ.get("CI") == "true"


def _mend() -> str:
    return browser.how_to_install(is_root=os.name != "nt" and os.geteuid() == 0)
