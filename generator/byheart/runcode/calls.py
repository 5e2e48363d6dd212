# Knows alone: which calls of the Linux kernel code in the box may not make, since namespaces do not part what they reach
# (keys of the session, sockets of virtual machines) or nothing bounds it (shared memory, rings), and how that is said to
# the kernel.
"""The filter of system calls."""

from __future__ import annotations

import errno
import os
import platform
import struct
from functools import cache

# Numbers by the processor: of x86-64 from arch/x86/entry/syscalls/syscall_64.tbl of the kernel's source, of 64-bit ARM from
# include/uapi/asm-generic/unistd.h; the name of each processor for a filter from include/uapi/linux/audit.h.
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_CALLS = {
    "x86_64": {
        "add_key": 248, "bpf": 321, "io_uring_enter": 426, "io_uring_register": 427, "io_uring_setup": 425, "keyctl": 250,
        "memfd_create": 319, "memfd_secret": 447, "mount": 165, "mq_open": 240, "msgget": 68, "perf_event_open": 298,
        "ptrace": 101, "request_key": 249, "semget": 64, "setns": 308, "shmget": 29, "socket": 41, "unshare": 272,
        "userfaultfd": 323, "vmsplice": 278,
    },
    "aarch64": {
        "add_key": 217, "bpf": 280, "io_uring_enter": 426, "io_uring_register": 427, "io_uring_setup": 425, "keyctl": 219,
        "memfd_create": 279, "memfd_secret": 447, "mount": 40, "mq_open": 180, "msgget": 186, "perf_event_open": 241,
        "ptrace": 117, "request_key": 218, "semget": 190, "setns": 268, "shmget": 194, "socket": 198, "unshare": 97,
        "userfaultfd": 282, "vmsplice": 75,
    },
}  # fmt: skip
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE3 = 435
_NEW_USER = 0x10000000
_OTHER_TABLE = 0x40000000
"""On x86-64, calls with this bit have numbers of a table of their own (x32)."""

# One instruction of the filter's language: its code, how many to pass over where a comparison holds and where not, a value.
_INSTRUCTION = struct.Struct("=HBBI")
_LOAD, _EQUAL, _AT_LEAST, _HAS_BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_KILL, _ALLOW, _REFUSE = 0x80000000, 0x7FFF0000, 0x00050000


def is_known(machine: str = "") -> bool:
    """Whether there is a filter for the processor: "x86_64", "aarch64"; this one's where none is named."""
    return (machine or platform.machine()) in _ARCHITECTURES


def program(machine: str) -> bytes:
    """The filter for a processor, as the kernel and bubblewrap read it: refused calls fail with "not permitted".

    `clone3` fails as if the kernel had none, so that libraries fall back to `clone`, whose flags can be looked at.
    """
    lines = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, _ARCHITECTURES[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        *_refused(_AT_LEAST, _OTHER_TABLE, errno.EPERM),
        *(line for number in _CALLS[machine].values() for line in _refused(_EQUAL, number, errno.EPERM)),
        *_refused(_EQUAL, _CLONE3, errno.ENOSYS),
        (_EQUAL, 0, 3, _CLONE[machine]),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        *_refused(_HAS_BITS, _NEW_USER, errno.EPERM),
        (_RETURN, 0, 0, _ALLOW),
    ]
    return b"".join(_INSTRUCTION.pack(*line) for line in lines)


def _refused(comparison: int, value: int, error: int) -> list[tuple[int, int, int, int]]:
    return [(comparison, 0, 1, value), (_RETURN, 0, 0, _REFUSE | error)]


@cache
def path() -> str:
    """Where the filter of this machine can be read, as long as this process lives."""
    file = os.memfd_create("byheart-calls")
    os.write(file, program(platform.machine()))
    return f"/proc/{os.getpid()}/fd/{file}"
