"""Minutes are locked as codes and times; here they become words in the reader's language, for the page and the PDF."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from vapenvila.rules.roles import ROLES, Role
from vapenvila.web.incidents.vocabulary import Kind, Motive, State
from vapenvila.web.reviews.vocabulary import (
    Basis,
    DecisionKind,
    Expected,
    GroupLink,
    ItemOutcome,
    ItemSource,
    MeetingKind,
    Side,
    Stance,
)

Data = dict[str, Any]


def in_words(minutes: Data) -> Data:
    """The minutes with every code as a word and every time as the programme's clocks showed it."""
    zone = ZoneInfo(minutes["time_zone"])
    return {
        **heading_in_words(minutes),
        "programme": minutes["programme"],
        "review_no": minutes["review_no"],
        "minutes_no": minutes["minutes_no"],
        "chair": minutes["chair"],
        "present": [
            {"agency": agency["agency"], "people": ", ".join(agency["people"])}
            for agency in minutes["attendance"]
            if agency["present"]
        ],
        "absent": ", ".join(agency["agency"] for agency in minutes["attendance"] if not agency["present"]),
        "items": [_item(item, zone) for item in minutes["items"]],
    }


def heading_in_words(minutes: Data) -> dict[str, str]:
    """What kind of meeting, when it was, and when and by whom the minutes were locked."""
    zone = ZoneInfo(minutes["time_zone"])
    return {
        "kind": _word(MeetingKind, minutes["kind"]),
        "planned_at": _when(minutes["planned_at"], zone),
        "held_at": _when(minutes["held_at"], zone),
        "locked_at": _when(minutes["locked_at"], zone),
        "locked_by": minutes["locked_by"],
    }


def _word(words: type[TextChoices], value: str) -> str:
    return str(words(value).label) if value in words.values else value


def _when(at: str | None, zone: ZoneInfo, form: str = "Y-m-d H:i") -> str:
    return date_format(datetime.fromisoformat(at).astimezone(zone), form) if at else ""


def _item(item: Data, zone: ZoneInfo) -> Data:
    incident, answers = item["incident"], item["answers"]
    return {
        "no": item["no"],
        "source": _word(ItemSource, item["source"]),
        "title": _title(item, zone),
        "facts": _facts(incident) if incident else "",
        "links": [_link(link) for link in answers["links"]] if answers else [],
        "conflict": _conflict(answers) if answers else "",
        "contacts": _contacts(answers, zone) if answers else [],
        "note": item["note"],
        "outcome": _word(ItemOutcome, item["outcome"]),
        "decisions": [_decision(decision, zone) for decision in item["decisions"]],
    }


def _title(item: Data, zone: ZoneInfo) -> str:
    incident = item["incident"]
    if incident is None:
        of_what = _word(DecisionKind, item["follows_kind"]) or _word(ItemSource, item["source"])
        return str(item["title"] or of_what)
    return gettext("%(kind)s no. %(number)d, %(when)s") % {
        "kind": _word(Kind, incident["kind"]),
        "number": incident["number"],
        "when": _when(incident["occurred_from"], zone),
    }


def _facts(incident: Data) -> str:
    dead, injured = incident["dead"], incident["injured"]
    parts = [
        incident["place"] or incident["area"],
        _word(State, incident["state"]),
        ngettext("%(n)d dead", "%(n)d dead", dead) % {"n": dead} if dead else "",
        ngettext("%(n)d injured", "%(n)d injured", injured) % {"n": injured} if injured else "",
        gettext("motive: %(motive)s") % {"motive": _word(Motive, incident["motive"]).lower()}
        if incident["motive"] != "unknown"
        else "",
    ]
    return " · ".join(part for part in parts if part)


def _link(link: Data) -> str:
    parts = [_word(GroupLink, link["status"]), link["group_name"]]
    if link["basis_kind"] != "none":
        parts.append(gettext("basis: %(basis)s") % {"basis": _word(Basis, link["basis_kind"]).lower()})
    words = ", ".join(part for part in parts if part)
    return gettext("%(side)s: %(link)s") % {"side": _word(Side, link["side"]), "link": words}


def _conflict(answers: Data) -> str:
    expected = answers["retaliation_expected"]
    parts = [answers["conflict"]]
    if expected != "unknown":
        parts.append(
            gettext("Retaliation expected: %(answer)s") % {"answer": _word(Expected, expected).lower()}
        )
    if answers["expected_from"]:
        parts.append(gettext("from %(group)s") % {"group": answers["expected_from"]})
    if answers["expected_against"]:
        parts.append(gettext("against %(group)s") % {"group": answers["expected_against"]})
    if answers["clock_started_at"]:
        stance = _word(Stance, answers["stance"]).lower()
        parts.append(gettext("retaliation clock: %(stance)s") % {"stance": stance})
    return " · ".join(part for part in parts if part)


def _contacts(answers: Data, zone: ZoneInfo) -> list[str]:
    names = (
        (answers["side_a"] or gettext("First side"), "side_a_contact"),
        (answers["side_b"] or gettext("Other side"), "side_b_contact"),
        (gettext("Family"), "family_contact"),
        (gettext("Hospital"), "hospital_contact"),
        (gettext("Victim support informed"), "services_told"),
    )
    contacts = ((name, answers[f"{of}_at"], answers.get(f"{of}_by")) for name, of in names)
    return [
        f"{name} {_when(at, zone)}" + (f" ({agency})" if agency else "")
        for name, at, agency in contacts
        if at
    ]


def _decision(decision: Data, zone: ZoneInfo) -> Data:
    role = decision["role"]
    role_name = gettext(ROLES[Role(role)].name) if role in set(Role) else role
    return {
        "none": decision["kind"] == "none",
        "kind": _word(DecisionKind, decision["kind"]),
        "text": decision["text"],
        "owner": ", ".join(part for part in (decision["agency"], role_name, decision["person"]) if part),
        "due": _when(decision["due_at"], zone),
    }
