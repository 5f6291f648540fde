"""Lay nouns out flat, as plain values and bytes, and build them again by their types; what does not fit is refused."""

from __future__ import annotations

import types
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, get_args, get_origin, get_type_hints


def laid_flat(value: Any, blobs: list[bytes]) -> Any:
    """Turn dataclasses into lists, enums into their values, bytes into places in `blobs`."""
    if is_dataclass(value) and not isinstance(value, type):
        return [laid_flat(getattr(value, one.name), blobs) for one in fields(value)]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes):
        blobs.append(value)
        return len(blobs) - 1
    if isinstance(value, list | tuple):
        return [laid_flat(one, blobs) for one in value]
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"{type(value).__name__} cannot be laid out flat")


def built(kind: Any, flat: Any, blobs: Sequence[bytes]) -> Any:
    """Build a value of a type again.

    Raises:
        ValueError: if what was laid flat is none of that type.
    """
    if get_origin(kind) is types.UnionType:
        first, _ = get_args(kind)
        return None if flat is None else built(first, flat, blobs)
    if get_origin(kind) is tuple:
        return tuple(built(get_args(kind)[0], one, blobs) for one in _of(list, flat))
    if kind is bytes:
        place = _of(int, flat)
        if not 0 <= place < len(blobs):
            raise ValueError("there are no such bytes")
        return blobs[place]
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(*(built(hint, one, blobs) for hint, one in zip(hints, _of(list, flat), strict=True)))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(flat)
    return _of(kind, flat)


def returned_by(function: Callable[..., Any]) -> Any:
    """Return the type that a function says it returns."""
    return get_type_hints(function)["return"]


@lru_cache
def _hints(kind: Any) -> tuple[Any, ...]:
    hints = get_type_hints(kind)
    return tuple(hints[one.name] for one in fields(kind))


def _of(kind: Any, flat: Any) -> Any:
    if kind not in {str, int, float, bool, list} or type(flat) is not kind:
        raise ValueError("it is of another type")
    return flat
