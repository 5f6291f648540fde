"""The command `outspoken`: finds the command one typed, runs it, and turns errors into sentences.

Exit codes: 0 fine, 1 something is wrong with the study, 2 what was asked could not be done.
"""

from __future__ import annotations

import sys
from difflib import get_close_matches
from importlib import import_module

import click

from outspoken import __version__
from outspoken.cli.output import CANNOT, FINE, say_error
from outspoken.errors import OutspokenError

_COMMANDS = {
    "demo": ("demo", "Build the 2015 study as an example: import, check, report."),
    "new": ("studies", "Make a new study in a folder."),
    "status": ("studies", "Say what the study holds and what to do next."),
    "collect": ("collect", "Step 1: find stories; import spreadsheets."),
    "archive": ("archive", "Step 2: keep what was published, read its words, settle copies."),
    "screen": ("screen", "Step 3: decide which stories count, and say why."),
    "people": ("people", "Step 4: judge which testimonies are of one person."),
    "coding": ("coding", "Step 5: code by a codebook; agreement, suggestions, exchange."),
    "doubts": ("doubts", "List what is in doubt, and settle it."),
    "search": ("search", "Find stories by their words."),
    "cases": ("analyse", "List the cases."),
    "views": ("views", "Keep views of the cases, and share them."),
    "table": ("analyse", "Cross two attributes, periods, regions or codes."),
    "check": ("report", "Recompute every number the report states."),
    "report": ("report", "Step 7: build the report."),
    "journal": ("journal", "Read and verify the record of all acts."),
    "serve": ("serve", "Open the study in the browser, alone or as a team."),
    "upgrade": ("studies", "Bring a database on a server up to date."),
    "help": ("topics", "Explain expressions, figure words, roles and files."),
}
"""Every command: the module it lives in, and one line on it. Modules are loaded when needed."""


class _Commands(click.Group):
    """Loads a command's module only when it is asked for, so that the start is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module = import_module(f"outspoken.cli.{_COMMANDS[name][0]}")
        found: click.Command = getattr(module, name.replace("-", "_") + "_command")
        _keep_examples(found)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in _COMMANDS.items()])


def _keep_examples(command: click.Command) -> None:
    r"""Let click see the mark that keeps the lines of examples apart.

    It looks for a backspace; our docstrings are raw, so they hold a backslash and a b.
    """
    command.help = (command.help or "").replace("\\b\n", "\b\n")
    if isinstance(command, click.Group):
        for part in command.commands.values():
            _keep_examples(part)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="outspoken")
def cli() -> None:
    """From published testimonies to a checked, citable, safely published study.

    Try `outspoken demo`, then `outspoken status --study outspoken-demo`.
    `outspoken COMMAND --help` explains a command, with examples.

    Every command ends with 0 if all is well, 1 if it found something wrong with the
    study, 2 if it could not do what was asked.
    """


def main() -> None:
    """Run the command line."""
    try:
        code = cli.main(prog_name="outspoken", standalone_mode=False)
    except OutspokenError as error:
        say_error(error)
        code = CANNOT
    except click.exceptions.Exit as done:
        code = done.exit_code
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.format_message())
        code = FINE
    except click.ClickException as error:
        say_error(_misused(error))
        code = CANNOT
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted; what was finished is kept.", err=True)
        code = CANNOT
    except BrokenPipeError:
        # Whoever read our output (head, less) has closed it; that is no error of the study.
        sys.stderr.close()
        code = FINE
    sys.exit(code if isinstance(code, int) else FINE)


def _misused(error: click.ClickException) -> OutspokenError:
    """Say in our own form what click found wrong with the words one typed."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    asked = context.command_path if context else "outspoken"
    hint = f"`{asked} --help` shows how it is used."
    if isinstance(error, click.exceptions.NoSuchCommand):
        # click itself looks for near names among loaded commands only, and ours load late.
        known = context.command.list_commands(context) if context and isinstance(context.command, click.Group) else []
        near = get_close_matches(error.command_name, known, 1)
        hint = f"Did you mean `{asked} {near[0]}`?" if near else f"`{asked} --help` lists the commands."
        return OutspokenError(f"There is no command `{asked} {error.command_name}`.", hint)
    return OutspokenError(error.format_message(), hint)
