"""Shows the demo's made-up people on the sign-in page."""

from typing import Any

from django import template

from vapenvila.web.accounts.demo_sign_in import FACTOR_OWNER, FACTOR_SECRET, PASSWORD
from vapenvila.web.partners.made_up_people import made_up_people
from vapenvila.web.partners.queries import made_up_person_whose_email_begins

register = template.Library()


@register.simple_tag
def demo_sign_in() -> dict[str, Any]:
    """People, password and the second factor of the demo; nothing elsewhere."""
    people = made_up_people()
    if not people:
        return {}
    owner = made_up_person_whose_email_begins(FACTOR_OWNER)
    return {"people": people, "password": PASSWORD, "factor_owner": owner, "secret": FACTOR_SECRET}
