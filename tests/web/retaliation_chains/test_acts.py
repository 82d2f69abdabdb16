"""Linking, dismissing and taking back: each refused as the rule says, and on record in words."""

import pytest

from tests.cast import City, build_city
from tests.web.incidents.made_up import an_incident
from tests.web.retaliation_chains.made_up import blow_and_answer, dismissed, linked, struck
from tests.web.reviews.table import NOW, at_work
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.retaliation_chains.actions.pairs import take_back
from vapenvila.web.retaliation_chains.models import RetaliationPair
from vapenvila.web.reviews.errors import RefusedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def test_a_link_a_dismissal_and_taking_them_back_stay_on_record(city: City) -> None:
    earlier, later = blow_and_answer(city)
    by = city.people[Role.COORDINATOR]
    with at_work(city):
        take_back(pair=linked(city, earlier, later).pk, by=by, at=NOW)
        take_back(pair=dismissed(city, earlier, later).pk, by=by, at=NOW)
        linked(city, earlier, later)
        rows = RetaliationPair.objects.order_by("id")
        assert [(row.verdict, row.withdrawn_by) for row in rows] == [
            ("answers", by),
            ("dismissed", by),
            ("answers", None),
        ]
        events = AuditEvent.objects.filter(act__startswith="retaliation_pair.").order_by("id")
        assert [event.act.split(".")[1] for event in events] == [
            "linked",
            "taken_back",
            "dismissed",
            "taken_back",
            "linked",
        ]
        assert events[0].details["first"] == earlier.number


@pytest.mark.parametrize(("order", "word"), [((0, 0), "never answers itself"), ((1, 0), "comes after")])
def test_what_the_rule_refuses_is_not_linked(city: City, order: tuple[int, int], word: str) -> None:
    both = blow_and_answer(city)
    with pytest.raises(RefusedError, match=word):
        linked(city, both[order[0]], both[order[1]])


def test_a_pair_is_linked_or_dismissed_and_never_both(city: City) -> None:
    earlier, later = blow_and_answer(city)
    dismissed(city, earlier, later)
    with pytest.raises(RefusedError, match="Take the dismissal back first"):
        linked(city, earlier, later)
    with pytest.raises(RefusedError, match="dismissed already"):
        dismissed(city, earlier, later)


def test_a_dismissal_asks_for_a_reason(city: City) -> None:
    with pytest.raises(RefusedError, match="Say why"):
        dismissed(city, *blow_and_answer(city), reason="  ")


def test_an_unfounded_incident_is_not_linked(city: City) -> None:
    later = an_incident(city, when=NOW, state="unfounded", state_reason="Made up.")
    with pytest.raises(RefusedError, match="unfounded or merged"):
        linked(city, struck(city, 3), later)


def test_what_is_taken_back_is_not_taken_back_again(city: City) -> None:
    pair = linked(city, *blow_and_answer(city)).pk
    by = city.people[Role.COORDINATOR]
    with at_work(city):
        take_back(pair=pair, by=by, at=NOW)
        with pytest.raises(RefusedError, match="taken back already"):
            take_back(pair=pair, by=by, at=NOW)
