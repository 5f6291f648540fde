"""Turn the bytes of a hand-made list into text and rows, or say on which line they prevent it."""

from __future__ import annotations

import csv
import io

from outspoken.errors import FileError

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LONGEST_CELL = 1_000_000
_DELIMITERS = ",;\t|"


def decoded(data: bytes, name: str, encoding: str = "") -> str:
    """Decode bytes by their mark, by what was declared, or as UTF-8; never by a guess.

    Raises:
        FileError: naming the first line that does not fit.
    """
    wanted = encoding or next((found for mark, found in _BOMS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(wanted)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        hint = 'Save it as UTF-8, or say what it was saved in, e.g. --encoding "cp1252".'
        raise FileError(f"the file is not {wanted.upper()}.", hint, file=name, line=line) from error
    except LookupError as error:
        raise FileError(f"there is no encoding {wanted!r}.", "Write for example cp1252.", file=name) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise FileError("the file holds NUL bytes, which no text does.", "Save it as UTF-8 text.", file=name, line=line)
    return text.removeprefix("\ufeff")


def rows_of(text: str, name: str) -> list[tuple[int, dict[str, str]]]:
    """Read a table with a header: line, and column (in lower case) to cell; separated by `, ; |` or tabs.

    Raises:
        FileError: naming the line, if a row does not fit the header.
    """
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    header: list[str] = []
    line = 1
    try:
        for cells in reader:
            if any(cells):
                if not header:
                    header = [cell.strip().lower() for cell in cells]
                elif len(cells) > len(header):
                    what = f"the row has {len(cells)} cells, and the header {len(header)}."
                    raise FileError(what, "Is a comma in a cell not in quotation marks?", file=name, line=line)
                else:
                    rows.append((line, dict(zip(header, map(str.strip, cells), strict=False))))
            line = reader.line_num + 1
    except csv.Error as error:
        raise FileError(
            f"this is not CSV ({error}).", "Is a quotation mark left open?", file=name, line=line
        ) from error
    return rows
