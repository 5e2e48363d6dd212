"""The boundary around the code of predict questions: each attack works without it and fails within it."""

from __future__ import annotations

import os
import platform
import select
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from byheart import runcode
from byheart.content.load import load
from byheart.runcode import calls, check_code, find_boundary, run
from byheart.runcode.boundary import Boundary, Missing, find
from tests.lacking import left_out
from tests.parts import whole
from tests.test_cli import byheart

WriteContent = Callable[[Mapping[str, "str | bytes"]], Path]

UNBUCKLED = """\
import __main__, os
__main__._FORBIDDEN = ()
os.path.realpath = lambda *_, **__: os.getcwd() + "/x"
"""
FORGED = """\
import os, sys
frame = sys._getframe()
while "word" not in frame.f_locals:
    frame = frame.f_back
os.write(2, ("\\n" + frame.f_locals["word"] + ' {verdict}\\n').encode())
os._exit(0)
"""
# Each is a program with the arguments: a folder outside, a port of ours, the number of a process of ours.
ATTACKS = {
    "reads a file": "print(open(sys.argv[1] + '/secret').read())",
    "lists what is outside": "print(os.listdir(os.path.dirname(sys.argv[1])))",
    "writes a file": "open(sys.argv[1] + '/written', 'w').write('x')",
    "speaks to the network": "import socket; socket.create_connection(('127.0.0.1', int(sys.argv[2])), 5)",
    "ends another process": "os.kill(int(sys.argv[3]), 15)",
    "looks through /proc": "open('/proc/' + sys.argv[3] + '/cmdline').read()",
    "fills the disk": "open('large', 'wb').write(bytes(2**25))",
    "fills the memory that files are in": "open('/dev/shm/byheart', 'w'); os.remove('/dev/shm/byheart')",
    "leaves a program behind": "open('/tmp/byheart-left', 'w'); os.remove('/tmp/byheart-left')",
    "calls another program": "import subprocess; subprocess.run([os.environ['SHELL'], '-c', ':'], check=True)",
}
LEAVES_A_CHILD = """\
import os, signal, sys
ready, done = os.pipe()
if os.fork() == 0:
    if sys.argv[1] == "away":
        os.setsid()
    print(os.getpid(), flush=True)
    os.write(done, b"x")
    signal.pause()
os.read(ready, 1)
"""

# Calls that go past the namespaces or the limits, by their number on x86-64; each gives what it gives where it may.
CALLS = {
    "reads the keys of the session": "call(250, 0, -3, 1)",
    "makes memory that no limit counts": "call(29, 0, 2**20, 0o1600)",
    "makes a file without a place": "call(319, b'x', 0)",
    "becomes root of namespaces of its own": "call(272, 0x10000000)",
    "sets up a ring of calls": "call(425, 1, bytes(120))",
    "opens a socket of virtual machines": "call(41, 40, 1, 0)",
}
CALL = """\
import ctypes, os
def call(number, *arguments):
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="what is attacked here is called otherwise")


@cache
def found() -> Boundary | Missing:
    """The boundary of this machine, looked for once."""
    return find_boundary()


@pytest.fixture
def boundary() -> Boundary:
    """The boundary of this machine; a machine without one says why."""
    here = found()
    return here if isinstance(here, Boundary) else left_out(here.why)


@pytest.fixture
def target() -> Iterator[subprocess.Popen[bytes]]:
    """A process that waits until it is ended."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_works_without_the_boundary_and_fails_within(
    attack: str, tmp_path: Path, target: subprocess.Popen[bytes], boundary: Boundary
) -> None:
    """The programs are run without seat belt and limits, so it is the boundary alone that holds."""
    (tmp_path / "secret").write_text("secret")
    program = tmp_path / "attack.py"
    program.write_text(f"import os, sys\n{ATTACKS[attack]}\nprint('done')\n")
    with socket.create_server(("127.0.0.1", 0)) as server:
        arguments = [str(tmp_path), str(server.getsockname()[1]), str(target.pid)]
        shell = {"SHELL": "/bin/sh"}
        within = subprocess.run(
            boundary.around(program, arguments, shell), capture_output=True, text=True, check=False
        )
        before = target.poll()
        without = subprocess.run(
            [sys.executable, str(program), *arguments],
            cwd=tmp_path,
            env=shell,
            capture_output=True,
            text=True,
            check=False,
        )

    assert "done" in without.stdout, without
    assert "Error" in within.stderr, within  # it ran, and was refused
    assert "done" not in within.stdout
    assert before is None


