"""Numbers of persons and phones in free text are masked; ordinary numbers stay."""

import pytest

from vapenvila.web.imports.engine.privacy import MASK, masked


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Målsägande 850709-9805 hörd", "personal_number"),
        ("född 19850709-9805", "personal_number"),
        ("samordningsnummer 850769-9803", "personal_number"),
        ("nr 198507099805", "personal_number"),
        ("ring 070-123 45 67", "phone_number"),
        ("ring +46 70 123 45 67", "phone_number"),
        ("call (212) 555-0123 now", "phone_number"),
    ],
)
def test_a_number_that_leads_to_a_person_is_masked(text: str, kind: str) -> None:
    shown, found = masked(text)
    assert MASK in shown
    assert found == {kind}
    assert not any(len(part) > 3 for part in "".join(c if c.isdigit() else " " for c in shown).split())


@pytest.mark.parametrize(
    "text",
    [
        "1200 BLOCK VINE ST",
        "K-1001/24",
        "2024-01-05 21:30",
        "55.604981, 13.003822",
        "ärende 201519131354",
        "9 mm, 12 hylsor",
    ],
)
def test_ordinary_numbers_stay(text: str) -> None:
    assert masked(text) == (text, frozenset())
