"""A mapping's settings as the TOML file people keep and edit. What is written here, `mapping_reading` reads back the same."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

BARE: Final = re.compile(r"[A-Za-z0-9_-]+")


FIRST: Final = ("name", "source_system", "reference")


def as_toml(settings: Mapping[str, Any]) -> str:
    """The settings as TOML: plain values first, then one table after the other."""
    return "\n".join(_table(settings, ())).strip() + "\n"


def _table(values: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    tables = {name: value for name, value in values.items() if isinstance(value, Mapping)}
    plain = {name: value for name, value in values.items() if name not in tables and value is not None}
    if not path:
        plain = {name: plain[name] for name in (*FIRST, *plain) if name in plain}
    if path and (plain or not tables):
        yield f"[{'.'.join(map(_key, path))}]"
    for name, value in plain.items():
        yield f"{_key(name)} = {_value(value)}"
    if path or plain:
        yield ""
    for name, inner in tables.items():
        yield from _table(inner, (*path, name))


def _key(name: str) -> str:
    return name if BARE.fullmatch(name) else _text(name)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:  # whatever TOML and JSON both know
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        inner = ", ".join(
            f"{_key(name)} = {_value(part)}" for name, part in value.items() if part is not None
        )
        return f"{{ {inner} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(part) for part in value)}]"
    return repr(value)
