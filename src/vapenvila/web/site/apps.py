"""The site as a Django application: the highest floor, which knows all others."""

from django.apps import AppConfig

from vapenvila.web.access.late_parts import offer_late_part


class SiteConfig(AppConfig):
    """Page frame, navigation, start page."""

    name = "vapenvila.web.site"
    label = "site"

    def ready(self) -> None:
        from vapenvila.web.site import late  # noqa: PLC0415  # needs the models

        offer_late_part("top-bar", late.top_bar)
        offer_late_part("messages", late.messages)
        offer_late_part("idle-warning", late.idle_warning)
