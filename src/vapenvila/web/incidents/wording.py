"""Facts and history in words a person reads: names of facts, values, times in the programme's local time."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext

from vapenvila.web.incidents.facts import TIMES, from_text
from vapenvila.web.incidents.history import COUNT_RULE, MERGED_INTO, REGISTERED, SOURCE, STATE, TOOK_UP
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.vocabulary import Kind, Motive, Outcome, Precision, State, Weapon

MINUTES = "%Y-%m-%d %H:%M"

_WORDS = {
    "kind": Kind,
    "precision": Precision,
    "weapon": Weapon,
    "outcome": Outcome,
    "motive": Motive,
    STATE: State,
    REGISTERED: Kind,
}


def local(moment: datetime) -> str:
    """A moment in local time, to the minute, sortable by eye."""
    return timezone.localtime(moment).strftime(MINUTES)


def when(incident: Incident) -> str:
    """A moment, or the whole interval in which it can have happened; an interval is never shown as a moment."""
    first, last = local(incident.occurred_from), local(incident.occurred_to)
    if first == last:
        return first
    return f"{first}–{last[11:]}" if first[:10] == last[:10] else f"{first} – {last}"


def name_of(field: str) -> str:
    """What a fact is called."""
    special = {
        "area_id": gettext("Area"),
        "kind": gettext("Kind"),
        REGISTERED: gettext("Registered"),
        SOURCE: gettext("Source"),
        COUNT_RULE: gettext("Counting rule"),
        MERGED_INTO: gettext("Merged into"),
        TOOK_UP: gettext("Took up"),
        "state_reason": gettext("Reason for the state"),
    }
    if field in special:
        return special[field]
    known = {f.name: f for f in Incident._meta.fields}
    return capfirst(str(known[field].verbose_name)) if field in known else field


def value_in_words(field: str, text: str, areas: Mapping[UUID, str]) -> str:
    """A value of the history as a person reads it; nothing is shown as a dash."""
    if text == "":
        return "–"
    if field in _WORDS:
        words = dict(_WORDS[field].choices)
        return str(words.get(text, text))
    if field in TIMES:
        return local(from_text(field, text))
    if field == "area_id":
        return areas.get(UUID(text), text)
    if field in {MERGED_INTO, TOOK_UP}:
        return f"#{text}"
    return text
