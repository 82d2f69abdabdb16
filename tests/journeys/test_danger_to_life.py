"""The door's short path at danger to life, and its review; wide and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.at_the_door import (
    DOOR,
    WORDS,
    answer_the_test,
    choose_agency,
    decide,
    hand_over,
    write,
)
from tests.journeys.browser import wide_and_narrow
from tests.journeys.city_server import CityServer
from tests.journeys.conftest import OpenPage
from vapenvila.rules.roles import Role

Axe = Callable[[Page], None]
LANGUAGES = pytest.mark.parametrize("language", ["sv", "en"])
PERSON = "Prov Provlund; 19910717-2380"
# What time does: the same act as in the browser, made six days ago, so that the next working day is past.
SIX_DAYS_AGO = """
import os; os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vapenvila.web.site.settings")
import django; django.setup()
from datetime import timedelta
from tests.web.disclosures.door import PERSON, passing_answers
from vapenvila.rules.disclosable_fields import Field
from vapenvila.web.accounts.models import User
from vapenvila.web.disclosures.actions.deciding import decide, hand_over
from vapenvila.web.disclosures.actions.examining import answer_test, begin_emergency, write_draft
from vapenvila.web.disclosures.catalogue import catalogue
from vapenvila.web.disclosures.sealed_words import ExaminationWords, NamedPerson
from vapenvila.web.partners.models import Room
from vapenvila.web.wall.acting import acting
from django.utils import timezone
at = timezone.now() - timedelta(days=6)
by = User.objects.get(email="ada.dikt@vinterhamn.example")
here = Room.objects.filter(programme__slug="vinterhamn").select_related("agency", "programme")
rooms = {r.agency.kind: r for r in here}
fields = frozenset({Field.SERIOUS_VIOLENCE})
told = NamedPerson(PERSON.name, PERSON.personal_number, "", {"serious_violence": "Påhittat hot"})
with acting(programmes=[rooms["police"].programme_id], room=rooms["police"].pk):
    row = begin_emergency(room=rooms["police"], to_room=rooms["social"], fields=fields, by=by, at=at,
        words=ExaminationWords((told,), danger="Påhittat hot i natt"))
    row = write_draft(examination=row, fields=fields, persons=(told,), facts="", reservation="", exit_client=False,
        by=by, at=at)
    row = answer_test(examination=row, ground=catalogue().grounds["police_social_duty"],
        answers=passing_answers("police_social_duty"), reasons="Påhittat", consent=None, by=by, at=at, today=at.date())
    row = decide(examination=row, by=by, at=at, today=at.date())
    hand_over(examination=row, recipient_confirmed=True, by=by, at=at, today=at.date())
"""

DANGER = {
    "sv": {
        "path": "Fara för liv",
        "field": "Risk för grovt våld, och mot vem",
        "found": "Vad granskningen kom fram till",
        "sign": "Skriv under granskningen",
        "not_you": "Någon annan än den som beslutade granskar det.",
        "review": "Granska",
        "reviewed": "av Orvar Saga",
        "late": "En granskning efter fara för liv är försenad",
        "to_door": "Till utlämnandena",
        "begun": "Kort väg vid fara för liv påbörjad",
        "handed_over": "Utlämnande överlämnat",
        "signed": "Granskning efter fara för liv undertecknad",
    },
    "en": {
        "path": "Danger to life",
        "field": "Risk of serious violence, and against whom",
        "found": "What the review found",
        "sign": "Sign the emergency review",
        "not_you": "Somebody else than the one who decided reviews it.",
        "review": "Review it",
        "reviewed": "by Orvar Saga",
        "late": "A review after danger to life is overdue",
        "to_door": "To the disclosures",
        "begun": "Short path at danger to life begun",
        "handed_over": "Disclosure handed over",
        "signed": "Review after danger to life signed",
    },
}


def _review(page: Page, words: dict[str, str], finding: str) -> None:
    page.get_by_label(words["found"]).fill(finding)
    page.get_by_role("button", name=words["sign"]).click()


@LANGUAGES
def test_danger_to_life_goes_by_the_short_path_is_logged_and_reviewed_by_somebody_else(
    page_as: OpenPage, axe: Axe, language: str
) -> None:
    words = WORDS[language] | DANGER[language]
    giver = page_as(Role.POLICE_ANALYST, language)
    giver.goto(DOOR)
    giver.get_by_role("link", name=words["path"]).click()
    choose_agency(giver, "Socialtjänsten")
    giver.locator("#id_danger").fill("Någon tänker skjuta personen i natt")
    giver.locator("#id_persons").fill(PERSON)
    giver.get_by_label(words["field"]).check()
    wide_and_narrow(giver, axe)
    giver.locator("main form button.btn-primary, main form button.btn-danger").last.click()
    write(giver, words, "I natt")
    answer_the_test(giver, "police_social_duty", words, axe)
    decide(giver, words)
    hand_over(giver, words, axe)
    giver.goto(f"{DOOR}?list=tests")
    giver.locator("main tbody tr").first.get_by_role("link").click()
    expect(giver.get_by_role("button", name=words["sign"])).to_be_disabled()
    expect(giver.locator("main")).to_contain_text(words["not_you"])
    wide_and_narrow(giver, axe)
    examination = giver.url
    reviewer = page_as(Role.POLICE_OFFICER, language)
    reviewer.goto(DOOR)
    wide_and_narrow(reviewer, axe)
    reviewer.locator(f"a[href='{examination.removeprefix(_site(reviewer))}']").first.click()
    _review(reviewer, words, "Faran var verklig och grunden rätt")
    expect(reviewer.locator("main")).to_contain_text(words["reviewed"])
    expect(reviewer.locator("main")).to_contain_text("Faran var verklig och grunden rätt")
    wide_and_narrow(reviewer, axe)
    _is_in_the_trail(giver, words["begun"], words["handed_over"])
    _is_in_the_trail(reviewer, words["signed"])
    stranger = page_as(Role.DATA_PROTECTION_OFFICER, language)  # of the municipality
    stranger.goto(f"/p/vinterhamn/trail/?subject={examination.rstrip('/').split('/')[-1]}")
    expect(stranger.locator("#lines")).not_to_contain_text(words["begun"])


def _site(page: Page) -> str:
    return page.url.split("/p/")[0]


def _is_in_the_trail(page: Page, *acts: str) -> None:
    """The trail holds these acts of the person whose page it is. No other agency sees what a room did in it."""
    page.goto("/account/trail/")
    for act in acts:
        expect(page.locator("tbody tr").filter(has_text=act).first).to_be_visible()


@LANGUAGES
def test_a_review_that_did_not_come_the_next_working_day_is_an_alarm_until_it_is_signed(
    page_as: OpenPage, axe: Axe, city_server: CityServer, language: str
) -> None:
    words = DANGER[language]
    done = city_server.run("-c", SIX_DAYS_AGO)
    assert done.returncode == 0, done.stderr
    page = page_as(Role.POLICE_OFFICER, language)
    panel = page.locator("section", has=page.get_by_role("heading", name=words["late"]))
    expect(panel).to_have_count(1)
    wide_and_narrow(page, axe)
    panel.get_by_role("link", name=words["to_door"]).click()
    wide_and_narrow(page, axe)
    page.locator(".alert-danger").get_by_role("link", name=words["review"]).click()
    _review(page, words, "Rätt, men granskat för sent")
    expect(page.locator("main")).to_contain_text(words["reviewed"])
    page.goto("/")
    expect(page.get_by_role("heading", name=words["late"])).to_have_count(0)
