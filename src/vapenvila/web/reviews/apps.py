"""The weekly review as a Django application."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Weekly review of incidents."""

    name = "vapenvila.web.reviews"
    label = "reviews"

    def ready(self) -> None:
        from vapenvila.web.groups.slots import Slot as GroupSlot  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.groups.slots import show_on_group  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.incidents.slots import Slot, show_on_incident  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.reviews.on_group import on_group  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.reviews.on_incident import on_incident  # noqa: PLC0415 — models are loaded by now

        show_on_incident(Slot(template="reviews/on_incident.html", context=on_incident))
        show_on_group(GroupSlot(template="reviews/on_group.html", context=on_group))
