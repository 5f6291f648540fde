"""Write docs/reference from the code, so that it can never say anything else than the code does.

`python docs/generate.py` writes every page anew; with `--check` it only says which pages
are out of date, and exits with 1 if any is.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
import textwrap
import types
from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

import click
from pydantic import BaseModel, TypeAdapter
from pydantic_core import PydanticUndefined

from outspoken import errors
from outspoken.cli import main, output
from outspoken.cli.shapes import all_shapes
from outspoken.coding.codebook import Codebook
from outspoken.plugins import INTAKES, load
from outspoken.report import claims, expressions, figure_words
from outspoken.report.claims import Claims
from outspoken.study.actors import PRIVILEGES, Role
from outspoken.study.settings import PERIODS, RESERVED, Settings
from outspoken.study.study import Study
from outspoken.study.tables import metadata

HERE = Path(__file__).parent / "reference"
SOURCE = Path(__file__).parents[1] / "src" / "outspoken"
STEPS = ("collect", "archive", "screen", "people", "coding", "analyse", "report")
WIDTH = 100
_GENERATED = "<!-- Written by docs/generate.py from the code; change the code, then run `just docs`. -->\n\n"


# ---- commands ------------------------------------------------------------------------


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command and subcommand with the words that call it, in the order of the help."""
    root = click.Context(main.cli, info_name="outspoken")
    for name in main.cli.list_commands(root):
        # A command that is announced before its module has it is left out here; tests/cli/test_main.py complains.
        with suppress(AttributeError):
            command = main.cli.get_command(root, name)
            assert command is not None
            yield from _and_parts(f"outspoken {name}", command)


