"""A sealed value opens in its own row, for its own purpose, with its own key, and nowhere else."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vapenvila.web.vault.errors import TamperedError
from vapenvila.web.vault.sealing import key_of, seal, unseal
from vapenvila.web.wall.identifiers import new_id

ROW, OTHER = new_id(), new_id()
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(st.text())
def test_what_is_sealed_opens_as_it_was(text: str) -> None:
    assert unseal(seal(text, row=ROW, purpose="person.surname"), row=ROW, purpose="person.surname") == text


def test_a_value_copied_to_another_row_does_not_open() -> None:
    sealed = seal("Påhittad", row=ROW, purpose="person.surname")
    with pytest.raises(TamperedError):
        unseal(sealed, row=OTHER, purpose="person.surname")


def test_a_value_copied_to_another_field_does_not_open() -> None:
    sealed = seal("Påhittad", row=ROW, purpose="person.surname")
    with pytest.raises(TamperedError):
        unseal(sealed, row=ROW, purpose="person.address")


def test_a_change_of_any_byte_is_found_out() -> None:
    sealed = seal("Påhittad", row=ROW, purpose="person.surname")
    for place in range(9, len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(TamperedError):
            unseal(changed, row=ROW, purpose="person.surname")


@pytest.mark.parametrize("value", [b"", b"\x01", b"clear text", b"\x02" + bytes(60)])
def test_what_was_never_sealed_is_refused_with_a_sentence(value: bytes) -> None:
    with pytest.raises(TamperedError, match="not a sealed value"):
        unseal(value, row=ROW, purpose="person.surname")


def test_the_same_text_never_looks_the_same_and_its_words_are_not_in_it() -> None:
    first, second = (seal("Påhittad", row=ROW, purpose="p") for _ in range(2))
    assert first != second
    assert key_of(first) == key_of(second)
    assert "Påhittad".encode() not in first


def test_no_error_repeats_what_was_sealed() -> None:
    sealed = seal("Påhittad", row=ROW, purpose="p")
    with pytest.raises(TamperedError) as problem:
        unseal(sealed, row=OTHER, purpose="p")
    assert "Påhittad" not in str(problem.value)
    assert problem.value.__suppress_context__
