"""Opens sessions for the people of the made-up city, so that not every journey walks through sign-in again."""
# ruff: noqa: PLC0415 — models are importable after setup only

import json
import os
import sys

import django

AT_ONCE = 60  # starting this program takes longer than all of them


def main(first: str) -> None:
    """Print {role: [session keys]}; the role or e-mail asked for first gets them, and so do all the roles."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "vapenvila.web.site.settings"
    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from vapenvila.web.accounts.models import User
    from vapenvila.web.demo.cast import people_of_made_up_city

    people = {role.value: person for role, person in people_of_made_up_city()}
    if "@" in first:
        people[first] = User.objects.get(email=first)
    opened: dict[str, list[str]] = {}
    for asked, person in people.items():
        for _ in range(AT_ONCE):
            session = SessionStore()
            session[SESSION_KEY] = str(person.pk)
            session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
            session[HASH_SESSION_KEY] = person.get_session_auth_hash()
            session["signed_in_at"] = timezone.now().timestamp()
            session.create()
            opened.setdefault(asked, []).append(str(session.session_key))
    sys.stdout.write(json.dumps(opened))


if __name__ == "__main__":
    main(sys.argv[1])
