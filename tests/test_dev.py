# What dev.py promises on machines that are not this one: told by injecting what such a machine would answer.

"""Tests of dev.py and of what it is made of."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import dev
from devtools import browser, commands, environment, weight
from devtools.steps import Outcome, Problem, Step, Summary, counts, quietly, stream

ROOT = Path(__file__).resolve().parent.parent


class Here:
    """Answers like `shutil.which` and `os.path.isfile` on a machine with exactly these programs."""

    def __init__(self, *programs: str) -> None:
        self.programs = programs

    def which(self, name: str) -> str | None:
        return f"/usr/bin/{name}" if name in self.programs else None

    def is_file(self, path: str) -> bool:
        return path in self.programs


def test_old_python_is_told_in_one_sentence() -> None:
    """A Python before 3.11 gets one line that names both versions; 3.11 and newer get none."""
    message = dev.too_old((3, 9))
    assert message is not None
    assert "3.11" in message
    assert "3.9" in message
    assert "\n" not in message
    assert dev.too_old((3, 11)) is None
    assert dev.too_old((4, 0)) is None


def test_old_python_can_read_dev_py() -> None:
    """dev.py parses with the grammar of Python 3.7, so that such a Python reaches the sentence."""
    source = (ROOT / "dev.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
    with pytest.raises(SyntaxError):
        ast.parse("match 1:\n    case 1: pass", feature_version=(3, 7))


@pytest.mark.parametrize(
    ("platform", "is_root", "command"),
    [
        ("linux", False, "sudo apt install python3-venv"),
        ("linux", True, ": apt install python3-venv"),
        ("darwin", False, "python.org"),
        ("win32", False, "python.org"),
    ],
)
def test_missing_venv_names_the_mend(platform: str, is_root: bool, command: str) -> None:
    """Where the venv or ensurepip module is missing, the message holds the command that brings it."""
    message = environment.venv_problem(platform, has_module=lambda name: name == "venv", is_root=is_root)
    assert message is not None
    assert command in message
    assert environment.venv_problem(platform, has_module=lambda _: True, is_root=is_root) is None


def test_programs_of_the_environment_are_found_on_windows_too() -> None:
    """The environment's programs are in bin, or in Scripts with the suffix of Windows."""
    assert environment.program("byheart", Path("v"), "posix") == str(Path("v/bin/byheart"))
    assert environment.program("byheart", Path("v"), "nt") == str(Path("v/Scripts/byheart.exe"))


def test_installing_again_follows_the_files_that_name_packages(tmp_path: Path) -> None:
    """What is installed is renewed with pyproject.toml and constraints.txt, and with nothing else."""
    for name in ("pyproject.toml", "constraints.txt", "README.md"):
        (tmp_path / name).write_text("a", encoding="utf-8")
    first = environment.fingerprint(tmp_path)
    (tmp_path / "README.md").write_text("b", encoding="utf-8")
    assert environment.fingerprint(tmp_path) == first
    (tmp_path / "constraints.txt").write_text("b", encoding="utf-8")
    assert environment.fingerprint(tmp_path) != first


def test_browser_named_by_the_environment_comes_first() -> None:
    """BYHEART_BROWSER wins over every browser that is installed."""
    here = Here("chromium")
    found = browser.find("linux", {"BYHEART_BROWSER": "/opt/x/chrome"}, here.which, here.is_file)
    assert found == "/opt/x/chrome"


def test_browser_on_path_comes_before_usual_places() -> None:
    """Of those on PATH the lightest is preferred, and all of them to an application in its usual place."""
    app = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    found = [
        browser.find("darwin", {}, here.which, here.is_file)
        for here in (
            Here(app, "google-chrome", "chromium", "chromium-headless-shell"),
            Here(app, "google-chrome", "chromium"),
            Here(app, "google-chrome"),
            Here(app),
            Here(),
        )
    ]
    assert found == [
        "/usr/bin/chromium-headless-shell",
        "/usr/bin/chromium",
        "/usr/bin/google-chrome",
        app,
        None,
    ]


def test_browser_on_windows_is_found_below_its_program_folders() -> None:
    """Edge, which every Windows has, is found when there is no Chrome."""
    edge = str(Path("P86") / "Microsoft/Edge/Application/msedge.exe")
    chrome = str(Path("P") / "Google/Chrome/Application/chrome.exe")
    folders = {"PROGRAMFILES": "P", "PROGRAMFILES(X86)": "P86"}
    for programs, expected in (((edge, chrome), chrome), ((edge,), edge)):
        here = Here(*programs)
        assert browser.find("win32", folders, here.which, here.is_file) == expected


