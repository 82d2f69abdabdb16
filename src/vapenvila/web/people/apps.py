"""People as a Django application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registered persons, each inside one agency's room, with the identity kept apart and encrypted."""

    name = "vapenvila.web.people"
    label = "people"
