# Knows alone: what stands around code that is run: a box of bubblewrap, in which there is nothing but Python; when
# there is none, and what is said then.
"""The boundary around code that somebody else wrote."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from byheart.runcode import calls

NOBODY = 65534
"""The user and group that the code is run as, inside the box."""

SNIPPET, _PYTHON = "/snippet", "/python"
_BYTES = 16 * 1024 * 1024
_SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/nix/store", "/gnu/store", "/etc/ld.so.cache")
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
_NAMESPACES = ("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try")
_LIBRARY = f"{_PYTHON}/{sys.platlibdir}/python{sys.version_info.major}.{sys.version_info.minor}"
_SYSTEMS = {"darwin": "macOS", "win32": "Windows"}


class Boundary(NamedTuple):
    """A box of bubblewrap; `bwrap` is the program, `is_root` whether it is started by root."""

    bwrap: str
    is_root: bool

    def around(self, program: Path, arguments: list[str], environment: Mapping[str, str]) -> list[str]:
        """The command that runs a Python program in the box, with these arguments and this environment alone.

        Its folder is `SNIPPET`. It may write there, at most 16 MiB, and nowhere else.
        """
        python = f"{_PYTHON}/bin/python"
        known = {**environment, "PYTHONHOME": _PYTHON, "LD_LIBRARY_PATH": f"{_PYTHON}/lib"}
        return [
            *("/bin/sh", "-c", 'exec "$@" 9<"$0"', calls.path()),
            *(self.bwrap, "--seccomp", "9"),
            *_NAMESPACES,
            *self._user(),
            "--die-with-parent",
            "--new-session",
            "--clearenv",
            *(word for name, value in known.items() for word in ("--setenv", name, value)),
            *_shown({**_needed(), str(program): f"{_PYTHON}/{program.name}"}),
            *("--perms", "0777", "--size", str(_BYTES), "--tmpfs", SNIPPET),
            *("--remount-ro", "/", "--chdir", SNIPPET),
            *(python, "-s", "-S", "-P", "-B", "-X", "utf8", f"{_PYTHON}/{program.name}", *arguments),
        ]

    def _user(self) -> list[str]:
        """How the code becomes a user without rights.

        What root owns stays root's in a namespace of users too, so there the program itself gives up being root.
        """
        if self.is_root:
            return ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
        return ["--unshare-user", "--disable-userns", "--uid", str(NOBODY), "--gid", str(NOBODY)]


class Missing(NamedTuple):
    """There is no boundary: `why`, and `mend`, by which there would be one."""

    why: str
    mend: str


def find(
    tried: Callable[[Boundary], str],
    platform: str = sys.platform,
    which: Callable[[str], str | None] = shutil.which,
) -> Boundary | Missing:
    """The boundary of this machine, or why there is none.

    `tried` runs something in a boundary, and gives what went wrong, "" if nothing did.
    """
    if platform != "linux":
        return Missing(
            f"there is no bubblewrap for {_SYSTEMS.get(platform, platform)}", "run this on a Linux machine"
        )
    if not calls.is_known():
        return Missing(
            "the calls of this processor are not known", "run this on a machine with x86-64 or 64-bit ARM"
        )
    program = which("bwrap")
    if program is None:
        return Missing(
            "bubblewrap, the program 'bwrap', is not installed",
            "install it, as by 'sudo apt install bubblewrap'",
        )
    boundary = Boundary(program, is_root=os.geteuid() == 0)
    wrong = tried(boundary)
    if not wrong:
        return boundary
    return Missing(
        f"bubblewrap makes none here: {wrong}",
        "let this user make namespaces, and have bubblewrap 0.8 or newer",
    )


def _needed() -> dict[str, str]:
    """What Python needs to run, and where it lies in the box: of its own place on the machine nothing shows there."""
    needed = {place: place for place in (*_SYSTEM, *_DEVICES) if Path(place).exists()}
    needed[os.path.realpath(getattr(sys, "_base_executable", sys.executable))] = f"{_PYTHON}/bin/python"
    needed[sysconfig.get_path("stdlib")] = _LIBRARY
    folder = str(sysconfig.get_config_var("LIBDIR") or "")
    if folder and not folder.startswith(_SYSTEM):
        needed |= {str(file): f"{_PYTHON}/lib/{file.name}" for file in Path(folder).glob("lib*.so*")}
    return needed


def _shown(places: Mapping[str, str]) -> list[str]:
    """The words that show files and folders in the box, read-only, without the packages that are installed there.

    The folders above them are open to the user of the box.
    """
    above = sorted({str(folder) for inside in places.values() for folder in Path(inside).parents} - {"/"})
    made = [word for folder in above for word in ("--perms", "0755", "--dir", folder)]
    bound = [
        word
        for outside, inside in places.items()
        for word in ("--dev-bind" if outside in _DEVICES else "--ro-bind", outside, inside)
    ]
    packages = Path(sysconfig.get_path("stdlib"), "site-packages").is_dir()
    return [*made, *bound, *(("--tmpfs", f"{_LIBRARY}/site-packages") if packages else ())]
