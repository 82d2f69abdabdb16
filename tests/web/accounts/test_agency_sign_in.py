"""Sign-in through an agency's own provider: a real provider process, real tokens, and every way to forge one refused."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from tests.cast import City, build_city
from tests.web.accounts.identity_provider import CLIENT, SECRET
from tests.web.accounts.sign_in import trail
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.agency_providers import AgencyProvider, read_providers
from vapenvila.web.accounts.models import User

pytestmark = pytest.mark.django_db
WEEK = "/p/vinterhamn/"
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The provider process; its address."""
    process = subprocess.Popen(
        [sys.executable, str(HERE / "identity_provider.py")], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.terminate()
    process.wait()
    process.stdout.close()


@pytest.fixture
def city(provider: str, settings: Any) -> City:
    """A real city whose police officer is registered for the provider of the police."""
    settings.AGENCY_PROVIDERS = tuple(
        AgencyProvider(
            id=name,
            name=name.title(),
            server_url=provider,
            client_id=CLIENT,
            secret=SECRET,
            acr=frozenset({"loa3"}),
            amr=frozenset({"mfa"}),
        )
        for name in ("police", "probation")
    )
    city = build_city()
    city.programme.made_up = False
    city.programme.save()
    User.objects.filter(pk=city.people[Role.POLICE_OFFICER].pk).update(agency_provider="police")
    return city


def order(provider: str, **what: Any) -> None:
    """Who signs in next, and what is wrong with the token."""
    requests.post(f"{provider}/next", json=what, timeout=5)


def sign_in(client: Client, name: str = "police", following: dict[str, str] | None = None) -> Any:
    """The whole way by HTTP: to the provider, back with the code, and in."""
    to_provider = client.post(reverse("openid_connect_login", args=[name]))
    assert to_provider.status_code == 302
    at_provider = requests.get(to_provider["Location"], allow_redirects=False, timeout=5)
    back = urlsplit(at_provider.headers["Location"])
    query = {key: values[0] for key, values in parse_qs(back.query).items()}
    return client.get(back.path, {**query, **(following or {})})


def officer(city: City) -> dict[str, Any]:
    """Claims of the registered police officer."""
    return {"email": city.people[Role.POLICE_OFFICER].email, "amr": ["pwd", "mfa"]}


def refused(client: Client) -> bool:
    """Nobody is signed in, and the attempt is on record."""
    kinds = [event.details["kind"] for event in trail(act="sign_in.failed")]
    return client.get(WEEK).status_code == 302 and kinds == ["provider"]


def test_a_registered_person_comes_in_when_the_agency_asked_for_a_second_factor(
    client: Client, city: City, provider: str
) -> None:
    order(provider, claims=officer(city))
    assert sign_in(client)["Location"] == "/"
    assert client.get(WEEK).status_code == 200
    (event,) = trail(act="sign_in.done")
    assert event.details == {"provider": "police", "second_factor": True}


def test_the_request_carries_pkce_state_and_nonce(client: Client, city: City) -> None:
    asked = parse_qs(
        urlsplit(client.post(reverse("openid_connect_login", args=["police"]))["Location"]).query
    )
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= set(asked)


@pytest.mark.parametrize("said", [{}, {"amr": ["pwd"]}, {"acr": "loa2"}, {"amr": "mfa"}])
def test_without_the_agencys_word_the_person_sets_up_a_factor_here(
    client: Client, city: City, provider: str, said: dict[str, Any]
) -> None:
    order(provider, claims={"email": officer(city)["email"], **said})
    assert sign_in(client)["Location"] == "/"
    assert client.get(WEEK)["Location"].startswith(reverse("mfa_index"))


def test_the_level_of_assurance_counts_too(client: Client, city: City, provider: str) -> None:
    order(provider, claims={"email": officer(city)["email"], "acr": "loa3"})
    sign_in(client)
    assert client.get(WEEK).status_code == 200


def test_the_same_person_is_known_again_by_the_providers_number(city: City, provider: str) -> None:
    order(provider, claims=officer(city))
    sign_in(Client())
    order(provider, claims={**officer(city), "email": "new.name@vinterhamn.example"})
    client = Client()
    sign_in(client)
    assert client.get(WEEK).status_code == 200
    assert SocialAccount.objects.count() == 1


def test_nothing_of_the_token_is_kept_but_how_the_person_was_signed_in(city: City, provider: str) -> None:
    order(provider, claims={**officer(city), "name": "Orvar Saga", "personnummer": "x"})
    sign_in(Client())
    assert set(SocialAccount.objects.get().extra_data) == {"acr", "amr"}


@pytest.mark.parametrize("fault", ["signature", "changed", "unsigned", "symmetric"])
def test_a_forged_token_is_refused(client: Client, city: City, provider: str, fault: str) -> None:
    order(provider, claims=officer(city), fault=fault, changed_to=city.people[Role.ADMINISTRATOR].email)
    assert sign_in(client).status_code == 401
    assert refused(client)


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "of-another-sign-in"},
        {"aud": "another-service"},
        {"aud": ["vapenvila", "another-service"], "azp": "another-service"},
        {"iss": "https://elsewhere.example"},
        {"exp": 1_700_000_000},
    ],
    ids="-".join,
)
def test_a_token_of_another_time_place_or_sign_in_is_refused(
    client: Client, city: City, provider: str, wrong: dict[str, Any]
) -> None:
    order(provider, claims={**officer(city), **wrong})
    assert sign_in(client).status_code == 401
    assert refused(client)


