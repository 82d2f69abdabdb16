"""Why a part of the analysis cannot be made: a column that is missing, too few rows, or data a method refuses."""

from dataclasses import dataclass
from typing import Literal

from vapenvila.analysis.result_form import JsonValue

Need = Literal[
    "incidents",
    "link",
    "named_groups",
    "both_groups",
    "date",
    "place",
    "area_or_place",
    "groups",
    "sizes",
    "population",
    "persons",
    "same_person",
    "supervised",
    "ties",
    "relations",
    "feuds",
    "listed",
    "categories",
]


@dataclass(frozen=True, slots=True)
class Missing:
    """Columns or tables that are not there; without every one of them nothing is said."""

    needs: tuple[Need, ...]

    def as_json(self) -> dict[str, JsonValue]:
        """As JSON values."""
        return {"missing": list(self.needs)}


@dataclass(frozen=True, slots=True)
class TooFew:
    """There are `n` where the method needs `needed`."""

    n: int
    needed: int

    def as_json(self) -> dict[str, JsonValue]:
        """As JSON values."""
        return {"too_few": self.n, "needed": self.needed}


@dataclass(frozen=True, slots=True)
class Refused:
    """The method refused these data; `sentence` is its own, in English."""

    sentence: str

    def as_json(self) -> dict[str, JsonValue]:
        """As JSON values."""
        return {"refused": self.sentence}


Lacking = Missing | TooFew | Refused