@pytest.mark.skipif(platform.machine() != "x86_64", reason="the calls are numbered for x86-64")
@pytest.mark.parametrize("attack", CALLS)
def test_calls_past_the_namespaces_are_refused(attack: str, tmp_path: Path, boundary: Boundary) -> None:
    """The kernel says that they are not permitted; the control is the same box without the filter of calls."""
    program = tmp_path / "attack.py"
    program.write_text(f"{CALL}{CALLS[attack]}\nprint('done')\n")
    command = boundary.around(program, [], {})
    at = command.index("--seccomp")
    unfiltered = [*command[:at], *command[at + 2 :]]
    within, without = (
        subprocess.run(one, capture_output=True, text=True, check=False) for one in (command, unfiltered)
    )

    assert "PermissionError" in within.stderr, within
    assert "PermissionError" not in without.stderr or "done" in without.stdout, without


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_of_calls_is_one_for_each_processor(machine: str) -> None:
    """It is whole instructions of 8 bytes, of which the last lets through; of another processor nothing is known."""
    program = calls.program(machine)
    assert len(program) % 8 == 0
    assert program[-8:] == struct.pack("=HBBI", 6, 0, 0, 0x7FFF0000)
    assert calls.is_known(machine)
    assert not calls.is_known("vax")


def test_nothing_of_the_surroundings_is_within(boundary: Boundary, tmp_path: Path) -> None:
    """The code is nobody, its folder is empty, and no word of the environment and no place of the machine is there."""
    program = tmp_path / "look.py"
    program.write_text("import os; print(sorted(os.environ), os.listdir('.'), *sorted(os.listdir('/')))")
    command = boundary.around(program, [], {"LC_ALL": "C.UTF-8"})
    told = subprocess.run(command, env={"TOKEN": "secret"}, capture_output=True, text=True, check=True).stdout

    names = {"LC_ALL", "LD_LIBRARY_PATH", "PYTHONHOME"}
    environment, _, rest = told.partition("] ")
    assert names <= set(environment.strip("[").replace("'", "").split(", ")) <= {*names, "PWD"}
    assert set(rest.split()) <= {"[]", "dev", "etc", "gnu", "lib", "lib64", "nix", "python", "snippet", "usr"}
    who = run("import os; print(os.getuid(), os.getgid())", boundary)
    assert who.output == "65534 65534\n"


def test_no_child_outlives_its_program(boundary: Boundary, tmp_path: Path) -> None:
    """A child is ended with its group; one that left the group lives on without the boundary, and ends with it."""
    program = tmp_path / "leave.py"
    program.write_text(LEAVES_A_CHILD)
    plain = [sys.executable, str(program)]

    assert _ends([*plain, "stays"], within=60)
    assert not _ends([*plain, "away"], within=0)
    assert _ends(boundary.around(program, ["away"], {}), within=60)