def test_a_token_without_a_nonce_is_refused(client: Client, city: City, provider: str) -> None:
    order(provider, claims=officer(city), without=["nonce"])
    assert sign_in(client).status_code == 401


def test_an_answer_to_another_browsers_question_is_refused(city: City, provider: str) -> None:
    order(provider, claims=officer(city))
    asked = Client().post(reverse("openid_connect_login", args=["police"]))
    at_provider = requests.get(asked["Location"], allow_redirects=False, timeout=5)
    victim = Client()
    back = urlsplit(at_provider.headers["Location"])
    assert victim.get(f"{back.path}?{back.query}").status_code in {401, 403}
    assert victim.get(WEEK).status_code == 302


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@vinterhamn.example"},
        {"email": "coordinator@vinterhamn.example"},
        {"email": "police_officer@vinterhamn.example", "email_verified": False},
        {"email": "police_officer@vinterhamn.example", "email_verified": "true"},
        {},
    ],
    ids=["unknown", "registered-for-a-password", "unverified", "verified-as-text", "without-e-mail"],
)
def test_only_a_registered_person_with_a_verified_e_mail_comes_in_and_no_account_is_made(
    client: Client, city: City, provider: str, claims: dict[str, Any]
) -> None:
    people = User.objects.count()
    order(provider, claims={**claims, "amr": ["mfa"]})
    assert sign_in(client).status_code == 403
    assert refused(client)
    assert (User.objects.count(), SocialAccount.objects.count()) == (people, 0)


def test_one_agencys_provider_lets_nobody_of_another_agency_in(
    client: Client, city: City, provider: str
) -> None:
    order(provider, claims=officer(city))
    assert sign_in(client, "probation").status_code == 403
    assert refused(client)


def test_a_closed_account_stays_outside(client: Client, city: City, provider: str) -> None:
    User.objects.filter(pk=city.people[Role.POLICE_OFFICER].pk).update(is_active=False)
    order(provider, claims=officer(city))
    assert sign_in(client).status_code == 403
    assert client.get(WEEK).status_code == 302


def test_whoever_is_taken_off_the_provider_stays_outside_though_known_before(
    city: City, provider: str
) -> None:
    order(provider, claims=officer(city))
    sign_in(Client())
    User.objects.filter(pk=city.people[Role.POLICE_OFFICER].pk).update(agency_provider="")
    assert sign_in(Client()).status_code == 403


def test_a_provider_nobody_named_is_not_there(client: Client, city: City) -> None:
    assert client.post(reverse("openid_connect_login", args=["elsewhere"])).status_code == 404


FILE = """
[[provider]]
id = "police"
name = "Polisen"
server_url = "https://sign-in.example"
client_id = "vapenvila"
secret = "s"
amr = ["mfa"]
"""


def test_the_file_names_the_providers(tmp_path: Path) -> None:
    file = tmp_path / "sign-in.toml"
    assert read_providers(file) == ()
    file.write_text(FILE)
    assert [(p.id, p.amr) for p in read_providers(file)] == [("police", frozenset({"mfa"}))]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('secret = "s"', "", "'secret' is missing"),
        ("https://", "http://", "begins with https"),
        ('id = "police"', 'id = "Polisen 1"', "small letters"),
        ("amr =", "amrs =", "'amrs' is not a known setting"),
        ('amr = ["mfa"]', 'algorithms = ["HS256"]', "key pair"),
    ],
)
def test_a_fault_in_the_file_is_named(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    file = tmp_path / "sign-in.toml"
    file.write_text(FILE.replace(old, new))
    with pytest.raises(ValueError, match=sentence):
        read_providers(file)