def _and_parts(words: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield words, command
    if isinstance(command, click.Group):
        for name, part in command.commands.items():
            yield from _and_parts(f"{words} {name}", part)


def help_of(words: str, command: click.Command) -> str:
    """Return a command's help as a terminal of fixed width shows it."""
    shown: dict[str, Any] = {**main.cli.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    return click.Context(command, info_name=words, **shown).get_help()


def commands_page() -> str:
    """Every command with its help."""
    intro = (
        "Every command takes `--study DIR` (default: the folder one is in), and every one that reads takes\n"
        "`--json`, whose shapes are in [json.md](json.md).\n\n"
        "| exit code | means |\n|---|---|\n"
        f"| {output.FINE} | fine |\n"
        f"| {output.WRONG} | something wrong with the study was found: a number fails, a row is refused, a seal is broken |\n"
        f"| {output.CANNOT} | what was asked could not be done; one sentence says why, a hint says what mends it |\n"
    )
    parts = [f"## {words}\n\n```text\n{help_of(words, command)}\n```\n" for words, command in commands()]
    return "# Commands\n\n" + intro + "\n" + "\n".join(parts)


def json_page() -> str:
    """Every JSON shape as a JSON Schema."""
    parts = [
        f"## {command} --json\n\n```json\n{json.dumps(schema_of(shape), indent=2, ensure_ascii=False)}\n```\n"
        for command, shape in all_shapes().items()
    ]
    return (
        "# What `--json` prints\n\n"
        "One JSON Schema (draft 2020-12) for each command. A field may be added in a later version; none is renamed\n"
        "or taken away without the changelog saying so. The tests hold what the commands print against this page.\n\n"
        + "\n".join(parts)
    )


def schema_of(shape: type) -> dict[str, Any]:
    """Return the JSON Schema of a shape; what it does not name is not allowed."""
    schema = TypeAdapter(shape).json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        if "properties" in part:
            part["additionalProperties"] = False
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


# ---- files people write ----------------------------------------------------------------


def settings_page() -> str:
    """Everything that may stand in study.toml."""
    understood = "\n".join(f"- {first_line(intake)}" for intake in _intakes())
    return (
        "# study.toml\n\n"
        "The settings of a study, in [TOML](https://toml.io). A key that is not listed here is an error, and every\n"
        "error names file, line and field. A minimal one is what `outspoken new` writes.\n\n"
        + "".join(_sections(Settings, _in_toml))
        + "## What a column can go to\n\n"
        "`to =` (or the bare text) names what a column of a sheet is. Each of these takes what it understands:\n\n"
        f"{understood}\n\n"
        "`key` marks the key column where it is mapped too. A column that is neither mapped nor listed under\n"
        "`ignore` is an error, so that nothing is left out without somebody having said so.\n\n"
        "## Words the program keeps for itself\n\n"
        "An attribute, a period or a region scheme cannot be called: "
        + ", ".join(f"`{word}`" for word in sorted(RESERVED))
        + ".\n\nThe periods that every date can be sorted into are "
        + ", ".join(f"`{period}`" for period in PERIODS)
        + ".\n"
    )


def codebook_page() -> str:
    """Everything that may stand in codebook.yaml."""
    return (
        "# codebook.yaml\n\n"
        "Groups of codes in YAML. `outspoken coding codebook` shows it as the program reads it, or says file, line\n"
        "and field of what is wrong. Ids are unique in the whole book, whatever their case.\n\n"
        + "".join(_sections(Codebook, _in_yaml))
        + "## How codes come in\n\n"
        + inspect.cleandoc(import_module("outspoken.coding.intake").__doc__ or "").split("\n\n", 1)[1]
        + "\n"
    )


def claims_page() -> str:
    """Everything that may stand in claims.yaml, the language of expressions, and what figure words mean."""
    return (
        f"# claims.yaml\n\n{_as_page(claims, 'yaml')}\n\n"
        + "".join(_sections(Claims, _in_yaml))
        + f"## Expressions\n\n{_as_page(expressions)}\n\n## Figure words\n\n{_as_page(figure_words)}\n"
    )


def _as_page(module: types.ModuleType, language: str = "text") -> str:
    """Turn a docstring into Markdown: what is indented in it stays as it is."""
    return "\n\n".join(
        f"```{language}\n{textwrap.dedent(part)}\n```" if part.startswith("    ") else part
        for part in inspect.cleandoc(module.__doc__ or "").split("\n\n")
    )


Place = tuple[tuple[str, str], ...]
"""The way to a section: each key, and how many there are of it."""


def _in_toml(place: Place) -> str:
    name = ".".join(key + {"named": ".NAME", "or": ".COLUMN"}.get(many, "") for key, many in place)
    return f"[[{name}]]" if place[-1][1] == "listed" else f"[{name}]"


def _in_yaml(place: Place) -> str:
    return " › ".join(key for key, _ in place) + (", each" if place[-1][1] == "listed" else "")


def _sections(model: type[BaseModel], named: Callable[[Place], str], place: Place = ()) -> Iterator[str]:
    """Yield a table of the keys of a model, then those of every model inside it."""
    notes = documented(model)
    rows, inner = [], []
    for name, field in model.model_fields.items():
        key = field.alias or name
        part, many = _model_inside(field.annotation)
        if part is not None:
            inner.append((part, (*place, (key, many))))
            if many != "or":
                continue
        default = "required" if field.is_required() else f"`{_toml(field.get_default(call_default_factory=True))}`"
        rows.append(f"| `{key}` | {typed(field.annotation)} | {default} | {notes.get(name, '')} |\n")
    if rows:
        title = f"`{named(place)}`" if place else "At the top"
        yield f"## {title}\n\n{first_line(model)}\n\n| key | is | default | |\n|---|---|---|---|\n{''.join(rows)}\n"
    for part, where in inner:
        yield from _sections(part, named, where)


def _model_inside(annotation: Any) -> tuple[type[BaseModel] | None, str]:
    """Return the model that a field holds, and how: one, "listed", "named", or "or" where plain text will do too."""
    annotation = _bare(annotation)
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return annotation, ""
    inside = [_bare(part) for part in get_args(annotation)]
    for part in inside:
        if inspect.isclass(part) and issubclass(part, BaseModel):
            return part, "listed" if get_origin(annotation) is list else "named"
        for deeper in get_args(part):
            if inspect.isclass(deeper) and issubclass(deeper, BaseModel):
                return deeper, "or"
    return None, ""


def typed(annotation: Any) -> str:
    """Say in words what may stand behind a key."""
    annotation = _bare(annotation)
    if get_origin(annotation) is not None:
        return _combined(annotation)
    if issubclass(annotation, Enum):
        return ", ".join(f"`{member.value}`" for member in annotation)
    if issubclass(annotation, BaseModel):
        return "the keys below"
    plain = {str: "text", int: "whole number", float: "number", bool: "true or false", types.NoneType: "nothing"}
    return plain[annotation]


def _combined(annotation: Any) -> str:
    inside = [typed(part) for part in get_args(annotation)]
    either = " or ".join(part for part in inside if part != "nothing")
    return {
        Union: either,
        types.UnionType: either,
        list: f"list of {inside[0]}",
        tuple: f"[{', '.join(inside)}]",
        dict: f"table of name = {inside[-1]}",
    }[get_origin(annotation)]


def _bare(annotation: Any) -> Any:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _toml(value: Any) -> str:
    if value is None or value is PydanticUndefined:
        return "none"
    if isinstance(value, Enum):
        return str(value.value)
    return json.dumps(value, ensure_ascii=False)


def documented(owner: type) -> dict[str, str]:
    """Return the text literal under each field of a class, for the class and those it inherits from."""
    found: dict[str, str] = {}
    for cls in reversed(owner.__mro__):
        if not cls.__module__.startswith("outspoken"):
            continue
        body = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
        assert isinstance(body, ast.ClassDef)
        for field, note in zip(body.body, body.body[1:], strict=False):
            if not (isinstance(note, ast.Expr) and isinstance(note.value, ast.Constant)):
                continue
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                found[field.target.id] = " ".join(str(note.value.value).split())
            elif isinstance(field, ast.Assign) and isinstance(field.targets[0], ast.Name):
                found[field.targets[0].id] = " ".join(str(note.value.value).split())
    return found


# ---- what the program holds --------------------------------------------------------------


def roles_page() -> str:
    """Who may do what."""
    notes = documented(Role)
    roles = "".join(f"| {role.value} | {notes[role.name]} |\n" for role in Role)
    acts = "".join(
        f"| `{act}` | " + " | ".join("yes" if role in allowed else "" for role in Role) + " |\n"
        for act, allowed in sorted(PRIVILEGES.items())
    )
    return (
        "# Roles\n\n"
        "An actor may hold several roles; what is not listed nobody may do. Roles guard a server's door, not a file:\n"
        "whoever holds `study.db` is its owner ([why](../decisions/0008-whoever-holds-the-file-owns-it.md)).\n\n"
        f"| role | is somebody who |\n|---|---|\n{roles}\n"
        f"| act | {' | '.join(role.value for role in Role)} |\n|---|{'---|' * len(Role)}\n{acts}"
    )


def database_page() -> str:
    """Every table of the database."""
    parts = []
    for table in metadata.tables.values():
        rows = "".join(f"| `{column.name}` | {_column(column)} |\n" for column in table.columns)
        unique = sorted(
            ", ".join(f"`{column.name}`" for column in rule.columns)
            for rule in table.constraints
            if type(rule).__name__ == "UniqueConstraint"
        )
        last = "".join(f"\nTogether unique: {columns}.\n" for columns in unique)
        parts.append(f"## {table.name}\n\n{table.comment}\n\n| column | |\n|---|---|\n{rows}{last}")
    return (
        "# The database\n\n"
        "The same on SQLite (`study.db`) and in a schema on PostgreSQL, in the order of the work. Foreign keys\n"
        "point backwards along the work and cascade, so that a withdrawn story takes with it all that came from it.\n"
        "Times are UTC in ISO 8601, dates EDTF (`2015`, `2015-08`, `2015-08~`), lists JSON. `since` and `until` are\n"
        "numbers of journal entries: what was replaced stays, with the act that replaced it.\n\n" + "\n".join(parts)
    )


def _column(column: Any) -> str:
    said = ["number" if "INT" in str(column.type).upper() else "text"]
    if column.primary_key:
        said.append("primary key")
    said += [f"→ `{key.column.table.name}.{key.column.name}`" for key in column.foreign_keys]
    if column.unique:
        said.append("unique")
    if column.nullable:
        said.append("may be empty")
    return ", ".join(said)


def errors_page() -> str:
    """The family of errors."""
    tree = inspect.cleandoc(errors.__doc__ or "").split("\n\n")
    parts = "".join(
        f"| `{name}` | {first_line(cls)} |\n"
        for name, cls in vars(errors).items()
        if inspect.isclass(cls) and issubclass(cls, errors.OutspokenError)
    )
    return (
        f"# Errors\n\n{tree[0]}\n\n```text\n{textwrap.dedent(tree[1])}\n```\n\n"
        "Every error has a `message`, a full sentence, and a `hint`: something one can type or do. On the command\n"
        "line both go to standard error and the exit code is 2. In a notebook, catch `outspoken.errors.OutspokenError`.\n"
        "Anything else that is raised is a bug; please [report it](../../CONTRIBUTING.md).\n\n"
        f"| error | says that |\n|---|---|\n{parts}"
    )


def folder_page() -> str:
    """What lies where in a study's folder."""
    return (
        "# A study's folder\n\n`outspoken help folder` prints this, too. "
        "[Why it looks so](../explanation/the-study-folder.md).\n\n"
        f"```text\n{inspect.cleandoc(Study.__doc__ or '')}\n```\n"
    )


# ---- the steps ---------------------------------------------------------------------------


def step_page(step: str) -> str:
    """One step: its modules, its public names, its commands."""
    package = import_module(f"outspoken.{step}")
    modules = "".join(
        f"| `{'.'.join(path.relative_to(SOURCE).with_suffix('').parts)}` | {_opening(path)} |\n"
        for path in sorted((SOURCE / step).rglob("*.py"))
        if path.name != "__init__.py"
    )
    own = [
        f"- [`{words}`](../commands.md#{words.replace(' ', '-')})\n"
        for words, command in commands()
        if command.callback is not None and inspect.unwrap(command.callback).__module__ == f"outspoken.cli.{step}"
    ]
    names = "".join(_public(package, name) for name in sorted(getattr(package, "__all__", ())))
    return (
        f"# {step}\n\n{inspect.cleandoc(package.__doc__ or '')}\n\n"
        + (f"## Commands\n\n{''.join(own)}\n" if own else "")
        + (f"## In Python: `outspoken.{step}`\n\n{names}" if names else "")
        + f"## Modules\n\n| module | is there to |\n|---|---|\n{modules}"
    )


def _public(package: types.ModuleType, name: str) -> str:
    found = getattr(package, name)
    text = inspect.cleandoc(found.__doc__ or "")
    if inspect.isfunction(found):
        return f"### {name}{_signature(found)}\n\n{_literal(text)}\n\n"
    notes = {**documented(found)} if inspect.isclass(found) else {}
    fields = "".join(f"- `{field}`: {note}\n" for field, note in notes.items())
    return f"### {name}\n\n{text.split(chr(10) * 2)[0]}\n\n{fields}{chr(10) if fields else ''}"


def _literal(text: str) -> str:
    """Keep what a docstring sets apart (examples, what is raised) as it is written."""
    first, _, rest = text.partition("\n\n")
    return f"{first}\n\n```text\n{rest}\n```" if rest else first


def _signature(function: Callable[..., Any]) -> str:
    names = []
    keyword = False
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not keyword:
            keyword = True
            names.append("*")
        names.append(parameter.name if parameter.default is parameter.empty else f"{parameter.name}=…")
    return f"({', '.join(names)})"


def _intakes() -> list[Any]:
    found = [import_module("outspoken.collect.importers.stories").StoryIntake, *load(INTAKES).values()]
    return sorted(found, key=lambda intake: intake.position)


def _opening(path: Path) -> str:
    text = inspect.cleandoc(ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "")
    return " ".join(text.split("\n\n")[0].split()).replace("|", "\\|")


def first_line(owner: Any) -> str:
    """Return the first paragraph of what a class or function says of itself, in one line."""
    return " ".join(inspect.cleandoc(owner.__doc__ or "").split("\n\n")[0].split())


# ---- the pages ---------------------------------------------------------------------------

PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "json.md": json_page,
    "settings.md": settings_page,
    "codebook.md": codebook_page,
    "claims.md": claims_page,
    "folder.md": folder_page,
    "roles.md": roles_page,
    "database.md": database_page,
    "errors.md": errors_page,
    **{f"steps/{step}.md": lambda step=step: step_page(step) for step in STEPS},  # type: ignore[misc]
}


def stale() -> dict[Path, str]:
    """Return the pages that are not what the code says, each with what it should be."""
    wanted = {HERE / name: _GENERATED + page().rstrip() + "\n" for name, page in PAGES.items()}
    return {
        path: text for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text
    }


def run(words: list[str]) -> int:
    """Write the pages that are out of date, or with --check only name them."""
    found = stale()
    for path, text in found.items():
        name = path.relative_to(HERE.parents[1])
        if "--check" in words:
            print(f"{name} is not what the code says; run `just docs`.")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"{name} written")
    return 1 if found and "--check" in words else 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
