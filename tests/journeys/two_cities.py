"""Which journeys are walked in which of two cities, each by one process, so that two cores walk beside each other."""

import os

import pytest

FIRST, SECOND = "journeys", "journeys_of_the_second_city"
# About as much work as the rest, by processor time; a new file is walked in the first city.
IN_THE_SECOND = frozenset(
    {
        "test_checks_can_fail",
        "test_memberships",
        "test_menu_pages",
        "test_oversight",
        "test_rights_desk",
        "test_sign_in",
        "test_slow_page",
        "test_start_pages",
    }
)


def city_of(file: str) -> str:
    """The group of pytest-xdist that a file of journeys belongs to, by its name without ending."""
    return SECOND if file in IN_THE_SECOND else FIRST


def only_one_process(city: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Fail when another process of this run walks in the same city: what one leaves behind would meet another by chance."""
    run, me = os.environ.get("PYTEST_XDIST_TESTRUNUID"), os.environ.get("PYTEST_XDIST_WORKER", "")
    if run is None:
        return
    sign = tmp_path_factory.getbasetemp().parent / f"{city}-{run}"
    try:
        sign.symlink_to(me)  # made and named in one step: the other process never reads half a name
    except FileExistsError:
        if os.readlink(sign) != me:
            pytest.fail(
                f"The {city} were dealt to two processes; the groups of pytest-xdist are not heard.",
                pytrace=False,
            )
