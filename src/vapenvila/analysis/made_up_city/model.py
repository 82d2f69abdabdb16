"""What a made-up city consists of: frozen tables of numpy columns, and the truth behind them.

Rows refer to rows of other tables by position ("index into groups"); −1 means none. Columns of codes hold
positions in the tuple of `vocabulary` named in the docstring. Times are wall-clock minutes
(`datetime64[m]`) in `MadeUpCity.time_zone` and never lie in the hour that summer time skips; in the hour
that comes twice the first is meant (`fold=0`). Dates are `datetime64[D]`; NaT means "not ended".
Nobody in it exists.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from vapenvila.analysis.made_up_city.columns import Codes, Columns, Counts, Dates, Flags, Indices, Numbers
from vapenvila.analysis.made_up_city.incident_model import ClassificationEvents, Incidents, IncidentTruth
from vapenvila.analysis.made_up_city.settings import Effect, Settings, Size


@dataclass(frozen=True, slots=True, eq=False)
class Areas(Columns):
    """Districts of the city; `n` areas. `names`: n invented names. `rings`: n closed rings of (longitude,
    latitude) in degrees, WGS 84, convex, not overlapping, on open sea. `population`: (n,) inhabitants."""

    names: tuple[str, ...]
    rings: tuple[tuple[tuple[float, float], ...], ...]
    centre_longitude: Numbers
    centre_latitude: Numbers
    population: Indices


@dataclass(frozen=True, slots=True, eq=False)
class Groups(Columns):
    """Groups; `n` rows, successors after a split or rename are rows of their own.

    `codes`: n neutral codes. `home_area`: (n,) index into areas. `size_low`, `size_high`: (n,) believed
    members. `active_from`, `active_to`: (n,) dates, first and last day. `root`: (n,) index of the group it
    descends from (itself when it is no successor).
    """

    codes: tuple[str, ...]
    home_area: Indices
    size_low: Counts
    size_high: Counts
    active_from: Dates
    active_to: Dates
    root: Indices


@dataclass(frozen=True, slots=True, eq=False)
class Lineage(Columns):
    """Splits and renames, one row per successor. `kind`: LINEAGE_KINDS. `before`, `after`: index into
    groups. `day`: first day of the successor, the day after the last of the group before it."""

    kind: Codes
    before: Indices
    after: Indices
    day: Dates


@dataclass(frozen=True, slots=True, eq=False)
class Relations(Columns):
    """Feuds, alliances and truces between groups. `kind`: RELATION_KINDS. `a`, `b`: index into groups,
    a < b. `start`, `end`: first and last day (NaT: still so). A truce lies inside the feud it rests."""

    kind: Codes
    a: Indices
    b: Indices
    start: Dates
    end: Dates


@dataclass(frozen=True, slots=True, eq=False)
class People(Columns):
    """Adults known in the police room, all invented; `n` rows.

    `numbers`: n pseudonymous numbers. `display_names`: n plainly made-up names (not unique). `age`: (n,)
    whole years on the last day, 18 or more. `group`: (n,) index into groups, −1 for none. `role`:
    MEMBERSHIP_ROLES. `certainty`: CERTAINTIES (suspected or confirmed). `member_from`, `member_to`: dates,
    NaT throughout for someone without a group; `member_to` NaT while it lasts.
    """

    numbers: tuple[str, ...]
    display_names: tuple[str, ...]
    age: Codes
    group: Indices
    role: Codes
    certainty: Codes
    member_from: Dates
    member_to: Dates


@dataclass(frozen=True, slots=True, eq=False)
class Supervision(Columns):
    """Spans under supervision of the probation service. `person`: index into people. `start`, `end`: first
    and last day; the end may lie ahead of the city's last day. Spans of one person do not overlap."""

    person: Indices
    start: Dates
    end: Dates


@dataclass(frozen=True, slots=True, eq=False)
class Ties(Columns):
    """Dated records that two people were seen together. `a`, `b`: index into people, a < b. `kind`:
    TIE_KINDS. `day`: date of the record."""

    a: Indices
    b: Indices
    kind: Codes
    day: Dates


