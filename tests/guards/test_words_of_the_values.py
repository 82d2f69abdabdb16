"""Every code in the details of the trail has a word, in both languages, from the vocabulary of whoever recorded it."""

from collections.abc import Iterable, Iterator, Mapping

import pytest
from django.utils.translation import override

from tests.guards.test_words_of_the_details import NEVER_SHOWN, details_in_the_sources
from tests.words_on_record import PLAIN, codes_without_words
from vapenvila.rules.disclosable_fields import Field
from vapenvila.rules.disclosure_state import DisclosureState
from vapenvila.rules.group_statement import Says
from vapenvila.rules.person_mark import Mark
from vapenvila.rules.readiness import Readiness
from vapenvila.rules.retention_event import EventKind
from vapenvila.rules.retention_table import Regime
from vapenvila.rules.rights import Right
from vapenvila.rules.rights_request import LiftReason, Outcome, RequestKind
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.audit.words_of_the_trail import ACTS
from vapenvila.web.disclosures.catalogue import catalogue
from vapenvila.web.memberships.actions.stating import AMENDED_FIELDS
from vapenvila.web.oversight import words_of_the_values
from vapenvila.web.oversight.details_in_words import details_in_words
from vapenvila.web.oversight.words_of_the_values import VALUES, vocabulary_of
from vapenvila.web.people.actions.amend import FACTS
from vapenvila.web.people.vocabulary import IDENTITY_FIELDS
from vapenvila.web.people.vocabulary import Mark as MarkWords
from vapenvila.web.site import texts

WRITTEN: list[tuple[str, str, Iterable[str]]] = [
    ("person.registered", "mark", Mark),
    ("person.listed", "mark", Mark),
    ("person.amended", "fields", (*IDENTITY_FIELDS, *FACTS)),
    ("person.identity_read", "fields", IDENTITY_FIELDS),
    ("person.event_noted", "kind", EventKind),
    ("disclosure_request.sent", "fields", Field),
    ("examination.draft_written", "fields", Field),
    ("examination.decided", "state", DisclosureState),
    ("examination.tested", "ground", catalogue().grounds),
    ("disclosure.handed_over", "ground", catalogue().grounds),
    ("disclosure.handed_over", "fields", Field),
    ("legal_ground.verified", "ground", catalogue().grounds),
    ("rights_request.received", "kind", RequestKind),
    ("rights_request.decided", "outcome", Outcome),
    ("rights_request.lifted", "reason", LiftReason),
    ("retention.deleted", "regime", Regime),
    ("mission.given", "roles", Role),
    ("role_simulator.begun", "role", Role),
    ("page.refused", "right", Right),
    ("page.refused", "seen_as", Role),
    ("room.opened", "kind", AgencyKind),
    ("readiness.recorded", "item", Readiness),
    ("export.made", "kind", ExportKind),
    ("group_statement.stated", "says", Says),
    ("membership.amended", "fields", AMENDED_FIELDS),
    ("trail.read", "act", ACTS),
]


@pytest.fixture(autouse=True)
def _both_languages() -> Iterator[None]:
    texts.compile_all()
    words_of_the_values.words_in.cache_clear()
    yield
    words_of_the_values.words_in.cache_clear()


def test_it_is_said_of_every_detail_whether_its_values_are_codes() -> None:
    assert details_in_the_sources() - set(VALUES) - PLAIN - NEVER_SHOWN == set(), "codes? words, or PLAIN"
    assert {key for key in PLAIN & set(VALUES) if "" in VALUES[key]} == set(), "it is plain in no act"


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    ("act", "key", "codes"), WRITTEN, ids=lambda part: part if isinstance(part, str) else ""
)
def test_every_code_that_an_act_can_write_has_a_word(
    act: str, key: str, codes: Iterable[str], language: str
) -> None:
    with override(language):
        words = vocabulary_of(act, key) or {}
        assert {str(code) for code in codes} - set(words) == set(), f"{act}: {key}"


def _swedish_like_english() -> Iterator[str]:
    """Words of a vocabulary that Swedish leaves as English has them."""
    for key, places in VALUES.items():
        for place in places:
            with override("en"):
                english = dict(words_of_the_values.words_in(key, place, "en"))
            with override("sv"):
                swedish = dict(words_of_the_values.words_in(key, place, "sv"))
            yield from (f"{key}: {word}" for code, word in english.items() if swedish[code] == word)


ALIKE = {
    "by: pseudonym",
    "classes: Terrorism",
    "regime: Kriminalvården, journal",
    "says: Relation",
    "size: region",
}


def test_the_words_are_swedish_in_swedish() -> None:
    assert set(_swedish_like_english()) - ALIKE == set()


def test_a_code_without_a_word_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(codes_without_words("person.registered", {"mark": "victim"})) == []
    fewer = {mark.value: mark.label for mark in MarkWords if mark is not MarkWords.VICTIM}
    with_fewer: Mapping[str, object] = {**VALUES, "mark": {"person": lambda: fewer}}
    monkeypatch.setattr(words_of_the_values, "VALUES", with_fewer)
    words_of_the_values.words_in.cache_clear()
    assert list(codes_without_words("person.registered", {"mark": "victim"})) == [
        "person.registered: mark = victim"
    ]
    assert list(codes_without_words("door.opened", {"kicked": "hard"})) == [
        "door.opened: nobody has said what kicked holds"
    ]
    assert list(codes_without_words("review.moved", {"why_missed": 1, "of": "no_quorum"})) == [
        "review.moved: nobody has said what why_missed holds",
        "review.moved: of = no_quorum",
    ]


@pytest.mark.parametrize(
    ("language", "act", "details", "told"),
    [
        (
            "sv", "examination.tested", {"ground": "contact_data"},
            [("grund", "Kontaktuppgifter till polisen på begäran")],
        ),
        ("en", "person.registered", {"mark": "victim", "protective_track": True},
         [("mark", "victim – not suspected"), ("protective track", "yes")]),
        ("sv", "decision.done", {"from": "in_progress", "to": "done"}, [("från", "Pågår"), ("till", "Klart")]),
        ("en", "programme.status_changed", {"status": ["preparing", "operating"]}, [("status", "preparing → operating")]),
        ("en", "incident.amended", {"changed": {"kind": ["shooting", "explosion"]}},
         [("changed", "Kind: Shooting → Explosion")]),
        ("en", "page.refused", {"route": "person-record", "right": "work_with_persons"},
         [("page", "/p/…/persons/…/"), ("right", "Work with persons in the own room")]),
        ("sv", "export.made", {"kind": "incidents", "filter": "kind=shooting"},
         [("slag", "händelser"), ("filter", "Typ: Skjutning")]),
        ("en", "export.made", {"kind": "trail", "filter": "act=person.read"},
         [("kind", "the audit trail"), ("filter", "Act: Person record read")]),
        ("en", "mission.given", {"user": "01a22b6f-79e1-75e7-8cbb-963a58f00d11"}, [("person", "Ada Dikt")]),
        ("en", "review.planned", {"planned_at": "2026-12-01T08:00:00+01:00"}, [("planned for", "2026-12-01 08:00")]),
        ("sv", "person.registered", {"mark": "no_longer_used"}, [("märkning", "no_longer_used")]),
    ],
)  # fmt: skip
def test_details_are_read_in_words(
    language: str, act: str, details: dict[str, object], told: list[tuple[str, str]]
) -> None:
    names = {"01a22b6f-79e1-75e7-8cbb-963a58f00d11": "Ada Dikt"}
    with override(language):
        assert details_in_words(act, details.items(), names) == told
