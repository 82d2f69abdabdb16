"""The rights desk as a Django application."""

from django.apps import AppConfig


class RightsDeskConfig(AppConfig):
    """Requests of registered persons to one agency."""

    name = "vapenvila.web.rights_desk"
    label = "rights_desk"

    def ready(self) -> None:
        from vapenvila.web.people.registry import SET_ASIDE, TELL_RECIPIENTS, USED  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.retention.registry import retain  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.rights_desk.copies import call_copies_back  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.rights_desk.queries import persons_asking, persons_set_aside  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.rights_desk.retention import REQUESTS  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.rights_desk.rotation import REQUESTS as SEALED_REQUESTS  # noqa: PLC0415 — models are loaded by now
        from vapenvila.web.vault.rotation import seal_anew  # noqa: PLC0415 — models are loaded by now

        SET_ASIDE.append(persons_set_aside)
        TELL_RECIPIENTS.append(call_copies_back)
        USED.append(persons_asking)
        retain(REQUESTS)
        seal_anew(SEALED_REQUESTS)