@dataclass(frozen=True, slots=True, eq=False)
class Reviews(Columns):
    """Weekly reviews from the programme's start on, Tuesdays. `day`: date. `held`: yes or no.
    `missed_reason`: MISSED_REASONS, −1 when held."""

    day: Dates
    held: Flags
    missed_reason: Codes


@dataclass(frozen=True, slots=True, eq=False)
class CallIns(Columns):
    """What came of each call-in per group; one row per meeting and group represented.

    `number`: 1, 2, … of the meeting. `day`: date. `group`: index into groups. `invited` ≥ `reached` ≥
    `attended` ≥ `stayed`: people.
    """

    number: Counts
    day: Dates
    group: Indices
    invited: Counts
    reached: Counts
    attended: Counts
    stayed: Counts


@dataclass(frozen=True, slots=True, eq=False)
class Notifications(Columns):
    """Custom notifications. `requested`, `last_attempt`: dates. `group`: index into groups. `reason`:
    NOTIFICATION_REASONS. `attempts`: tries made. `outcome`: NOTIFICATION_OUTCOMES of the last one."""

    requested: Dates
    last_attempt: Dates
    group: Indices
    reason: Codes
    attempts: Counts
    outcome: Codes


@dataclass(frozen=True, slots=True, eq=False)
class HelpContacts(Columns):
    """Calls to the help line, without names. `day`: date. `channel`: HELP_CHANNELS. `days_to_answer`: whole
    days. `outcome`: HELP_OUTCOMES."""

    day: Dates
    channel: Codes
    days_to_answer: Counts
    outcome: Codes


@dataclass(frozen=True, slots=True, eq=False)
class SupportCases(Columns):
    """Support cases, without names. `opened`, `closed`: dates (NaT: open). `origin`: CASE_ORIGINS. `state`:
    CASE_STATES on the city's last day."""

    opened: Dates
    closed: Dates
    origin: Codes
    state: Codes


@dataclass(frozen=True, slots=True, eq=False)
class Programme:
    """What the programme did. `start` is the day of the first message."""

    start: date
    reviews: Reviews
    call_ins: CallIns
    notifications: Notifications
    help_contacts: HelpContacts
    support_cases: SupportCases


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """What is really so and what no register knows; estimators are held against it.

    `effect`: as set. `start`: first day of the effect. `dose`: (groups,) multiplies the logarithm of the
    effect; successors share their root's. `group_rate_ratio`: (groups,) `rate_ratio ** dose`.
    `month`: (m,) first days of the calendar months touched. `expected_with`, `expected_without`: (m,)
    expected true group incidents in the month with the programme and had there been none (computed, not
    simulated). `expected_other`: (m,) the same for incidents without groups. `incidents`: truth by incident
    of the register. `unreported`: (u,) times of true incidents not yet reported on the last day.
    """

    effect: Effect
    start: date
    dose: Numbers
    group_rate_ratio: Numbers
    month: Dates
    expected_with: Numbers
    expected_without: Numbers
    expected_other: Numbers
    incidents: IncidentTruth
    unreported: Dates

    @property
    def rate_ratio(self) -> float:
        """True ratio of expected group incidents with to without programme, over all full months since."""
        after = self.month >= np.datetime64(_next_month(self.start))
        return float(self.expected_with[after].sum() / self.expected_without[after].sum())


def _next_month(day: date) -> date:
    if day.day == 1:
        return day
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


@dataclass(frozen=True, slots=True, eq=False)
class MadeUpCity:
    """A whole made-up city and its story, from `first_day` to `last_day` (both included)."""

    name: str
    size: Size
    seed: int
    version: str
    settings: Settings
    time_zone: str
    first_day: date
    last_day: date
    areas: Areas
    groups: Groups
    lineage: Lineage
    relations: Relations
    people: People
    supervision: Supervision
    ties: Ties
    incidents: Incidents
    classification_events: ClassificationEvents
    programme: Programme
    truth: Truth

    def summary(self) -> str:
        """One sentence on what was made."""
        return (
            f"{self.name} is made up (size {self.size}, seed {self.seed}): {len(self.incidents)} incidents, "
            f"{len(self.groups)} groups and {len(self.people)} people, {self.first_day} to {self.last_day}; "
            f"from {self.truth.start} group incidents happen at {self.truth.rate_ratio:.2f} times the rate "
            "they would have had."
        )
