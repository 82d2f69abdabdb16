"""What a page of a report is made of. A figure that does not say what it stands on cannot be made."""

from dataclasses import dataclass, fields
from typing import Literal

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.input_error import InputError
from vapenvila.analysis.wording import Language

Kind = Literal["holds", "fails", "open"]


class PageError(InputError):
    """A part of a page that says too little; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: what it is, its value, how sure it is, and the n, period and definition it stands on."""

    name: str
    value: str
    uncertainty: str
    n: str
    period: str
    definition: str

    def __post_init__(self) -> None:
        silent = [each.name for each in fields(self) if not str(getattr(self, each.name)).strip()]
        if silent:
            raise PageError(f"The figure {self.name or self.value!r} does not say its {', '.join(silent)}.")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart under its heading; the chart brings its own table and caption."""

    title: str
    chart: Chart


@dataclass(frozen=True, slots=True)
class Section:
    """One question: its answer in sentences, its figures and drawings, what to bear in mind, and what is missing for it."""

    key: str
    title: str
    text: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer the whole page leads to. `kind`: whether it is yes, no, or cannot be told."""

    kind: Kind
    title: str
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A page. `basis`: what all of it stands on, as names and values. `first`: the figures that stand first. `about`: how it
    was made."""

    language: Language
    title: str
    place: str
    basis: tuple[tuple[str, str], ...]
    verdict: Verdict
    first: tuple[Figure, ...]
    sections: tuple[Section, ...]
    about: tuple[str, ...]