def _ends(command: list[str], *, within: float) -> bool:
    """Whether the child that a program leaves ends in so many seconds after the program and all of its group."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        runcode._wait(process)
        # Who lives holds the other end of the pipe.
        ended = bool(select.select([process.stdout], [], [], within)[0])
        if not ended:
            os.kill(child, signal.SIGKILL)
    return ended


def test_the_seat_belt_is_no_boundary(boundary: Boundary, tmp_path: Path) -> None:
    """Code can undo it; only the boundary keeps that code from a file outside."""
    (tmp_path / "secret").write_text("secret")
    code = f"print(open({str(tmp_path / 'secret')!r}).read())"

    assert run(code, None).name == "PermissionError"
    assert run(UNBUCKLED + code, None).output == "secret\n"
    assert run(UNBUCKLED + code, boundary).name == "FileNotFoundError"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("bytearray(2**31)", "MemoryError"),
        ("print('x' * 10**8)", "OSError"),
        ("os.fork()", "BlockingIOError"),
        ("open('x', 'wb').write(bytes(2**21))", "OSError"),
        ("import resource; resource.setrlimit(resource.RLIMIT_AS, (2**33, 2**33))", "ValueError"),
    ],
)
def test_code_within_is_bounded(boundary: Boundary, code: str, name: str) -> None:
    """Memory, output, files and processes have limits that the code cannot raise."""
    assert run(UNBUCKLED + code, boundary).name == name


def test_code_within_can_use_python_and_its_own_folder(boundary: Boundary) -> None:
    """The control: what a lesson needs is there."""
    code = "import json, math, sqlite3, zlib\nopen('x', 'w').write('é')\nprint(math.pi > 3, open('x').read())"

    assert run(code, boundary) == ("prints", "True é\n", "", "")


@pytest.mark.parametrize(
    "verdict", ['{"happens": "raises", "name": "x\\n::error::y"}', "[", '{"happens": "wins"}']
)
def test_a_forged_verdict_of_no_shape_is_none(verdict: str) -> None:
    """Code can read the word and speak for us; what we never say is not taken for it."""
    forged = FORGED.replace("{verdict}", verdict.replace("\\", "\\\\"))

    assert run(forged, None).happens == "is-stopped"


def test_a_forged_verdict_passes_for_its_own_question_alone(write_content: WriteContent) -> None:
    """Who writes the code writes its key too; of the question beside it everything is told as ever."""
    forged = "".join(
        f"        {line}\n" for line in FORGED.replace("{verdict}", '{"happens": "prints"}').splitlines()
    )
    question = (
        "  - id: {}\n    type: predict\n    stem: x\n    language: python\n    output: ''\n    code: |\n{}"
    )
    deck = (
        "title: T\nquestions:\n"
        + question.format("forged", forged)
        + question.format("honest", "        print(1)\n")
    )

    told = check_code(load(write_content({"a/b.yml": deck})), None)

    assert [(one.slug, one.line) for one in told] == [
        ("output-differs", deck.split("\n").index("  - id: honest") + 5)
    ]


def _site(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site in `folder`, whose one question says what its code does wrongly; on PATH there is `folder/bin` alone."""
    (folder / "content" / "a").mkdir(parents=True)
    (folder / "bin").mkdir()
    (folder / "mkdocs.yml").write_text(whole("extra: {byheart: {run_code: true}}\n"))
    question = "{id: q, type: predict, stem: What?, language: python, code: print(1), output: '2'}"
    (folder / "content" / "a" / "b.yml").write_text(f"title: T\nquestions: [{question}]\n")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PATH", str(folder / "bin"))
    for name in ("GITHUB_EVENT_NAME", "CI_PIPELINE_SOURCE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap is a program of Linux")
def test_without_a_boundary_nothing_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No bubblewrap, or one that may make no namespaces: refused; `--unsafe` says what it is, but not to strangers."""
    _site(tmp_path, monkeypatch)

    refused = byheart("check", "--run-code")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "nothing would keep it in: bubblewrap, the program 'bwrap', is not installed" in refused.stderr
    assert "apt install bubblewrap" in refused.stderr

    unsafe = byheart("check", "--run-code", "--unsafe")
    assert unsafe.stderr.startswith(
        "this is not a boundary: bubblewrap, the program 'bwrap', is not installed; "
    )
    assert ("root" in unsafe.stderr) == (os.geteuid() == 0)
    assert "output-differs" in unsafe.stdout

    bwrap = tmp_path / "bin" / "bwrap"
    bwrap.write_text("#!/bin/sh\necho 'bwrap: No permissions to make a namespace' >&2\nexit 1\n")
    bwrap.chmod(0o755)
    refused = byheart("check", "--run-code")
    assert refused.exit_code == 2
    assert "none here: 'bwrap: No permissions to make a namespace'" in refused.stderr

    for event in ("pull_request", "merge_group"):
        monkeypatch.setenv("GITHUB_EVENT_NAME", event)
        refused = byheart("check", "--run-code", "--unsafe")
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert "no code of a pull request is run" in refused.stderr


def test_within_the_boundary_the_command_runs_code(
    boundary: Boundary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is a boundary nothing more is asked, nor said; for a stranger's code too."""
    _site(tmp_path, monkeypatch)
    (tmp_path / "bin" / "bwrap").symlink_to(boundary.bwrap)
    monkeypatch.setenv("GITHUB_EVENT_NAME", "pull_request")

    told = byheart("check", "--run-code")

    assert (told.exit_code, told.stderr) == (1, "")
    assert "output-differs" in told.stdout


@pytest.mark.parametrize(("platform", "name"), [("darwin", "macOS"), ("win32", "Windows")])
def test_other_systems_are_told_that_they_have_none(platform: str, name: str) -> None:
    """They are named, with what helps."""
    told = find(lambda _: pytest.fail("something was run"), platform)

    assert told == (f"there is no bubblewrap for {name}", "run this on a Linux machine")


def test_nothing_is_run_unless_the_site_allows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without `run_code: true`, code in a deck is only text, whatever is asked for."""
    _site(tmp_path, monkeypatch)
    (tmp_path / "mkdocs.yml").write_text(whole())
    told = byheart("check", "--run-code", "--unsafe")

    assert told.exit_code == 2
    assert "may not be run" in told.stderr
    assert "--unsafe" in byheart("check", "--unsafe").stderr
