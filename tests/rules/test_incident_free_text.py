"""Free text of the shared picture names no person. All numbers here are made up from their check digit."""

import pytest

from vapenvila.rules.free_text import Finding, screen


def with_check_digit(nine: str) -> str:
    """A made-up personal number from its first nine digits (Luhn)."""
    total = sum(sum(divmod(int(d) * (2 - i % 2), 10)) for i, d in enumerate(nine))
    return f"{nine[:6]}-{nine[6:]}{(10 - total % 10) % 10}"


def finds(text: str, names: tuple[str, ...] = ()) -> list[Finding]:
    """What is found, in order."""
    return [f.finding for f in screen(text, known_names=names)]


NUMBER = with_check_digit("900101001")
COORDINATION = with_check_digit("900161001")


@pytest.mark.parametrize(
    "written",
    [
        NUMBER,
        NUMBER.replace("-", ""),
        NUMBER.replace("-", "+"),
        "19" + NUMBER,
        "19" + NUMBER.replace("-", ""),
        COORDINATION,
        f"({NUMBER})",
        f"pnr {NUMBER}, ring",
        NUMBER.replace("-", " "),
    ],
)
def test_a_personal_number_is_found_however_it_is_written(written: str) -> None:
    assert finds(written) == [Finding.PERSONAL_NUMBER]


@pytest.mark.parametrize(
    "written",
    [
        NUMBER[:-1] + str((int(NUMBER[-1]) + 1) % 10),
        "901301-0017",
        "2026-03-14 21:30",
        "K-900101-00",
        "12345678901234567",
    ],
)
def test_numbers_that_are_no_personal_number_are_left_alone(written: str) -> None:
    assert Finding.PERSONAL_NUMBER not in finds(written)


@pytest.mark.parametrize(
    "written", ["070-123 45 67", "0701234567", "+46 70 123 45 67", "0046701234567", "08-12 34 56 78"]
)
def test_a_phone_number_is_found(written: str) -> None:
    assert finds(f"Call {written} now") == [Finding.PHONE_NUMBER]


def test_an_e_mail_address_is_found() -> None:
    assert finds("skriv till nagon@exempel.example.") == [Finding.EMAIL]


@pytest.mark.parametrize(
    "text", ["2026-03-14", "klockan 21.30", "3 patroner 9 mm", "Hamngatan 3, 214 36", "K 5000-123456-26"]
)
def test_ordinary_words_and_numbers_are_left_alone(text: str) -> None:
    assert finds(text) == []


def test_a_known_name_is_found_as_a_whole_word_and_in_the_genitive() -> None:
    assert finds("Skott mot Påhittads port", ("Påhittad",)) == [Finding.KNOWN_NAME]
    assert finds("Påhittadsgatan 4", ("Påhittad",)) == []


@pytest.mark.acceptance("S9")
@pytest.mark.parametrize(
    "text", ["en somalisk grupp", "muslimska vänner", "har ADHD", "missbrukare", "gay bar"]
)
def test_words_on_origin_religion_or_health_are_warned_of(text: str) -> None:
    assert finds(text) == [Finding.SENSITIVE_WORD]


@pytest.mark.parametrize("text", ["romantik", "Romarvägen", "Skott på torget vid kiosken", "arabesk"])
def test_words_that_only_begin_alike_are_left_alone(text: str) -> None:
    assert finds(text) == []


@pytest.mark.parametrize("day", ["0101", "1231", "0161", "1291"])
def test_the_first_and_last_days_and_months_make_a_personal_number(day: str) -> None:
    assert Finding.PERSONAL_NUMBER in finds(with_check_digit(f"90{day}001"))


@pytest.mark.parametrize("day", ["0015", "1315", "0100", "0132", "0160", "0192"])
def test_a_number_whose_day_or_month_does_not_exist_is_no_personal_number(day: str) -> None:
    assert Finding.PERSONAL_NUMBER not in finds(with_check_digit(f"90{day}001"))
