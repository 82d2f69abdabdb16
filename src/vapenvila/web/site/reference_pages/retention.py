"""How long rows live: the regimes of the law and of the house, and which tables are kept how."""

from collections import defaultdict

from vapenvila.rules.retention_event import EVENTS
from vapenvila.rules.retention_table import (
    FALLBACK,
    GRACE_DAYS,
    REGIMES,
    Clock,
    Regime,
    RegimeRow,
    TextStatus,
)
from vapenvila.web.site.reference_pages.markdown_table import MADE, table
from vapenvila.web.wall.declaration import RETENTION_MEANS
from vapenvila.web.wall.row_security import declaration_of, declared_models

STARTS: dict[Clock, str] = {
    Clock.CASE_CLOSED: "the case is closed",
    Clock.FIRST_PROCESSED: "first processed here",
    Clock.REGISTERED: "the person is registered",
    Clock.FINAL_DECISION: "final judgment or closing decision",
    Clock.COLLECTED: "collected",
    Clock.ENFORCED: "the latest sanction is fully enforced",
    Clock.SUPERVISION_ENDED: "conditional release (prison) or end of supervision (probation)",
    Clock.RELEASED: "release or full enforcement",
    Clock.LAST_NOTE: "the last note",
    Clock.BORN: "birth",
    Clock.CONFIRMED: "the latest recorded review",
    Clock.OCCURRED: "the incident",
    Clock.FINISHED: "the end of it",
    Clock.LAST_MISSION: "the account is closed and its last mission is over",
    Clock.SOURCE: "the day of the source; a weak ground lasts half as long",
    Clock.EVIDENCE: "the newest evidence that two people have looked at",
    Clock.RECORD: "the day of the record",
}

_LEAD = (
    "A last day is computed from recorded events; nobody can move it later. A row of the law is a ceiling, and our own "
    "review dates are shorter. Text: how fresh the checked wording is, **A** early 2026, **B** July 2025, **C** May 2024, "
    "**T** to verify; a site's lawyer verifies all before real person data is entered."
)


def longest(row: RegimeRow) -> str:
    """The longest time in words."""
    if row.kept:
        return "kept"
    parts = [(row.years, "year"), (row.months, "month"), (row.days, "day")]
    said = [f"{number} {word}{'s' if number > 1 else ''}" for number, word in parts if number]
    return " ".join(said) or "at once"


def _stretched(row: RegimeRow) -> str:
    said = {
        "a new registration while it may be kept keeps all": row.chains,
        "recorded prison, closed youth care and forensic care are not counted": row.pauses,
        "not while other data on the person remain": row.lasts_with_other_data,
        "done by the end of the next calendar year": row.done_by_next_year_end,
    }
    return "; ".join(text for text, holds in said.items() if holds) or "–"


def _row(regime: Regime, row: RegimeRow) -> list[str]:
    start = "–" if row.clock is None else STARTS[row.clock]
    if row.from_year_end:
        start = f"end of the year in which: {start}"
    return [f"`{regime.value}`", row.data, longest(row), start, _stretched(row), row.lagrum, row.status.value]


def _tables() -> str:
    carried = defaultdict(list)
    for model in declared_models():
        declaration = declaration_of(model)
        if declaration is not None and not model._meta.auto_created:
            carried[declaration.retention].append(model._meta.label)
    rows = [[name.value, means, ", ".join(carried[name]) or "–"] for name, means in RETENTION_MEANS.items()]
    return table(["Retention", "Kept", "Tables"], rows)


def _events() -> list[list[str]]:
    return [
        [
            f"`{kind.value}`",
            ", ".join(sorted(row.noted_in)) + (", on suspects" if row.suspected_only else ""),
            row.effect,
            row.lagrum,
        ]
        for kind, row in EVENTS.items()
    ]


def retention_page() -> str:
    """The whole table of regimes, the ceilings of the rooms, and the tables that carry each retention."""
    head = ["Regime", "Data", "Longest time", "Clock starts", "Extends or stops", "Rule", "Text"]
    law = [_row(regime, row) for regime, row in REGIMES.items() if row.status is not TextStatus.HOUSE]
    house = [_row(regime, row) for regime, row in REGIMES.items() if row.status is TextStatus.HOUSE]
    rooms = [[kind.value, f"`{regime.value}`", longest(REGIMES[regime])] for kind, regime in FALLBACK.items()]
    parts = [
        f"# How long rows live\n\n{MADE}{_LEAD}",
        f"## By law\n\n{table(head, law)}",
        f"## Our own\n\n{table(head, house)}",
        f"A listing that is late to review leaves lists, search, counts and maps the same day and is deleted {GRACE_DAYS} "
        "days later, or on the day after the ceiling if that comes first.",
        "## Ceiling of a room, where a record tells of no case, sentence or file\n\n"
        + table(["Agency", "Regime", "Longest time"], rooms),
        "## Events that move a last day\n\nNothing else does, and no field takes a day until which a record is kept.\n\n"
        + table(["Event", "Noted in the rooms of", "What it does", "Rule"], _events()),
        f"## Tables\n\n{_tables()}",
    ]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"
