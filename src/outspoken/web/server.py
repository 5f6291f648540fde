"""Start the server: waitress inside, on the loopback unless a team says otherwise."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable

from outspoken.errors import StudyError
from outspoken.web.serving import Serving

THREADS = 8


def prepare(served: Serving) -> None:
    """Set Django up for this way of serving, and bring the accounts' database up to date."""
    os.environ.update(served.environment())
    os.environ["DJANGO_SETTINGS_MODULE"] = "outspoken.web.settings"
    import django  # noqa: PLC0415 - only once the environment says how to serve
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    if served.team:
        call_command("migrate", verbosity=0, interactive=False)


def first_address(served: Serving, port: int) -> str:
    """Return the address to open first: the one with the token, or the set-up of a new server."""
    if not served.team:
        return f"http://127.0.0.1:{port}/enter/{served.token}/"
    from outspoken.web.accounts.models import Account  # noqa: PLC0415 - after prepare
    from outspoken.web.team.views import set_up_token  # noqa: PLC0415

    start = f"https://{served.hosts[0]}" if served.tls else f"http://127.0.0.1:{port}"
    return f"{start}/" if Account.objects.exists() else f"{start}/set-up/{set_up_token()}/"


def listen(host: str, port: int) -> socket.socket:
    """Take a port.

    Raises:
        StudyError: if another program has it.
    """
    taken = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except OSError as error:
        taken.close()
        raise StudyError(
            f"Port {port} on {host} cannot be used ({error.strerror}).",
            "Choose another with `outspoken serve --port 8890`.",
        ) from error
    return taken


def run(taken: socket.socket, ready: Callable[[], None], threads: int = THREADS) -> None:
    """Serve until interrupted."""
    from waitress import create_server  # noqa: PLC0415 - after prepare

    from outspoken.web.studies import shelf  # noqa: PLC0415
    from outspoken.web.wsgi import application  # noqa: PLC0415

    server = create_server(
        application, sockets=[taken], threads=threads, ident=None, clear_untrusted_proxy_headers=False
    )
    ready()
    try:
        server.run()
    finally:
        shelf().close()
