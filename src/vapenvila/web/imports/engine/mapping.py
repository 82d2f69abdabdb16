"""A mapping: which column of a stranger's file gives which field of an incident. Data only; read from TOML
or the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vapenvila.web.imports.engine.reading import FileHints

Bounds = tuple[float, float, float, float]
"""South, west, north, east in degrees."""


@dataclass(frozen=True, slots=True)
class Extract:
    """A new column cut out of another one (or the first filled of several) by a pattern (its first group)."""

    sources: tuple[str, ...]
    pattern: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A field with fixed values: one constant, or a column and what its values stand for."""

    constant: str | None = None
    column: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    empty: str | None = None
    otherwise: str | None = None


@dataclass(frozen=True, slots=True)
class TextFrom:
    """A text from one or several columns: all joined, or the first that is filled in."""

    columns: tuple[str, ...]
    joined: bool = True


@dataclass(frozen=True, slots=True)
class Moment:
    """One end of the time: a column with date and time, or a date column and a time column."""

    date: str
    time: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """How the time of an incident is written."""

    time_zone: str
    start: Moment
    end: Moment | None = None
    order: str = "auto"
    epoch: str | None = None
    midnight_is_unknown: bool = False
    year_from: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """Where the coordinates stand: two columns (x east, y north) in one system, or one column with both."""

    x: str | None = None
    y: str | None = None
    epsg: int = 4326
    column: str | None = None
    latitude_first: bool = True


@dataclass(frozen=True, slots=True)
class Where:
    """How the place of an incident is written."""

    point: Point | None = None
    fallback: Point | None = None
    precision: Choice | None = None
    area: TextFrom | None = None
    swap: bool = False
    bounds: Bounds | None = None
    missing: str = "import"


@dataclass(frozen=True, slots=True)
class Flag:
    """A yes/no column."""

    column: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Victims:
    """Victims as rows that fold into incidents, or as counts on the incident's row."""

    rows: bool = False
    fold_by: tuple[str, ...] = ()
    same_event: tuple[str, ...] = ()
    max_hours: float = 24.0
    fatal: Flag | None = None
    injury: Choice | None = None
    counts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    total: str | None = None


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Rows that never become incidents, with the reason the report gives (by language)."""

    column: str
    values: tuple[str, ...] = ()
    starts_with: tuple[str, ...] = ()
    keep: bool = False
    reason: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """Everything the engine needs to know to read one kind of file."""

    name: str
    source_system: str
    when: When
    where: Where
    kind: Choice
    victims: Victims
    reference: tuple[str, ...] = ()
    weapon: Choice | None = None
    outcome: Choice | None = None
    motive: Choice | None = None
    state: Choice | None = None
    note: TextFrom | None = None
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    extract: Mapping[str, Extract] = field(default_factory=dict)
    filters: tuple[RowFilter, ...] = ()
    null_words: tuple[str, ...] = ()
    hints: FileHints = field(default_factory=FileHints)
    cannot_know: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    from_feed: bool = False

    def choices(self) -> dict[str, Choice]:
        """The fields with fixed values this mapping fills, by name."""
        fields = {"kind": self.kind, "weapon": self.weapon, "outcome": self.outcome, "motive": self.motive,
                  "state": self.state, "precision": self.where.precision}  # fmt: skip
        return {name: choice for name, choice in fields.items() if choice is not None}

    def used_columns(self) -> dict[str, None]:
        """Every column the mapping reads, in order, each once."""
        used: dict[str, None] = dict.fromkeys(self.reference)
        for moment in (self.when.start, self.when.end):
            if moment:
                used |= dict.fromkeys(c for c in (moment.date, moment.time) if c)
        if self.when.year_from:
            used[self.when.year_from] = None
        for point in (self.where.point, self.where.fallback):
            if point:
                used |= dict.fromkeys(c for c in (point.x, point.y, point.column) if c)
        for choice in (*self.choices().values(), self.victims.injury):
            if choice and choice.column:
                used[choice.column] = None
        for text in (self.where.area, self.note):
            used |= dict.fromkeys(text.columns if text else ())
        return used | self._victim_columns() | dict.fromkeys(f.column for f in self.filters)

    def _victim_columns(self) -> dict[str, None]:
        used = dict.fromkeys((*self.victims.fold_by, *self.victims.same_event))
        if self.victims.fatal:
            used[self.victims.fatal.column] = None
        for columns in self.victims.counts.values():
            used |= dict.fromkeys(columns)
        if self.victims.total:
            used[self.victims.total] = None
        return used
