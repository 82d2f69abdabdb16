"""The people page: opening and closing accounts, lost second factors, and what it does not show."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.cast import City, build_city
from tests.web.accounts.sign_in import by_password, give_app, trail
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.models import User

pytestmark = pytest.mark.django_db
WEEK = "/p/vinterhamn/"


@pytest.fixture
def city() -> City:
    """One city."""
    return build_city()


def new_person(city: City, **other: object) -> dict[str, object]:
    """The form of a new person."""
    return {
        "name": "Ny Påhittad",
        "email": "Ny@Vinterhamn.example",
        "language": "sv",
        "room": city.rooms[AgencyKind.POLICE].pk,
        "roles": ["police_analyst"],
        "first_day": "2026-03-02",
        **other,
    }


def test_a_new_person_gets_account_mission_and_a_mailed_link_that_the_administrator_never_sees(
    client: Client, city: City
) -> None:
    city.sign_in(client, Role.ADMINISTRATOR)
    answer = client.post(reverse("new-person", args=["vinterhamn"]), new_person(city), follow=True)
    person = User.objects.get(email="ny@vinterhamn.example")
    assert not person.has_usable_password()
    assert person.missions.get().roles == ["police_analyst"]
    (letter,) = mail.outbox
    link = next(word for word in letter.body.split() if word.startswith("http"))
    assert link not in answer.content.decode()
    assert "Välj ett lösenord" in letter.subject
    page = Client().get(link, follow=True)
    assert page.status_code == 200
    assert [e.act for e in trail(subject=person.pk)][:2] == ["account.opened", "mission.given"]


def test_a_refused_mission_opens_no_account(client: Client, city: City) -> None:
    city.sign_in(client, Role.ADMINISTRATOR)
    form = new_person(city, roles=["social_worker"])
    assert client.post(reverse("new-person", args=["vinterhamn"]), form).status_code == 422
    assert not User.objects.filter(email="ny@vinterhamn.example").exists()
    assert len(trail(act="mission.refused")) == 1
    assert mail.outbox == []


def test_somebody_known_from_another_city_keeps_name_and_account(client: Client, city: City) -> None:
    other = build_city("sommarhamn", "Sommarhamn").people[Role.POLICE_ANALYST]
    city.sign_in(client, Role.ADMINISTRATOR)
    client.post(reverse("new-person", args=["vinterhamn"]), new_person(city, email=other.email))
    other.refresh_from_db()
    assert other.name == "Påhittad police_analyst"
    assert other.missions.count() == 2
    assert mail.outbox == []


@pytest.mark.acceptance("T21")
def test_the_answer_does_not_tell_whether_the_address_was_known_elsewhere(client: Client, city: City) -> None:
    known = build_city("sommarhamn", "Sommarhamn").people[Role.POLICE_ANALYST]
    city.sign_in(client, Role.ADMINISTRATOR)
    answers = []
    for email in ("ny@vinterhamn.example", known.email):
        answer = client.post(reverse("new-person", args=["vinterhamn"]), new_person(city, email=email))
        page = client.get(answer["Location"])
        told = [str(message) for message in page.context["messages"]]
        answers.append((answer.status_code, answer["Location"], answer.content, told))
    assert answers[0] == answers[1]
    assert answers[0][:2] == (302, reverse("people", args=["vinterhamn"]))
    assert len(answers[0][3]) == 1
    assert [letter.to for letter in mail.outbox] == [["ny@vinterhamn.example"]]


@pytest.mark.acceptance("T21")
def test_somebody_known_elsewhere_who_never_chose_a_password_is_invited_in_their_own_language(
    client: Client, city: City
) -> None:
    known = build_city("sommarhamn", "Sommarhamn").people[Role.POLICE_ANALYST]
    known.set_unusable_password()
    known.language = "en"
    known.save()
    city.sign_in(client, Role.ADMINISTRATOR)
    client.post(reverse("new-person", args=["vinterhamn"]), new_person(city, email=known.email))
    (letter,) = mail.outbox
    assert letter.to == [known.email]
    assert "Choose a password" in letter.subject


@pytest.mark.parametrize("change", [{"is_active": False}, {"agency_provider": "an-agency"}])
def test_nobody_is_invited_whose_account_is_closed_or_who_signs_in_through_an_agency(
    client: Client, city: City, change: dict[str, object]
) -> None:
    known = build_city("sommarhamn", "Sommarhamn").people[Role.POLICE_ANALYST]
    known.set_unusable_password()
    known.save()
    User.objects.filter(pk=known.pk).update(**change)
    city.sign_in(client, Role.ADMINISTRATOR)
    client.post(reverse("new-person", args=["vinterhamn"]), new_person(city, email=known.email))
    assert known.missions.count() == 2
    assert mail.outbox == []


def test_closing_an_account_ends_every_session_at_once(city: City) -> None:
    administrator, person = Client(), Client()
    city.sign_in(administrator, Role.ADMINISTRATOR)
    officer = city.people[Role.POLICE_OFFICER]
    by_password(person, officer)
    assert person.get(WEEK).status_code == 200
    change = reverse("change-account", args=["vinterhamn", officer.pk])
    assert administrator.post(change, {"act": "close"}).status_code == 302
    assert person.get(WEEK).status_code == 302
    assert by_password(Client(), officer) in {"", reverse("account_inactive")}
    administrator.post(change, {"act": "reopen"})
    assert by_password(Client(), officer) == "/"


def test_lost_second_factors_are_removed_and_the_sessions_end(city: City) -> None:
    administrator, person = Client(), Client()
    officer = city.people[Role.POLICE_OFFICER]
    by_password(person, officer)
    give_app(officer)
    city.sign_in(administrator, Role.ADMINISTRATOR)
    administrator.post(reverse("change-account", args=["vinterhamn", officer.pk]), {"act": "remove-factors"})
    assert not Authenticator.objects.filter(user=officer).exists()
    assert person.get(WEEK).status_code == 302
    assert len(trail(act="account.second_factors_removed")) == 1


@pytest.mark.acceptance("T5")
def test_nobody_closes_or_frees_their_own_account(client: Client, city: City) -> None:
    administrator = city.sign_in(client, Role.ADMINISTRATOR)
    give_app(administrator)
    for act in ("close", "remove-factors", "end-sessions"):
        answer = client.post(reverse("change-account", args=["vinterhamn", administrator.pk]), {"act": act})
        assert answer.status_code == 422
    administrator.refresh_from_db()
    assert administrator.is_active
    assert Authenticator.objects.filter(user=administrator).exists()


def test_somebody_who_also_works_in_another_city_is_not_closed_from_here(client: Client, city: City) -> None:
    other = build_city("sommarhamn", "Sommarhamn").people[Role.POLICE_ANALYST]
    city.sign_in(client, Role.ADMINISTRATOR)
    client.post(reverse("new-person", args=["vinterhamn"]), new_person(city, email=other.email))
    answer = client.post(reverse("change-account", args=["vinterhamn", other.pk]), {"act": "close"})
    assert answer.status_code == 422
    other.refresh_from_db()
    assert other.is_active


@pytest.mark.acceptance("S1")
def test_missions_in_another_city_are_not_shown(client: Client, city: City) -> None:
    other = build_city("sommarhamn", "Sommarhamn").people[Role.POLICE_ANALYST]
    city.sign_in(client, Role.ADMINISTRATOR)
    client.post(reverse("new-person", args=["vinterhamn"]), new_person(city, email=other.email))
    for address in (reverse("people", args=["vinterhamn"]), reverse("person", args=["vinterhamn", other.pk])):
        assert "sommarhamn ·" not in client.get(address).content.decode().lower()
        assert "police sommarhamn" not in client.get(address).content.decode()


def test_the_list_finds_filters_and_sorts(client: Client, city: City) -> None:
    city.sign_in(client, Role.ADMINISTRATOR)

    def found(**asked: str) -> list[str]:
        page = client.get(reverse("people", args=["vinterhamn"]), asked).context["page"]
        return [person.email.split("@")[0] for person in page]

    assert len(found()) == 11
    assert found(text="police_o") == ["police_officer"]
    assert found(role="evaluator") == ["evaluator"]
    assert found(room=str(city.rooms[AgencyKind.POLICE].pk)) == ["police_analyst", "police_officer"]
    assert found(sort="-name")[0] == "steering_group_member"
    assert found(room="not-a-room", sort="password") == found()


def test_the_list_costs_as_many_queries_for_many_people_as_for_few(
    client: Client, city: City, django_assert_max_num_queries: object
) -> None:
    city.sign_in(client, Role.ADMINISTRATOR)
    client.get(reverse("people", args=["vinterhamn"]))
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(reverse("people", args=["vinterhamn"]))


@pytest.mark.acceptance("S16")
def test_looking_at_a_person_is_on_record(client: Client, city: City) -> None:
    administrator = city.sign_in(client, Role.ADMINISTRATOR)
    person = city.people[Role.EVALUATOR]
    client.get(reverse("person", args=["vinterhamn", person.pk]))
    (event,) = trail(act="account.read")
    assert (event.user, event.subject, event.manner) == (administrator.pk, person.pk, "read")


def test_a_risky_act_in_a_real_city_asks_for_a_fresh_proof(client: Client, city: City) -> None:
    city.programme.made_up = False
    city.programme.save()
    administrator = city.people[Role.ADMINISTRATOR]
    give_app(administrator)
    city.sign_in(client, Role.ADMINISTRATOR)
    client.get(WEEK)
    session = client.session
    session["signed_in_at"] = session["signed_in_at"] - 3600
    session.save()
    person = city.people[Role.EVALUATOR]
    answer = client.post(reverse("change-account", args=["vinterhamn", person.pk]), {"act": "close"})
    assert answer["Location"].startswith("/account/")
    person.refresh_from_db()
    assert person.is_active
