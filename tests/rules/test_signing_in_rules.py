"""Second factors, switching roles in a demo, and how long a page may lie untouched."""

import pytest

from vapenvila.rules.idle_time import idle_minutes_from_text
from vapenvila.rules.roles import Role
from vapenvila.rules.second_factor import ProofFacts, has_second_factor, vouches_for_second_factor
from vapenvila.rules.switch_role import may_switch_to


@pytest.mark.parametrize("proof", ["has_own_factor", "agency_vouches", "made_up_person"])
def test_one_proof_is_enough_and_none_is_not(proof: str) -> None:
    none = {"has_own_factor": False, "agency_vouches": False, "made_up_person": False}
    assert has_second_factor(ProofFacts(**{**none, proof: True}))
    assert not has_second_factor(ProofFacts(**none))


def test_an_agency_vouches_by_a_level_or_a_method_that_is_trusted() -> None:
    trusted = {"trusted_acr": frozenset({"loa3"}), "trusted_amr": frozenset({"mfa"})}
    assert vouches_for_second_factor(acr="loa3", amr=frozenset(), **trusted)
    assert vouches_for_second_factor(acr="", amr=frozenset({"pwd", "mfa"}), **trusted)
    assert not vouches_for_second_factor(acr="loa2", amr=frozenset({"pwd"}), **trusted)


def test_roles_are_switched_in_a_demo_among_made_up_people_alone() -> None:
    assert may_switch_to(demo=True, made_up_programmes_of_target=[True, True])
    assert not may_switch_to(demo=False, made_up_programmes_of_target=[True])
    assert not may_switch_to(demo=True, made_up_programmes_of_target=[True, False])
    assert not may_switch_to(demo=True, made_up_programmes_of_target=[])


@pytest.mark.acceptance("T41")
def test_idle_minutes_are_read_role_by_role_and_can_only_be_shorter() -> None:
    minutes = idle_minutes_from_text("police_officer=5 social_worker=10")
    assert (minutes[Role.POLICE_OFFICER], minutes[Role.SOCIAL_WORKER]) == (5, 10)
    for text in (
        "police_officer",
        "police_officer=five",
        "police_officer=16",
        "nobody=5",
        "police_officer=1",
    ):
        with pytest.raises(ValueError, match=r".+"):
            idle_minutes_from_text(text)
