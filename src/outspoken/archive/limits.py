"""Fence a process in before it touches hostile bytes: memory, time, files, processes, network.

What the system offers is used: on Linux a namespace without a network, limits of the
kernel, an alarm that ends the process even inside a library that does not return. In
addition Python itself refuses to connect or to start programs. What is not hindered:
reading files that the user may read.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

try:
    import resource
except ImportError:  # pragma: no cover - a system without limits
    resource = None  # type: ignore[assignment]

MEMORY = 512 << 20
"""Bytes on top of what the process has when it begins."""
CPU, WALL = 10, 15
"""Seconds for one file."""
FILES = 64
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000
_FORBIDDEN = (
    *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"),
    *(
        "subprocess.",
        "os.exec",
        "os.fork",
        "os.system",
        "os.posix_spawn",
        "os.kill",
        "os.remove",
        "os.rename",
        "shutil.",
    ),
)


def without_network() -> str:
    """Leave the network, as far as the system lets this process; say how far: `namespace` or `python`."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            library = ctypes.CDLL(None, use_errno=True)
            if library.unshare(_NEW_NETWORK) == 0 or library.unshare(_NEW_USER | _NEW_NETWORK) == 0:
                return "namespace"
    return "python"


def fence() -> None:
    """Limit this process for good."""
    if resource is not None:
        _limit(resource.RLIMIT_AS, _size_now() + MEMORY)
        _limit(resource.RLIMIT_FSIZE, 0)
        _limit(resource.RLIMIT_NOFILE, FILES)
        _limit(resource.RLIMIT_CORE, 0)
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    # A worker lives for a few files only; what it leaves behind goes with it.
    gc.disable()
    sys.addaudithook(_refuse)


def _limit(kind: int, most: int) -> None:
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (most, most))


def _size_now() -> int:
    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return 1 << 30


def _refuse(event: str, _: object) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"a worker may not do this: {event}")


def begin(more: int = 0) -> None:
    """Start the clock for one file; when it runs out, the system ends the process. `more` are seconds on top."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, WALL + more)
    if resource is not None:
        with suppress(ValueError, OSError):
            used = resource.getrusage(resource.RUSAGE_SELF)
            most = int(used.ru_utime + used.ru_stime) + CPU + more + 1
            resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def end() -> None:
    """Stop the clock."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)
