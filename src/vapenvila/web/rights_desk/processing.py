"""The register of processing (GDPR art. 30, BDF 3:3), made from what every table declares: nothing in it can be forgotten."""

from dataclasses import dataclass

from django.utils.translation import gettext, pgettext

from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.row_security import declaration_of, declared_models


@dataclass(frozen=True, slots=True)
class ProcessingLine:
    """One table with personal data, in the reader's language."""

    table: str
    purpose: str
    controller: str
    categories: str
    whose: str
    ground: str
    retention: str
    recipients: str


@dataclass(frozen=True, slots=True)
class ProcessingGroup:
    """The tables whose most sensitive data are of one category."""

    code: str
    words: str
    lines: list[ProcessingLine]


# From what concerns a registered person most to what is least their own.
_MOST_SENSITIVE_FIRST = ("identity", "contact", "casework", "free_text", "staff")


def _controllers() -> dict[RowKind, str]:
    return {
        RowKind.ROOM: gettext("The agency that owns the room"),
        RowKind.DOOR: gettext("The agency that handed over and the one that received, each for its own"),
        RowKind.SHARED: gettext("Each agency for what it writes in the shared picture"),
        RowKind.HOUSE: gettext("The agency that runs the service"),
    }


def _recipients() -> dict[RowKind, str]:
    return {
        RowKind.ROOM: gettext("Nobody outside the room, except by a disclosure or a numbered copy"),
        RowKind.DOOR: gettext("The two rooms it lies in"),
        RowKind.SHARED: gettext("People with a mission in the programme, by role; numbered copies"),
        RowKind.HOUSE: gettext("Administrators and the data-protection officer, by role"),
    }


def _category_names() -> dict[str, str]:
    return {
        "staff": gettext("people in their work"),
        "free_text": gettext("text somebody writes, screened"),
        "identity": gettext("identity, sealed"),
        "contact": gettext("contact data, sealed"),
        "casework": gettext("what concerns a registered person"),
    }


def _retention_words() -> dict[Retention, str]:
    return {
        Retention.PROGRAMME: gettext("as long as the programme, then archived"),
        Retention.ACCOUNT: gettext("as long as the account, then two years"),
        Retention.AUDIT: gettext("at least as long as the data it tells of"),
        Retention.WORK: gettext("until the work is done"),
        Retention.CASEWORK: gettext("until the next review, never past the ceiling of the agency's law"),
        Retention.HANDED_OVER: gettext("as long as the record it tells of, then by archive decision"),
        Retention.RIGHTS_DESK: gettext("two years after the request is closed"),
        Retention.REMOVAL: gettext("two years after the person was removed"),
        Retention.PROOF: gettext("kept: holds no personal data"),
        Retention.STATEMENT: gettext("until its review date, computed from its source, and a month of grace"),
        Retention.GROUP_AUDIT: gettext("three years after the audit was frozen"),
        Retention.OUTREACH: gettext("until the audit is frozen, and two months at most"),
    }


def _ground(kind: RowKind, held: set[str]) -> str:
    if held & {"identity", "contact", "casework"}:
        return gettext(
            "The agency's own: BDL 2:1 for police and probation, GDPR art. 6.1 e and Act 2001:454 for social services"
        )
    return gettext("Task of public interest, GDPR art. 6.1 e")


def _whose(held: set[str]) -> str:
    if held & {"identity", "contact", "casework"}:
        return gettext("Registered persons")
    if "staff" in held:
        return pgettext("whose data", "People who work in the programme")
    return gettext("Nobody is meant to be named")


def _line(label: str, declared: Declaration) -> ProcessingLine | None:
    held = {category for category, _field in declared.categories()} - {"nothing"}
    if not held:
        return None
    names = _category_names()
    return ProcessingLine(
        table=label,
        purpose=gettext(declared.purpose),
        controller=_controllers()[declared.kind],
        categories=", ".join(words for name, words in names.items() if name in held),
        whose=_whose(held),
        ground=_ground(declared.kind, held),
        retention=_retention_words()[declared.retention],
        recipients=_recipients()[declared.kind],
    )


def processing_lines() -> list[ProcessingLine]:
    """Every table that holds personal data, in house order."""
    lines = []
    for model in declared_models():
        declared = declaration_of(model)
        if declared is not None and not model._meta.auto_created:
            line = _line(model._meta.label, declared)
            if line is not None:
                lines.append(line)
    return lines


def processing_groups(lines: list[ProcessingLine]) -> list[ProcessingGroup]:
    """The register by the most sensitive category of each table, which comes first; each table stands once."""
    groups, left, names = [], lines, _category_names()
    for code in _MOST_SENSITIVE_FIRST:
        mine = [line for line in left if names[code] in line.categories]
        left = [line for line in left if line not in mine]
        if mine:
            groups.append(ProcessingGroup(code, names[code], mine))
    return groups


def column_names() -> tuple[str, ...]:
    """Heads of the columns, in the order of the fields of a line."""
    return (
        gettext("Table"),
        gettext("Purpose"),
        gettext("Controller"),
        gettext("Categories"),
        gettext("Whose"),
        gettext("Ground"),
        gettext("Kept"),
        gettext("Recipients"),
    )
