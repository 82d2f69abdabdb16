"""What the tests of numbered copies share: a wish that every rule accepts."""

from datetime import timedelta

from django.utils import timezone


def a_wish(**changed: str) -> dict[str, str]:
    """Purpose, recipient and a day in a month, as the form sends them."""
    day = (timezone.localdate() + timedelta(days=30)).isoformat()
    return {
        "purpose": "For the steering group's binder",
        "recipient": "Steering group",
        "expires_on": day,
    } | changed
