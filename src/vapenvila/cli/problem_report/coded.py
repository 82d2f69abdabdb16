"""A column whose values stand for a few words of ours: which value is which is said in the mapping, and nothing is
guessed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn  # TOML holds any value

_WHOLE = re.compile(r"(-?\d+)\.0+")


@dataclass(frozen=True, slots=True)
class Coded:
    """`all`: the word of every row, else of `column`. `stands_for`: value → words, as it is compared. `filled`, `empty`,
    `other`: what a filled cell, an empty one, and any other value stand for; None where the mapping does not say."""

    all: str | None
    column: str | None
    stands_for: Mapping[str, tuple[str, ...]]
    filled: str | None
    empty: str | None
    other: str | None

    def words_of(self, cell: str | None) -> tuple[str, ...] | None:
        """The words a cell stands for, none where the mapping does not place it (None)."""
        if self.all is not None:
            return (self.all,)
        if cell is None:
            return () if self.empty is None else (self.empty,)
        found = self.stands_for.get(compared(cell))
        if found is not None:
            return found
        if self.filled is not None:
            return (self.filled,)
        return None if self.other is None else (self.other,)


def compared(text: str) -> str:
    """A value as values are compared: capital and small letters alike, 1.0 as 1."""
    whole = _WHOLE.fullmatch(text.strip())
    return (whole[1] if whole else text.strip()).casefold()


def coded_from(value: Any, words: tuple[str, ...], refuse: Callable[[str], NoReturn]) -> Coded:
    """From what the mapping says: a column's name (its values are our words), or a table. `words`: those there are."""
    own = {compared(word): (word,) for word in words}
    if isinstance(value, str):
        return Coded(None, value, own, None, None, None)
    if not isinstance(value, Mapping):
        refuse(f'is a column\'s name or a table such as {{ column = "…", {words[0]} = ["…"] }}')
    known = {"all", "column", "filled", "empty", "other", *words}
    unknown = sorted(set(value) - known)
    if unknown:
        refuse(f"has no key {unknown[0]!r}; it knows {', '.join(sorted(known))}")
    for name in ("all", "filled", "empty", "other"):
        if name in value and value[name] not in (*words, *(("none",) if name != "all" else ())):
            refuse(f"{name} is one of {', '.join(words)}, not {value[name]!r}")
    if "all" not in value and not isinstance(value.get("column"), str):
        refuse('needs column = "…", or all = "…"')
    stands_for: dict[str, tuple[str, ...]] = {}
    for word in words:
        listed = value.get(word, [])
        listed = [listed] if isinstance(listed, str) else listed
        if not isinstance(listed, list):
            refuse(f'{word} lists values, such as ["Y"]')
        for one in listed:
            key = compared(str(one))
            stands_for[key] = (*stands_for.get(key, ()), word)
    return Coded(
        all=value.get("all"),
        column=value.get("column"),
        stands_for=stands_for or own,
        filled=value.get("filled"),
        empty=value.get("empty"),
        other=value.get("other"),
    )
