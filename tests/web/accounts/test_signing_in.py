"""Password and second factor: nobody gets into a programme with one factor, and nobody signs up."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.cast import PASSWORD, City, build_city
from tests.web.accounts.sign_in import SECRET, by_password, by_password_and_code, code_now, give_app, trail
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User

pytestmark = pytest.mark.django_db
WEEK = "/p/vinterhamn/"


@pytest.fixture
def city() -> City:
    """A real city as the rules see it: nobody in it is made up."""
    city = build_city()
    city.programme.made_up = False
    city.programme.save()
    return city


def test_password_alone_leads_to_setting_up_a_second_factor_before_any_page_opens(
    client: Client, city: City
) -> None:
    by_password(client, city.people[Role.COORDINATOR])
    for page in (WEEK, "/", f"{WEEK}roles/"):
        answer = client.get(page)
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("mfa_index"))
    assert client.get(reverse("mfa_index")).status_code == 200


def test_a_part_of_a_page_sends_the_whole_page_to_the_set_up(client: Client, city: City) -> None:
    by_password(client, city.people[Role.COORDINATOR])
    answer = client.get(WEEK, headers={"hx-request": "true"})
    assert answer.status_code == 204
    assert answer["HX-Redirect"].startswith(reverse("mfa_index"))


def test_whoever_sets_up_an_app_comes_in_and_gets_recovery_codes(client: Client, city: City) -> None:
    by_password(client, city.people[Role.COORDINATOR])
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    secret = page.context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(WEEK).status_code == 200


@pytest.mark.acceptance("T30")
def test_password_and_code_open_the_programme(client: Client, city: City) -> None:
    give_app(city.people[Role.COORDINATOR])
    assert by_password_and_code(client, city.people[Role.COORDINATOR]) == "/"
    assert client.get(WEEK).status_code == 200


@pytest.mark.acceptance("T30")
def test_a_code_works_without_javascript_on_any_client(client: Client, city: City) -> None:
    give_app(city.people[Role.COORDINATOR])
    by_password(client, city.people[Role.COORDINATOR])
    page = client.get(reverse("mfa_authenticate")).content.decode()
    assert 'name="code"' in page
    assert 'autocomplete="one-time-code"' in page


def test_the_page_does_not_open_between_password_and_code(client: Client, city: City) -> None:
    give_app(city.people[Role.COORDINATOR])
    by_password(client, city.people[Role.COORDINATOR])
    assert client.get(WEEK)["Location"].startswith(reverse("account_login"))


def test_a_code_is_good_once(city: City) -> None:
    give_app(city.people[Role.COORDINATOR])
    assert by_password_and_code(Client(), city.people[Role.COORDINATOR]) == "/"
    assert by_password_and_code(Client(), city.people[Role.COORDINATOR]) == ""


def test_a_recovery_code_replaces_the_app_once(client: Client, city: City) -> None:
    person = city.people[Role.COORDINATOR]
    by_password(client, person)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    code = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()[0]
    for client_of, leads_to in ((Client(), "/"), (Client(), "")):
        by_password(client_of, person)
        answer = client_of.post(reverse("mfa_authenticate"), {"code": code})
        assert answer.get("Location", "") == leads_to


def test_the_secret_of_the_app_is_not_readable_in_the_database(city: City) -> None:
    give_app(city.people[Role.COORDINATOR])
    assert SECRET not in str(Authenticator.objects.get(type="totp").data)


def test_a_made_up_person_of_a_demo_needs_no_second_factor(client: Client) -> None:
    person = build_city().people[Role.COORDINATOR]
    assert by_password(client, person) == "/"
    assert client.get(WEEK).status_code == 200


def test_there_is_no_way_to_sign_up(client: Client, city: City) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    for address in ("signup/", "sign-up/", "3rdparty/signup/", "email/"):
        assert client.get(f"/account/{address}").status_code == 404


def test_a_forgotten_password_is_mailed_to_its_owner_and_the_mail_names_nobody(
    client: Client, city: City
) -> None:
    person = city.people[Role.COORDINATOR]
    give_app(person)
    client.post(reverse("account_reset_password"), {"email": person.email})
    (letter,) = mail.outbox
    assert letter.to == [person.email]
    for word in (person.name, person.email, "Vinterhamn", "oordinator"):
        assert word not in f"{letter.body} {letter.subject}"
    link = next(word for word in letter.body.split() if word.startswith("http"))
    page = client.get(link, follow=True)
    new = "another-long-password"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert by_password(client, person, PASSWORD) == ""
    assert by_password(client, person, new) == reverse("mfa_authenticate")


def test_whether_an_account_exists_is_not_told(client: Client, city: City) -> None:
    person = city.people[Role.COORDINATOR]
    known, unknown = (
        client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        for email in (person.email, "nobody@vinterhamn.example")
    )
    assert known.redirect_chain == unknown.redirect_chain
    assert len(known.content) == len(unknown.content)  # the tokens against forgery differ, nothing else does
    assert len(mail.outbox) == 1


def test_who_signs_in_through_the_agency_gets_no_password(client: Client, city: City) -> None:
    User.objects.filter(pk=city.people[Role.COORDINATOR].pk).update(agency_provider="police")
    client.post(reverse("account_reset_password"), {"email": city.people[Role.COORDINATOR].email})
    assert mail.outbox == []


@pytest.mark.acceptance("S16")
def test_signing_in_and_out_is_on_record(client: Client, city: City) -> None:
    person = city.people[Role.COORDINATOR]
    give_app(person)
    by_password_and_code(client, person)
    client.post(reverse("account_logout"))
    acts = [event.act for event in trail(user=person.pk)]
    assert acts == ["second_factor.used", "sign_in.done", "sign_in.ended"]
