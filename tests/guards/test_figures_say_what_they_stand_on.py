"""Every card with figures says how many, when, by which definition and how sure. Found by what a card with figures holds."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import build_city
from tests.web.groups.made_up import a_group, a_label, a_relation, a_split, said_now
from tests.web.incidents.made_up import a_count_rule, an_incident
from vapenvila.rules.roles import Role

FIGURES = (
    "big-numbers",
    "register-totals",
    "this-month",
    "chart-drawing",
    "incident-map",
    "calendar-table",
    "time-lanes",
    "figure-counts",
)
SAYS = {
    "n": r"<dt>n</dt> <dd>\d|n = \d",
    "period": r"<dt>Period</dt> <dd>\S|\d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d",
    "definition": r"counting rule version \d|not the official count|in sight and holds on that day|by the day they happened",
    "uncertainty": r"<dt>Uncertainty</dt> <dd>\S|interval",
}
PAGES = {  # and how many cards with figures each has at least
    "": 2,
    "incidents/": 1,
    "incidents/map/": 1,
    "incidents/calendar/": 1,
    "incidents/timeline/": 1,
    "incidents/charts/?hours=1": 6,
    "incidents/charts/?counts=yes": 5,
    "groups/": 1,
    "groups/figures/": 3,
}


def silent_cards(text: str) -> tuple[int, list[str]]:
    """How many cards hold figures, and what each that keeps something to itself does not say."""
    found, silent = 0, []
    text = re.sub(r"<script.*?</script>", "", text, flags=re.S)
    parts = (
        [text] if "register-totals" in text else re.split(r'(?=class="card[ "])', text)
    )  # the list has one caption
    for card in parts:
        held = [mark for mark in FIGURES if mark in card]
        found += bool(held)
        unsaid = [name for name, words in SAYS.items() if held and not re.search(words, card)]
        silent += [f"{held[0]}: no {name}" for name in unsaid]
    return found, silent


@pytest.mark.django_db
@pytest.mark.acceptance("T40")
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.STEERING_GROUP_MEMBER])
@pytest.mark.parametrize("page", PAGES)
def test_every_figure_says_what_it_stands_on(client: Client, page: str, role: Role) -> None:
    city = build_city()
    a_count_rule(city)
    for month in range(1, 8):
        an_incident(city, state="confirmed", when=datetime(2026, month, 3, 12, 0, tzinfo=UTC), dead=1)
    an_incident(city, state="confirmed", when=timezone.now())
    one, other = a_group(city), a_group(city)
    a_label(city, one, "Hamngruppen", **said_now())
    a_relation(city, one, other, **said_now())
    a_split(city, one, other, a_group(city), **said_now())
    city.sign_in(client, role)
    answer = client.get(f"/p/vinterhamn/{page}")
    if answer.status_code == 403 and role is Role.STEERING_GROUP_MEMBER:
        return
    found, silent = silent_cards(answer.text)
    assert silent == []
    assert found >= (PAGES[page] if role is Role.COORDINATOR else 1)


def test_a_bare_number_is_found() -> None:
    assert silent_cards('<div class="card"><dl class="big-numbers"><dd>7</dd></dl></div>') == (
        1,
        [f"big-numbers: no {name}" for name in SAYS],
    )
