"""A fenced process cannot reach the network, start programs, write files, or run on for ever."""

import signal
import subprocess
import sys

import pytest

FENCED = "from outspoken.archive import limits; how = limits.without_network(); limits.fence()\n"


def run(script):
    return subprocess.run(
        [sys.executable, "-c", FENCED + script], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    "script",
    [
        "import socket; socket.create_connection(('127.0.0.1', 80), 1)",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import os; os.kill(os.getppid(), 0)",
        "open('/tmp/outspoken-fenced', 'w').write('x' * 10_000)",
    ],
)
def test_what_a_worker_may_not_do_fails(script) -> None:
    done = run(script)
    assert done.returncode != 0
    assert "left" not in done.stdout


def test_too_much_memory_is_an_error_and_not_the_end_of_the_machine() -> None:
    done = run("\ntry:\n    bytes(1 << 30)\nexcept MemoryError:\n    print('refused')")
    assert done.stdout == "refused\n"


def test_the_clock_ends_a_library_that_does_not_return() -> None:
    done = run("limits.WALL = 0.3; limits.begin()\nwhile True: pass")
    assert done.returncode == -signal.SIGALRM


def test_a_clock_that_was_stopped_ends_nothing() -> None:
    assert run("limits.begin(); limits.end(); print('fine')").stdout == "fine\n"
