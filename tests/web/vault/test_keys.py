"""Keys: private files, made once, rotated without stopping, missed in one clear sentence."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from vapenvila.web.vault.errors import KeysMissingError, LostKeyError
from vapenvila.web.vault.hashing import keyed_hash, keyed_hashes
from vapenvila.web.vault.keys import KeyKind, all_keys, current, keys_of, make_keys
from vapenvila.web.vault.sealing import key_of, seal, unseal
from vapenvila.web.vault.signing import key_name, public_key, sign, verify
from vapenvila.web.wall.identifiers import new_id

ROW = new_id()


def test_key_files_can_be_read_by_their_owner_only(keys_folder: Path) -> None:
    make_keys()
    assert stat.S_IMODE(keys_folder.stat().st_mode) == 0o700
    files = list(keys_folder.iterdir())
    assert len(files) == 3
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_key_that_others_can_read_is_not_used(keys_folder: Path) -> None:
    make_keys()
    (keys_folder / "seal-0001.key").chmod(0o640)
    with pytest.raises(KeysMissingError, match="can be read by others"):
        all_keys()


def test_a_damaged_key_is_named(keys_folder: Path) -> None:
    make_keys()
    (keys_folder / "hash-0001.key").write_text("half", encoding="ascii")
    with pytest.raises(KeysMissingError, match=r"hash-0001\.key is damaged"):
        all_keys()


def test_in_earnest_no_key_is_made_by_itself(settings: Settings, keys_folder: Path) -> None:
    settings.MAKE_KEYS = False
    with pytest.raises(KeysMissingError, match="vapenvila keys new"):
        seal("Påhittad", row=ROW, purpose="p")
    assert not keys_folder.exists()


def test_a_lost_key_is_one_clear_sentence_that_names_it(keys_folder: Path) -> None:
    sealed = seal("Påhittad", row=ROW, purpose="p")
    for file in keys_folder.iterdir():
        file.unlink()
    with pytest.raises(LostKeyError) as problem:
        unseal(sealed, row=ROW, purpose="p")
    assert str(problem.value) == (
        f"A value is sealed with the key {key_of(sealed).hex()}, which is not in the folder of keys. "
        "Put that key back from where your keys are kept."
    )


def test_older_keys_still_open_find_and_verify_after_a_rotation() -> None:
    sealed, found_by, (name, signature) = (
        seal("Påhittad", row=ROW, purpose="p"),
        keyed_hash("påhittad", purpose="p"),
        sign(b"document"),
    )
    _, public = public_key()
    make_keys()
    assert unseal(sealed, row=ROW, purpose="p") == "Påhittad"
    assert found_by in keyed_hashes("påhittad", purpose="p")
    assert keyed_hash("påhittad", purpose="p") != found_by
    assert verify(b"document", signature, public)
    assert public_key()[0] != name == key_name(public)
    assert key_of(seal("ny", row=ROW, purpose="p")) == current(KeyKind.SEAL).id != key_of(sealed)


def test_a_running_process_takes_up_keys_that_another_one_made(keys_folder: Path) -> None:
    before = current(KeyKind.SEAL).id
    script = "import django; django.setup()\nfrom vapenvila.web.vault.keys import make_keys\nmake_keys()\n"
    env = os.environ | {
        "VAPENVILA_KEYS": str(keys_folder),
        "VAPENVILA_NO_DATABASE": "1",
        "DJANGO_SETTINGS_MODULE": "vapenvila.web.site.settings",
    }
    subprocess.run([sys.executable, "-c", script], env=env, check=True)
    assert current(KeyKind.SEAL).id != before
    assert len(keys_of(KeyKind.SEAL)) == 2


def test_no_key_serves_two_ends_and_none_shows_in_words() -> None:
    keys = all_keys()
    assert len({key.secret for key in keys}) == len(keys) == 3
    assert not any(repr(key.secret) in repr(key) for key in keys)


def test_equal_texts_of_different_fields_have_different_hashes() -> None:
    assert keyed_hash("lund", purpose="surname") != keyed_hash("lund", purpose="given_name")


def test_a_signature_holds_for_its_data_and_its_key_only() -> None:
    _, signature = sign(b"document")
    _, public = public_key()
    assert verify(b"document", signature, public)
    assert not verify(b"document.", signature, public)
    assert not verify(b"document", signature[:-1], public)
    make_keys()
    assert not verify(b"document", signature, public_key()[1])