@pytest.mark.parametrize(
    ("platform", "command"),
    [("linux", "sudo apt install chromium"), ("darwin", "brew install"), ("win32", "winget install")],
)
def test_missing_browser_names_one_command(platform: str, command: str) -> None:
    """Each system is told its own command, on one line."""
    assert browser.how_to_install(platform).startswith(command)
    assert "\n" not in browser.how_to_install(platform)


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        (["serve", "--port", "9000"], ["--port", "9000"]),
        (["serve", "--help"], ["--help"]),
        (["check", "--format", "github"], ["--format", "github"]),
        (["test", "-k", "grading", "-x"], ["-k", "grading", "-x"]),
        (["test", "--install-browser"], []),
        (["test", "--quick"], []),
        (["setup"], []),
    ],
)
def test_arguments_are_passed_on(words: list[str], rest: list[str]) -> None:
    """What dev.py does not know itself goes to byheart or pytest, in order."""
    chosen, passed_on = commands.parser().parse_known_args(words)
    assert chosen.command == words[0]
    assert passed_on == rest


@pytest.mark.parametrize("words", [[], ["nonsense"], ["setup", "now"], ["bench"], ["shots", "--port", "1"]])
def test_wrong_arguments_end_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A command that does not exist, or an argument that nobody takes, is refused before anything is done."""
    with pytest.raises(SystemExit) as ended:
        commands.main(words)
    assert ended.value.code == 2
    assert "dev.py" in capsys.readouterr().err


def test_a_problem_is_a_sentence_and_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is missing is told on the error stream, without a traceback."""

    def missing() -> None:
        raise Problem("mend it like this")

    monkeypatch.setattr(commands, "prepare", missing)
    assert commands.main(["setup"]) == 1
    assert capsys.readouterr().err == "mend it like this\n"


def test_summary_goes_on_after_a_failure_and_counts_it(tmp_path: Path) -> None:
    """A failed step does not stop the next one; the last line counts it among the tests' own counts."""
    summary = Summary()
    summary.run("lint", [sys.executable, "-c", "raise SystemExit(1)"], tmp_path)
    summary.run("pytest", [sys.executable, "-c", "print('== 7 passed, 1 skipped in 3.21s ==')"], tmp_path)
    lines = list(summary.lines())
    assert not summary.passed
    assert lines[-1].startswith("==== 1 failed, 7 passed, 1 skipped in ")
    assert any(line.startswith("FAILED  lint") for line in lines)
    assert any(line.startswith("passed  pytest") for line in lines)


def test_steps_run_beside_each_other_and_are_told_in_order(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Two lines of steps run at once; each step's output is shown whole, and the summary has them as they were given."""
    here = "from pathlib import Path; Path('{}').touch()\nwhile not Path('{}').exists(): pass\nprint('{}', 'end')"
    first, second = (
        [sys.executable, "-c", here.format(*words)] for words in (("a", "b", "one"), ("b", "a", "two"))
    )
    fails = [sys.executable, "-c", "raise SystemExit(1)"]
    summary = Summary()
    summary.run_beside(
        [Step("first", first, tmp_path), Step("third", fails, tmp_path)], [Step("second", second, tmp_path)]
    )
    assert [(each.name, each.passed) for each in summary.outcomes] == [
        ("first", True),
        ("third", False),
        ("second", True),
    ]
    shown = capfd.readouterr().out
    assert "-- first\none end" in shown
    assert "-- second\ntwo end" in shown


def test_summary_of_a_passing_run_says_so() -> None:
    """With everything passed the last line has no word of failure."""
    summary = Summary(
        [Outcome("lint", passed=True), Outcome("pytest", passed=True, remark="12 passed in 1.00s")]
    )
    assert summary.passed
    assert list(summary.lines())[-1] == "==== 13 passed in 0.00s ===="


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("E  boom\n===== 1 failed, 3 passed in 2.10s =====", "1 failed, 3 passed in 2.10s"),
        ("12 passed, 1 skipped in 61.00s (0:01:01)", "12 passed, 1 skipped in 61.00s (0:01:01)"),
        ("# tests 9\n# pass 8\n# fail 1\n# duration_ms 5", "1 failed, 8 passed"),
        ("\u2139 tests 9\n\u2139 pass 9\n\u2139 fail 0", "9 passed"),
        ("Success: no issues found in 3 source files", ""),
    ],
)
def test_counts_of_each_runner_are_read(end: str, told: str) -> None:
    """What pytest and Node's runner say at their end is understood; a linter's end counts no tests."""
    assert counts(end) == told


