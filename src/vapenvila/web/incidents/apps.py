"""The register of incidents as a Django application."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """Incidents, their history and their counting rules."""

    name = "vapenvila.web.incidents"
    label = "incidents"

    def ready(self) -> None:
        from vapenvila.web.access.late_parts import offer_late_part  # noqa: PLC0415
        from vapenvila.web.incidents.retention import NOTES  # noqa: PLC0415
        from vapenvila.web.incidents.views.choosing import saved_filters_part  # noqa: PLC0415
        from vapenvila.web.incidents.vocabulary import Kind  # noqa: PLC0415  # texts exist only now
        from vapenvila.web.partners.countable_kinds import offer_kinds  # noqa: PLC0415
        from vapenvila.web.retention.registry import retain  # noqa: PLC0415

        offer_kinds(Kind.choices)
        offer_late_part("saved-filters", saved_filters_part)
        retain(NOTES)
