"""`outspoken serve`: the study in the browser, for one person or for a team."""

from __future__ import annotations

import secrets
import webbrowser
from pathlib import Path
from typing import Any

import click

from outspoken.cli.output import say
from outspoken.errors import StudyError

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@click.command("serve")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--study", "named", type=click.Path(path_type=Path, file_okay=False), help="The same as FOLDER.")
@click.option("--port", default=8880, show_default=True, help="Where to listen; 0 takes any free port.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option("--team", is_flag=True, help="Serve every study below FOLDER, with accounts.")
@click.option(
    "--host", "hosts", multiple=True, help="A name under which the team's server is called; the first is its own."
)
@click.option("--listen", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--accounts", default="", help="Where accounts live: postgresql://user@host/database (default: a file).")
@click.option("--allow", multiple=True, metavar="HOST:PORT", help="Visit this host too, though it is not on the web.")
@click.option("--plain-http", is_flag=True, help="Without TLS in front: only for trying out on this machine.")
def serve_command(
    folder: Path | None,
    named: Path | None,
    port: int,
    hosts: tuple[str, ...],
    listen: str,
    **flags: Any,
) -> None:
    r"""Open the study in the browser.

    Without --team it listens on this machine alone, and lets in whoever opens the printed
    address first. FOLDER may be empty: the browser offers to make a study there.

    \b
    Examples:
      outspoken serve
      outspoken serve my-study --port 0
      outspoken serve --team /srv/studies --host studies.example.org
    """
    from outspoken.web.server import first_address, prepare, run
    from outspoken.web.server import listen as listen_on
    from outspoken.web.serving import Serving
    from outspoken.web.studies import Shelf

    place = (named or folder or Path()).resolve()
    if not place.is_dir():
        raise StudyError(f"There is no folder {place}.", "Make it first, or name another.")
    team, tls = flags["team"], not flags["plain_http"]
    if listen not in _LOOPBACK and not (team and tls):
        # Safety: without accounts and TLS, anybody on the network could read the study.
        raise StudyError(
            "Without accounts and TLS the study is served on this machine alone.",
            "Leave out --listen, or serve a team behind TLS: `outspoken serve --team --host NAME --listen 0.0.0.0`.",
        )
    served = Serving(
        place,
        team,
        hosts or ("127.0.0.1", "localhost"),
        "" if team else secrets.token_urlsafe(24),
        flags["accounts"],
        tls,
        flags["allow"],
    )
    if team:
        Shelf(served).refuse_unguarded()
    taken = listen_on(listen, port)
    prepare(served)
    address = first_address(served, taken.getsockname()[1])

    def ready() -> None:
        say(f"Open {address}")
        say("Stop with Ctrl-C.")
        if not flags["no_browser"] and not team:
            webbrowser.open(address)

    run(taken, ready)