def test_a_step_that_could_not_run_is_a_failure() -> None:
    """Tests that were left out for want of a browser are not a success."""
    summary = Summary([Outcome("pytest", passed=True, remark="12 passed in 1.00s")])
    summary.fail("browser tests", "no browser found")
    assert not summary.passed
    assert "1 failed" in list(summary.lines())[-1]


def test_output_comes_through_and_the_end_is_kept(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A step's output is shown whole, whatever stream it is written to, and its end is known."""
    code, end = stream(
        [sys.executable, "-c", "import sys; print('one', flush=True); print('two', file=sys.stderr)"],
        tmp_path,
    )
    assert (code, end) == (0, "one\ntwo")
    assert capfd.readouterr().out.split() == ["one", "two"]


def test_a_quiet_step_tells_its_output_when_it_fails(tmp_path: Path) -> None:
    """The end of a failed installation's output is in the message."""
    with pytest.raises(Problem, match="no such thing"):
        quietly([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)


def test_weight_counts_static_imports_only(tmp_path: Path) -> None:
    """A chunk counts once when it is imported on load, directly or not, and never when imported later."""
    chunks = {
        "byheart.js": 'import{a as b}from"./one.js";import"./two.js";const m=()=>import("./math.js");',
        "one.js": 'export{c}from"./two.js";var s="from nowhere";',
        "two.js": "export var c=1;",
        "math.js": "1;",
    }
    for name, text in chunks.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [path.name for path in weight.scripts(tmp_path / "byheart.js")] == [
        "byheart.js",
        "one.js",
        "two.js",
    ]


def test_the_review_page_weighs_its_own_chunks_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its scripts are the entry's, the pages' and its own; what another page loads does not count."""
    chunks = {
        "byheart.js": 'import"./shared.js";const m=()=>import("./byheart-tools-A.js");',
        "shared.js": "1;",
        "byheart-tools-A.js": 'import"./shared.js";({r:()=>import("./byheart-review-B.js"),p:()=>import("./other.js")});',
        "byheart-review-B.js": 'import{S}from"./queue.js";',
        "queue.js": "export class S{}",
        "other.js": "1;",
    }
    for name, text in chunks.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    names = ["byheart.js", "byheart-tools-A.js", "byheart-review-B.js", "shared.js", "queue.js"]
    assert [path.name for path in weight.review_scripts(tmp_path)] == names
    assert weight.review_report(tmp_path)[1]
    monkeypatch.setitem(weight.LIMITS, "review script", 1)
    lines, kept = weight.review_report(tmp_path)
    assert not kept
    assert "OVER" in lines[-1]


def test_weight_of_a_deck_with_prompts_adds_their_chunk(tmp_path: Path) -> None:
    """What explain prompts load besides is named, and what they share with the entry counts once."""
    files = {
        "byheart.js": 'import"./one.js";',
        "one.js": "1;",
        "byheart-explain-ABC.js": 'import"./one.js";import s from"./words.js";',
        "words.js": "export default {};",
        "byheart.css": "a{}",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    lines, _ = weight.report(tmp_path)
    named = [line.split()[-1] for line in lines if line.endswith(".js")]
    assert named == ["byheart.js", "one.js", "byheart-explain-ABC.js", "words.js"]
    total = sum(weight.gzipped(tmp_path / name) for name in named)
    told = f"script with explain prompts: {total / 1000:.1f} kB gzip, within the limit of 15.0 kB"
    assert told in lines


def test_weight_over_the_limit_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report names each file and says which total is over its limit."""
    (tmp_path / "byheart.js").write_text("1;", encoding="utf-8")
    (tmp_path / "byheart.css").write_text("a{}", encoding="utf-8")
    lines, kept = weight.report(tmp_path)
    assert kept
    assert any("byheart.css" in line for line in lines)
    monkeypatch.setitem(weight.LIMITS, "script", 1)
    lines, kept = weight.report(tmp_path)
    assert not kept
    assert [line.split(":")[0] for line in lines if "OVER" in line] == ["script"]


@pytest.mark.parametrize(
    ("there", "firefox", "webkit"),
    [
        ({"firefox-esr", "WebKitWebDriver", "Xvfb"}, "firefox-esr", "WebKitWebDriver"),
        ({"firefox", "WebKitWebDriver"}, "firefox", None),
        (set(), None, None),
    ],
)
def test_other_engines_are_found_with_what_they_need(
    there: set[str], firefox: str | None, webkit: str | None
) -> None:
    """Firefox goes by two names; WebKit is of no use without a screen."""
    which = {name: name for name in there}.get
    assert browser.find_other("firefox", which) == firefox
    assert browser.find_other("webkit", which) == webkit
