"""`outspoken archive anchor`: say what would be sent, send it if that is wanted, and say what is witnessed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from outspoken.archive.records import Anchor
from outspoken.cli.options import as_json, in_study
from outspoken.cli.output import counted, say, say_json
from outspoken.cli.shapes.archive import AnchoredShape, AnchorShape
from outspoken.errors import NotFound
from outspoken.study import Actor, open_study


@click.command("anchor", short_help="Have the archive's hash witnessed outside.")
@in_study
@click.option("--tsa", default="", metavar="URL", help="A timestamp authority (RFC 3161); needs --certificate.")
@click.option(
    "--certificate",
    type=click.Path(path_type=Path, dir_okay=False),
    help="PEM file of the authority's root, and of what lies between.",
)
@click.option("--calendar", default="", metavar="URL", help="A calendar of OpenTimestamps.")
@click.option("--complete", is_flag=True, help="Ask calendars what became of their promises.")
@click.option("--allow", multiple=True, metavar="HOST:PORT", help="Ask this host too, though it is not on the web.")
@click.option("--yes", is_flag=True, help="Send without asking once more.")
@as_json
def anchor_command(folder: Path, **given: Any) -> None:
    r"""Have somebody outside witness the hash of the archive's manifest, so that nobody can rewrite it unseen.

    It says first what would be sent, and sends nothing unless you agree: a hash, and never a word, an address or a
    name. The service learns that you asked, when, and from where. The answer is checked before it is kept, and
    `outspoken archive verify` checks it each time.

    \b
    Examples:
      outspoken archive anchor --tsa https://tsa.example.org/tsr --certificate root.pem
      outspoken archive anchor --calendar https://calendar.example.org
      outspoken archive anchor --complete
    """
    from outspoken.archive import anchor, complete_anchors, to_send

    certificate, service = given["certificate"], given["tsa"] or given["calendar"]
    if [bool(given["tsa"]), bool(given["calendar"]), given["complete"]].count(True) != 1:
        raise NotFound("Whom should be asked?", "Give one of --tsa URL, --calendar URL and --complete.")
    if bool(given["tsa"]) != bool(certificate):
        raise NotFound(
            "A timestamp of an authority is checked against its certificate.",
            "Give both: --tsa URL --certificate FILE, with the root's certificate from the authority's own web site.",
        )
    with open_study(folder) as study:
        by, allow = Actor.local(), given["allow"]
        head, objects, promised = to_send(study, by=by)
        if not given["in_json"]:
            _say_what_is_sent(service, head, objects, promised, hashed=not given["tsa"])
        if not given["yes"] and (given["in_json"] or not _agreed()):
            made: tuple[Anchor, ...] = ()
        elif given["complete"]:
            made = complete_anchors(study, by=by, allow=allow)
        else:
            made = (anchor(study, service, by=by, certificates=certificate, allow=allow),)
    if given["in_json"]:
        say_json(AnchoredShape([AnchorShape.of(one) for one in made]))
        return
    for one in made:
        say(anchored(one, objects), hanging=2)
    if given["complete"] and not made:
        say("No promise is kept yet; blocks take hours. Nothing changed.")


def _say_what_is_sent(service: str, head: str, objects: int, promised: int, *, hashed: bool) -> None:
    if not service:
        say(f"Asks calendars for what became of {counted(promised, 'promise')}; sends the hash that each was given.")
        return
    say(f"Sends to {service}:")
    if hashed:
        say("  the SHA-256 of the next line and of 16 random bytes; the line itself stays here", hanging=4)
    say(f"  {head}{'' if hashed else ', and a random number'}", hanging=4)
    say(f"  (the hash of the manifest, which speaks for {counted(objects, 'object')})", hanging=4)
    say("It learns that you asked, when, and from which network; nothing of what is kept.", hanging=2)


def _agreed() -> bool:
    try:
        agreed = click.confirm("Send it?")
    except click.Abort:
        agreed = False
        say()
    if not agreed:
        say("Nothing was sent.")
    return agreed


def anchored(one: Anchor, objects: int) -> str:
    """Say in a sentence what is witnessed, when, and of how much of the archive."""
    covered = f"the first {one.objects:,} of {objects:,}" if one.objects < objects else f"all {objects:,}"
    said = f"Anchored ({one.kind.value}): {covered} objects "
    if one.unchecked:
        return f"{said}in {one.file}, which could not be checked here. {one.unchecked}"
    if not one.at:
        return f"{said}are promised by {one.calendar}; in some hours: outspoken archive anchor --complete"
    return f"{said}were there at {one.at}."
