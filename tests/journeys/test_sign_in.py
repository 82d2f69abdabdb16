"""Signing in with password and code, with a passkey, by keyboard alone, in both languages; and signing out everywhere."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import assert_fits
from tests.journeys.city_server import CityServer
from tests.web.accounts.sign_in import code_now
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.demo_sign_in import FACTOR_OWNER, FACTOR_SECRET, PASSWORD

OpenPage = Callable[..., Page]
Axe = Callable[[Page], None]
WORDS = {
    "en": {
        "email": "E-mail",
        "password": "Password",
        "sign_in": "Sign in",
        "code": "Code",
        "week": "This week",
    },
    "sv": {
        "email": "E-post",
        "password": "Lösenord",
        "sign_in": "Logga in",
        "code": "Kod",
        "week": "Den här veckan",
    },
}
OWNER = f"{FACTOR_OWNER}vinterhamn.example"


def email_of(server: CityServer, role: Role) -> str:
    """The e-mail of the made-up person with this role."""
    return next(person["email"] for person in server.people if person["role"] == role.value)


def fill_in(page: Page, email: str, words: dict[str, str]) -> None:
    """E-mail and password, and on."""
    page.goto("/account/sign-in/")
    page.get_by_label(words["email"]).fill(email)
    page.get_by_label(words["password"]).fill(PASSWORD)
    page.get_by_role("button", name=words["sign_in"], exact=True).click()


def with_authenticator(page: Page) -> None:
    """The browser gets a passkey device with a finger that always fits (WebAuthn, by Chromium's own protocol)."""
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    options: dict[str, Any] = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.mark.acceptance("T30")
@pytest.mark.parametrize("language", ["en", "sv"])
def test_password_and_code_by_keyboard_alone(visitor: OpenPage, axe: Axe, language: str) -> None:
    page, words = visitor(language), WORDS[language]
    page.goto("/account/sign-in/")
    axe(page)
    page.get_by_label(words["email"]).focus()
    page.keyboard.type(OWNER)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_label(words["code"])).to_be_focused()
    axe(page)
    page.keyboard.type(code_now(FACTOR_SECRET, steps={"en": 0, "sv": 1}[language]))  # a code is good once
    page.keyboard.press("Enter")
    page.wait_for_url("**/p/vinterhamn/")


@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_passkey_is_added_and_signs_in_by_itself(
    visitor: OpenPage, axe: Axe, city_server: CityServer, language: str
) -> None:
    page, words = visitor(language), WORDS[language]
    with_authenticator(page)
    role = {"en": Role.EVALUATOR, "sv": Role.COMMUNITY_PARTNER}[language]
    fill_in(page, email_of(city_server, role), words)
    page.wait_for_url("**/p/vinterhamn/")
    page.goto("/account/second-factor/")
    axe(page)
    page.goto("/account/passkeys/add/")
    axe(page)
    page.locator("#passkey-button").click()
    page.wait_for_url("**/second-factor/codes/")
    axe(page)
    page.goto("/account/sign-out/")
    page.locator("main form button").click()
    page.wait_for_url("**/account/sign-in/")
    page.locator("#passkey-button").click()
    page.wait_for_url("**/p/vinterhamn/")


def test_a_passkey_that_is_not_used_says_so(visitor: OpenPage) -> None:
    page = visitor("en")
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")  # a browser without any passkey
    page.goto("/account/sign-in/")
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')) }"
    )
    page.locator("#passkey-button").click()
    expect(page.locator("#passkey-message")).to_be_visible()


def test_a_wrong_password_is_told_and_nothing_else(visitor: OpenPage, axe: Axe) -> None:
    page = visitor("en")
    page.goto("/account/sign-in/")
    page.get_by_label("E-mail").fill("nobody@vinterhamn.example")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("do not belong together")
    axe(page)


def test_signing_out_everywhere_ends_the_other_browser_too(
    visitor: OpenPage, axe: Axe, city_server: CityServer
) -> None:
    here, elsewhere = visitor("en"), visitor("en")
    for page in (here, elsewhere):
        fill_in(page, email_of(city_server, Role.STEERING_GROUP_MEMBER), WORDS["en"])
        page.wait_for_url("**/p/vinterhamn/")
    here.goto("/account/")
    axe(here)
    here.locator("form[action$='/sign-out-everywhere/'] button").click()
    here.wait_for_url("**/account/sign-in/")
    elsewhere.reload()
    elsewhere.wait_for_url("**/account/sign-in/**")


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize(
    ("role", "address"),
    [
        (Role.ADMINISTRATOR, "people/"),
        (Role.ADMINISTRATOR, "people/new/"),
        (Role.ADMINISTRATOR, "agencies/"),
        (Role.PROJECT_LEADER, "settings/"),
        (Role.EVALUATOR, "roles/"),
    ],
)
def test_the_pages_of_people_and_set_up_are_accessible_and_fit_a_phone(
    page_as: OpenPage, axe: Axe, role: Role, address: str, language: str
) -> None:
    page = page_as(role, language)
    for width in (1280, 400):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"/p/vinterhamn/{address}")
        axe(page)
        assert_fits(page)


def test_one_persons_page_is_accessible_and_fits_a_phone(page_as: OpenPage, axe: Axe) -> None:
    page = page_as(Role.ADMINISTRATOR, "sv", viewport={"width": 400, "height": 900})
    page.goto("/p/vinterhamn/people/")
    page.locator("table tbody a").first.click()
    page.wait_for_url("**/people/*-*/")
    axe(page)
    assert_fits(page)


def test_the_role_is_switched_by_one_click(page_as: OpenPage, axe: Axe) -> None:
    page = page_as(Role.COORDINATOR, "en")
    page.get_by_role("link", name="Try another role").click()
    axe(page)
    page.get_by_role("button", name="Become Administrator").click()
    page.wait_for_url("**/p/vinterhamn/")
    expect(page.get_by_role("link", name="People")).to_be_visible()


def test_the_page_warns_before_it_signs_out_and_one_can_stay(page_as: OpenPage, axe: Axe) -> None:
    page = page_as(Role.POLICE_OFFICER, "en")
    page.clock.install()
    page.reload()
    box = page.locator("#idle-warning")
    expect(box).to_be_hidden()
    page.route("**/session/time-left/", lambda route: route.fulfill(json={"seconds": 100}))
    page.clock.fast_forward("13:10")
    page.clock.run_for(3000)
    expect(box).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Stay signed in").click()
    expect(box).to_be_hidden()
