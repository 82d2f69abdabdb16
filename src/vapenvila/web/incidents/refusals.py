"""Why an act on the register was not done: the rule said no, the text needs a look, or somebody else was faster."""

from collections.abc import Mapping

from django.utils.translation import gettext

from vapenvila.rules.decision import Decision
from vapenvila.rules.free_text import Found
from vapenvila.web.incidents.models import Incident


class Refused(Exception):  # noqa: N818 - read as a sentence where it is caught
    """A rule refused the act. `sentence` may be shown to the person, in their language; `field` says where it belongs."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class TextNeedsALook(Exception):  # noqa: N818 - read as a sentence where it is caught
    """Free text holds something that should not be there. `finds` names each field with what was found in it."""

    def __init__(self, finds: Mapping[str, tuple[Found, ...]]) -> None:
        super().__init__("free text needs a look")
        self.finds = finds


class StaleIncident(Exception):  # noqa: N818 - read as a sentence where it is caught
    """Somebody else saved the incident in the meantime. `current` is how it stands now."""

    def __init__(self, current: Incident) -> None:
        super().__init__(f"incident {current.number} is now at version {current.version}")
        self.current = current


def insist(decision: Decision, *, field: str = "") -> None:
    """Go on only if the rule allows it."""
    if not decision:
        raise Refused(gettext(decision.reason), field=field)
