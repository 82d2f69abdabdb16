"""Forms of what partners are told of a group: whom it is about, the guided test, and the reason of a refusal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.legal_ground import LegalGround
from vapenvila.web.disclosures.forms.examining import GroundForm
from vapenvila.web.groups.vocabulary import Says
from vapenvila.web.memberships.forms.statement import CHOOSE
from vapenvila.web.memberships.queries.groups import NamedGroup

TOLD = (Says.NAME, Says.AREA, Says.ACTIVITY, Says.RELATION)


class AboutForm(forms.Form):
    """Which group it is about, and what is said of it."""

    group = forms.ChoiceField(label=_("Group"))
    says = forms.ChoiceField(
        label=_("What partners are told of it"), choices=[(one.value, one.label) for one in TOLD]
    )

    def __init__(self, *args: Any, groups: list[NamedGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [*CHOOSE, *((str(group.id), str(group)) for group in groups)]  # type: ignore[attr-defined]  # a choice field


class ReleaseForm(GroundForm):
    """The questions of the ground, the reasons, and the look at the words."""

    looked_at = forms.BooleanField(
        label=_("I have read the text: it names no person, and nobody can be recognised from it."),
        required=False,
    )

    def __init__(self, *args: Any, ground: LegalGround, **kwargs: Any) -> None:
        super().__init__(*args, ground=ground, consents=[], **kwargs)
        self.fields["reasons"].help_text = _("They stay in your room. Partners do not see them.")
        self.order_fields([*(f"q-{question.id}" for question in ground.questions), "reasons", "looked_at"])


class RefusalForm(forms.Form):
    """Why the draft does not leave."""

    reasons = forms.CharField(
        label=_("Why it does not leave"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
