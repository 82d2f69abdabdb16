"""One row more where somebody must not see changes no page of theirs: no count, no order, no question to the database.

The canaries of `test_pages.py` tell where a text came from. What shows no text (a number, an order, a question more) is told
here: everything is opened, then one more of every kind of record is planted in another programme and in the rooms of all
other agencies, and everything is opened again. New pages and new kinds come along by themselves.
"""

import sys

import pytest

from tests.attack.one_more import numbers_drawn
from tests.attack.town import NO_MAKER
from tests.attack.watch import Watch, undone
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.access import session_limits

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S1")]
NEVER = 10**6
# Planted in the other programme only: here these are shown to others than those whose room they are about.
SEEN_BY_ALL = {
    "oversight.LogReview": "S19: whether each room reviews its log, and what came of it, is shown to all",
    "disclosures.DoorManager": "administrators name the managers of every room",
    "group_audit.AuditRoom": "which agencies take part in an audit is shown to all who do",
    "group_audit.OutreachKeeper": "who reads what outreach workers of each agency told is named to all who may tell",
}
# Pages on which rows of one's own room show: there the same planting must be seen, or the check sees nothing.
CONTROL = {"persons", "disclosures", "consents", "rights-requests", "incidents", "exports"}
WHY = "a row in a room that these must not see changes the page: mend it, or say in SEEN_BY_ALL why all may see that kind"


@pytest.mark.acceptance("T3")
@pytest.mark.acceptance("T4")
def test_rows_that_one_must_not_see_change_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(session_limits, "_NOTED_EVERY", NEVER)
    monkeypatch.setattr(session_limits, "_ASKED_EVERY", NEVER)
    watch = Watch(*AgencyKind)
    watch.open_everything()
    assert watch.broken() == {}
    assert watch.unsteady() == {}, "rows that tie lie as the table happens to: end the order with a key"
    with undone():
        planted = watch.plant_elsewhere()
        assert [label for label, count in planted.items() if not count] == [], NO_MAKER
        found = [words for kind in AgencyKind for words in _changed(watch, kind)]
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(watch.answers)} questions by {len(watch.people)} people, {sum(planted.values())} rows of {len(planted)}"
            f" kinds planted elsewhere; changed by rows that one must not see: {len(found)}\n"
        )
    assert not found, "\n".join([WHY, *found])
    _sees_what_it_may(watch)


def _changed(watch: Watch, kind: AgencyKind) -> list[str]:
    """What this agency is answered otherwise when rows have come to the rooms of all others, and which rows they are."""
    with undone():
        numbers = numbers_drawn(watch.here.city, kind)
    with undone():
        watch.plant_unseen(kind, but=SEEN_BY_ALL)
        changed = watch.changed(kind)
        assert numbers_drawn(watch.here.city, kind) == numbers, (
            f"{kind.value}: running numbers count rows of other rooms"
        )
    by = watch.because_of(kind, changed, but=SEEN_BY_ALL)
    return [
        f"{route}: {words} (rows of {', '.join(by) or 'all kinds together'})"
        for route, words in changed.items()
    ]


def _sees_what_it_may(watch: Watch) -> None:
    """More rows in the own room do change the pages on which they show."""
    assert watch.shown(AgencyKind.POLICE) >= CONTROL
    with undone():
        watch.plant_seen(AgencyKind.POLICE)
        seen = watch.changed(AgencyKind.POLICE, CONTROL)
    assert {route for route, words in seen.items() if " shows " in words} == CONTROL, seen
