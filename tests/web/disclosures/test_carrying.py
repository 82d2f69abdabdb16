"""A disclosure carried between two servers: taken in once, and refused with a sentence of its own for each fault."""

import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from tests.cast import City, build_city
from tests.web.disclosures.door import NOW, a_disclosure, in_room, verify_all
from vapenvila.cli.__main__ import run
from vapenvila.rules.roles import AgencyKind as Kind
from vapenvila.web.disclosures.carrying.letter import NotTakenInError, own_key, read_letter, write_letter
from vapenvila.web.disclosures.carrying.unattended import VALID_FOR, export_to, import_from, register_partner
from vapenvila.web.disclosures.models import Disclosure, PartnerServer
from vapenvila.web.disclosures.queries.papers import open_document
from vapenvila.web.disclosures.sealed_words import canonical
from vapenvila.web.vault.signing import key_name

pytestmark = pytest.mark.django_db
PROBATION, POLICE = Kind.PROBATION, Kind.POLICE


@pytest.fixture
def city() -> City:
    made = build_city()
    verify_all(made)
    return made


@pytest.fixture
def letter(city: City, tmp_path: Path) -> Path:
    """A file from "the other server": the disclosure behind it is rolled back here, and its key is registered."""
    file = tmp_path / "letter.json"
    with transaction.atomic():
        export_to(file, disclosure=str(a_disclosure(city).pk), at=NOW)
        transaction.set_rollback(True)
    fingerprint, public = own_key()
    register_partner(
        name="Other", agency=city.rooms[PROBATION].agency.name, public_key_hex=public, fingerprint=fingerprint
    )
    return file


def _refused(file: Path, says: str, city: City) -> None:
    with pytest.raises(NotTakenInError, match=says):
        import_from(file, at=NOW)
    with in_room(city, POLICE):
        assert not Disclosure.objects.exists()


def _changed(letter: Path, *path: str, to: object, sign_anew: bool = False) -> Path:
    told = json.loads(letter.read_text())
    place = told["body"]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    data = write_letter(told["body"]) if sign_anew else json.dumps(told).encode()
    letter.write_bytes(data)
    return letter


def test_a_carried_disclosure_lies_in_the_receivers_room_with_its_content_unchanged(
    city: City, letter: Path
) -> None:
    assert stat.S_IMODE(letter.stat().st_mode) == 0o600
    done = import_from(letter, at=NOW)
    assert done["to"] == city.rooms[POLICE].agency.name
    with in_room(city, POLICE) as police:
        row = Disclosure.objects.get()
        opened = open_document(police, row)
        assert row.channel == "file"
        assert opened.unchanged
        assert opened.content is not None
        assert opened.content["persons"][0]["values"] == {"under_supervision": "Yes"}


def test_the_same_file_is_not_taken_in_twice(city: City, letter: Path) -> None:
    import_from(letter, at=NOW)
    with pytest.raises(NotTakenInError, match="taken in already"):
        import_from(letter, at=NOW)
    with in_room(city, POLICE):
        assert Disclosure.objects.count() == 1


def test_the_same_disclosure_in_a_new_file_is_not_taken_in_twice(city: City, letter: Path) -> None:
    import_from(letter, at=NOW)
    with pytest.raises(NotTakenInError, match="here already"):
        import_from(_changed(letter, "nonce", to="00" * 16, sign_anew=True), at=NOW)


@pytest.mark.parametrize(
    "path", [("document", "purpose"), ("head", "ground_code"), ("recipient", "agency"), ("nonce",)]
)
def test_a_changed_file_is_refused(city: City, letter: Path, path: tuple[str, ...]) -> None:
    _refused(_changed(letter, *path, to="changed"), "changed after it was signed", city)


def test_a_document_that_does_not_agree_with_its_hash_is_refused(city: City, letter: Path) -> None:
    _refused(_changed(letter, "document", "purpose", to="changed", sign_anew=True), "own hash", city)


def test_an_unknown_sender_is_refused(city: City, letter: Path) -> None:
    PartnerServer.objects.all().delete()
    _refused(letter, "not registered here", city)


def test_a_revoked_sender_is_refused(city: City, letter: Path) -> None:
    PartnerServer.objects.update(revoked_at=NOW)
    _refused(letter, "not registered here", city)


def test_a_file_signed_by_a_stranger_in_the_senders_name_is_refused(city: City, letter: Path) -> None:
    told = read_letter(letter.read_bytes())
    stranger = Ed25519PrivateKey.generate().sign(canonical(told.body))
    letter.write_text(json.dumps(json.loads(letter.read_text()) | {"signature": stranger.hex()}))
    _refused(letter, "changed after it was signed", city)


def test_a_key_cannot_speak_for_another_agency(city: City, letter: Path) -> None:
    other = city.rooms[Kind.SOCIAL].agency.name
    _refused(_changed(letter, "sender", "agency", to=other, sign_anew=True), "cannot speak for another", city)


def test_a_file_that_is_too_old_is_refused(city: City, letter: Path) -> None:
    with pytest.raises(NotTakenInError, match="too old"):
        import_from(letter, at=NOW + VALID_FOR + timedelta(seconds=1))


def test_a_file_for_somebody_else_is_refused(city: City, letter: Path) -> None:
    _refused(_changed(letter, "recipient", "agency", to="Elsewhere", sign_anew=True), "another agency", city)


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"format": "vapenvila-disclosure"}'])
def test_what_is_no_disclosure_file_is_refused(city: City, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "junk.json"
    file.write_bytes(data)
    _refused(file, "not a disclosure file", city)


def test_a_key_whose_fingerprint_was_read_out_differently_is_not_registered(city: City) -> None:
    public = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    agency = city.rooms[PROBATION].agency.name
    with pytest.raises(NotTakenInError, match="does not belong to this key"):
        register_partner(name="x", agency=agency, public_key_hex=public.hex(), fingerprint="00" * 8)
    register_partner(name="x", agency=agency, public_key_hex=public.hex(), fingerprint=key_name(public))


def test_only_the_sender_exports_and_never_over_a_file(city: City, tmp_path: Path) -> None:
    disclosure, file = a_disclosure(city), tmp_path / "there.json"
    file.write_text("mine")
    with pytest.raises(NotTakenInError, match="already a file"):
        export_to(file, disclosure=str(disclosure.pk), at=NOW)
    assert file.read_text() == "mine"
    with pytest.raises(NotTakenInError, match="no such disclosure"):
        export_to(tmp_path / "x.json", disclosure=str(city.programme.pk), at=NOW)


def test_the_commands_say_what_they_did_and_end_with_2_on_a_users_error(
    city: City, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    disclosure = a_disclosure(city)
    file = tmp_path / "out.json"
    assert run(["disclosure", "export", str(disclosure.pk), str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["number"] == disclosure.no
    assert run(["disclosure", "import", str(file)]) == 2
    said = capsys.readouterr().err
    assert "not registered here" in said
    assert said.count("\n") == 1
    assert run(["disclosure", "export", "nonsense", str(tmp_path / "n.json")]) == 2
