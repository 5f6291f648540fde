"""`outspoken help TOPIC`: explanations that belong beside the commands."""

from __future__ import annotations

import inspect

import click

from outspoken.cli.output import say, say_table

_TOPICS = {
    "expressions": "how claims, reports and filters say where a number comes from",
    "figures": "what a printed figure such as 'almost 60 per cent' may mean",
    "roles": "who may do what in a study",
    "folder": "what lies where in a study's folder",
}


@click.command("help")
@click.argument("topic", required=False, metavar="TOPIC", type=click.Choice(list(_TOPICS)))
def help_command(topic: str | None) -> None:
    r"""Explain a topic: expressions, figures, roles, folder.

    \b
    Example:
      outspoken help expressions
    """
    from outspoken.report import expressions, figure_words
    from outspoken.study.actors import PRIVILEGES, Role
    from outspoken.study.study import Study

    if topic is None:
        say_table(("topic", "explains"), list(_TOPICS.items()))
        say("Read one with `outspoken help TOPIC`; `outspoken COMMAND --help` explains a command.")
    elif topic == "roles":
        rows = [
            (act, ", ".join(role.value for role in Role if role in allowed))
            for act, allowed in sorted(PRIVILEGES.items())
        ]
        say_table(("act", "open to"), rows)
    else:
        texts = {"expressions": expressions.__doc__, "figures": figure_words.__doc__, "folder": Study.__doc__}
        say(inspect.cleandoc(texts[topic] or ""))
