"""What comes after a carried disclosure travels as signed files too: a recall out, its confirmation back (S22)."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cast import City
from tests.web.disclosures.door import NOW, TODAY, a_disclosure, in_room, worker
from tests.web.disclosures.test_carrying import city, letter
from vapenvila.rules.roles import AgencyKind as Kind
from vapenvila.web.disclosures.actions.aftercare import confirm_recall, recall, receive
from vapenvila.web.disclosures.carrying.afterwards import take_in_what_came_after
from vapenvila.web.disclosures.carrying.letter import Letter, NotTakenInError, read_letter, write_letter
from vapenvila.web.disclosures.carrying.unattended import import_from, tell_to
from vapenvila.web.disclosures.models import Disclosure
from vapenvila.web.disclosures.queries.papers import open_document, owed_confirmations
from vapenvila.web.disclosures.sealed_words import sha256_of

pytestmark = pytest.mark.django_db
PROBATION, POLICE = Kind.PROBATION, Kind.POLICE
__all__ = ["city", "letter"]  # fixtures


def _told(letter: Path, *states: str, notices: tuple[str, ...] = (), nonce: str = "ab" * 16) -> Path:
    """A file in which the sender of the letter tells what came after."""
    body: dict[str, Any] = json.loads(letter.read_text())["body"]
    steps = [{"state": s, "words": "Wrong person", "by": "Påhittad", "at": NOW.isoformat()} for s in states]
    document = {"kind": "afterwards", "steps": steps,
                "notices": [{"kind": kind, "at": NOW.isoformat()} for kind in notices]}  # fmt: skip
    head = {"id": body["head"]["id"], "sha256": sha256_of(document)}
    file = letter.with_name(f"{nonce[:4]}.json")
    file.write_bytes(write_letter(body | {"nonce": nonce, "head": head, "document": document}))
    return file


@pytest.mark.acceptance("S22")
def test_a_recall_by_file_closes_the_content_and_waits_to_be_confirmed(
    city: City, letter: Path, tmp_path: Path
) -> None:
    done = import_from(letter, at=NOW)
    with in_room(city, POLICE) as police:
        receive(disclosure=Disclosure.objects.get(), room=police, by=worker(city, POLICE), at=NOW)
    called_back = _told(letter, "recalled", notices=("recalled",))
    assert import_from(called_back, at=NOW)["state"] == "recalled"
    with in_room(city, POLICE) as police:
        row = Disclosure.objects.get()
        assert open_document(police, row).content is None
        (owed,) = owed_confirmations(police, today=TODAY)
        assert owed.notice.kind == "recalled"
        confirm_recall(disclosure=row, room=police, words="Shredded", by=worker(city, POLICE), at=NOW)
    with pytest.raises(NotTakenInError, match="taken in already"):
        import_from(called_back, at=NOW)
    answer = tmp_path / "answer.json"
    tell_to(answer, disclosure=done["disclosure"], at=NOW)
    body = read_letter(answer.read_bytes()).body
    assert [step["state"] for step in body["document"]["steps"]] == ["received", "recall_confirmed"]
    assert (body["sender"]["agency"], body["recipient"]["agency"]) == (done["to"], done["from"])


def test_a_notice_by_file_is_given_once(city: City, letter: Path) -> None:
    import_from(letter, at=NOW)
    for nonce in ("ab" * 16, "cd" * 16):
        import_from(_told(letter, notices=("record_changed",), nonce=nonce), at=NOW)
    with in_room(city, POLICE) as police:
        assert len(owed_confirmations(police, today=TODAY)) == 1


def test_a_sender_cannot_take_the_receivers_steps(city: City, letter: Path) -> None:
    import_from(letter, at=NOW)
    with pytest.raises(NotTakenInError, match="a step that its sender cannot take"):
        import_from(_told(letter, "recall_confirmed"), at=NOW)
    with in_room(city, POLICE):
        assert Disclosure.objects.get().state == "handed_over"


def test_what_came_after_something_unknown_is_refused(city: City, letter: Path) -> None:
    with pytest.raises(NotTakenInError, match="not on this server"):
        import_from(_told(letter, "recalled"), at=NOW)


def test_a_file_is_not_written_when_nothing_has_come_after(city: City, letter: Path, tmp_path: Path) -> None:
    done = import_from(letter, at=NOW)
    with pytest.raises(NotTakenInError, match="nothing to tell"):
        tell_to(tmp_path / "x.json", disclosure=done["disclosure"], at=NOW)


@pytest.mark.acceptance("T22")
def test_a_receipt_that_a_recall_has_overtaken_still_stands_in_the_givers_history(
    city: City, tmp_path: Path
) -> None:
    told = a_disclosure(city)
    with in_room(city, PROBATION) as room:
        by = worker(city, PROBATION)
        recall(disclosure=told, room=room, words="Wrong", by=by, at=NOW, today=TODAY)
    steps = [{"state": s, "words": "Shredded", "by": "Påhittad", "at": NOW.isoformat()}
             for s in ("received", "recall_confirmed")]  # fmt: skip
    document = {
        "kind": "afterwards",
        "steps": steps,
        "notices": [{"kind": "recalled", "at": NOW.isoformat()}],
    }
    answer = Letter({"head": {"id": str(told.pk)}, "document": document}, "key", b"")
    with in_room(city, POLICE) as police:
        take_in_what_came_after(answer, police, now=NOW)
    with in_room(city, PROBATION) as room:
        row = Disclosure.objects.get()
        assert row.state == "recall_confirmed"
        assert set(row.steps.values_list("state", flat=True)) == {
            "handed_over", "recalled", "received", "recall_confirmed",
        }  # fmt: skip
        assert not owed_confirmations(room, today=TODAY)
