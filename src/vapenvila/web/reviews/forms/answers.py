"""The questions of the review on one incident, one form each. `version` is what the person had before them."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.retaliation import may_be_contact_time
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.vocabulary import Motive
from vapenvila.web.reviews.forms.screened import ScreenedForm, TimeInput
from vapenvila.web.reviews.queries.clocks import agency_choices
from vapenvila.web.reviews.vocabulary import Basis, Expected, GroupLink, Stance

CONTACTS = (
    ("side_a_contact_at", "side_a_contact_by_id"),
    ("side_b_contact_at", "side_b_contact_by_id"),
    ("family_contact_at", "family_contact_by_id"),
    ("hospital_contact_at", "hospital_contact_by_id"),
    ("services_told_at", "services_told_by_id"),
)
_LINKED = (GroupLink.CONFIRMED, GroupLink.SUSPECTED)


class AnswerForm(ScreenedForm):
    """A question with the version it was read in, asked in a programme and mostly about an incident."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, programme: UUID, incident: Incident | None = None, at: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.programme, self.incident, self.at = programme, incident, at


class GroupLinkForm(AnswerForm):
    """How sure the link of one side to a group is, to which group, and on what that stands."""

    screened: ClassVar[tuple[str, ...]] = ("group_name",)

    status = forms.ChoiceField(label=_("Link to a group"), choices=GroupLink)
    group_name = forms.CharField(label=_("Group"), max_length=120, required=False)
    basis_kind = forms.ChoiceField(label=_("Basis"), choices=Basis)

    def clean(self) -> dict[str, Any]:
        """A confirmed link stands on something; where there is no link there is no group."""
        cleaned = super().clean()
        if cleaned.get("status") == GroupLink.CONFIRMED and cleaned.get("basis_kind") == Basis.NONE:
            self.add_error("basis_kind", gettext("A confirmed link needs a basis. Say what it stands on."))
        if cleaned.get("status") not in _LINKED:
            cleaned["group_name"] = ""
        return cleaned


class MotiveForm(AnswerForm):
    """Why it happened, as far as anyone can tell."""

    motive = forms.ChoiceField(label=_("Motive"), choices=Motive)


class ConflictForm(AnswerForm):
    """The conflict behind it, and whether retaliation is expected."""

    screened: ClassVar[tuple[str, ...]] = ("conflict", "expected_from", "expected_against")

    conflict = forms.CharField(
        label=_("Conflict"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    retaliation_expected = forms.ChoiceField(label=_("Retaliation expected"), choices=Expected)
    expected_from = forms.CharField(label=_("From which group"), max_length=120, required=False)
    expected_against = forms.CharField(label=_("Against which group"), max_length=120, required=False)


def _by(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, required=False, coerce=UUID, empty_value=None)


class ContactsForm(AnswerForm):
    """Which groups stand against each other, when each was reached, and by which agency."""

    screened: ClassVar[tuple[str, ...]] = ("side_a", "side_b")

    side_a = forms.CharField(label=_("First side (group)"), max_length=120, required=False)
    side_b = forms.CharField(label=_("Other side (group)"), max_length=120, required=False)
    side_a_contact_at = forms.DateTimeField(
        label=_("First side contacted"), required=False, widget=TimeInput()
    )
    side_a_contact_by_id = _by(_("First side contacted by"))
    side_b_contact_at = forms.DateTimeField(
        label=_("Other side contacted"), required=False, widget=TimeInput()
    )
    side_b_contact_by_id = _by(_("Other side contacted by"))
    family_contact_at = forms.DateTimeField(label=_("Family contacted"), required=False, widget=TimeInput())
    family_contact_by_id = _by(_("Family contacted by"))
    hospital_contact_at = forms.DateTimeField(
        label=_("Hospital contacted"), required=False, widget=TimeInput()
    )
    hospital_contact_by_id = _by(_("Hospital contacted by"))
    services_told_at = forms.DateTimeField(
        label=_("Victim support informed"), required=False, widget=TimeInput()
    )
    services_told_by_id = _by(_("Victim support informed by"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = agency_choices(self.programme)
        for _at, by in CONTACTS:
            chosen = self.fields[by]
            assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 — for the type checker
            chosen.choices = [("", gettext("Nobody has said")), *agencies]

    def clean(self) -> dict[str, Any]:
        """A contact has been made, after the incident; an agency without a time says nothing."""
        cleaned = super().clean()
        for at, by in CONTACTS:
            when, label = cleaned.get(at), self.fields[at].label
            if when and self.incident:
                may_be = may_be_contact_time(when, occurred_at=self.incident.occurred_from, now=self.at)
                if not may_be:
                    self.add_error(at, f"{label}: {gettext(may_be.reason)}")
            elif cleaned.get(by) and at not in self.errors:
                self.add_error(
                    at, gettext("%(field)s: say when, or take the agency away.") % {"field": label}
                )
        return cleaned


class StanceForm(AnswerForm):
    """How the conflict stands, and within how many hours both sides are to be contacted."""

    screened: ClassVar[tuple[str, ...]] = ("closed_reason",)

    stance = forms.ChoiceField(label=_("How the conflict stands"), choices=Stance)
    hours = forms.IntegerField(label=_("Hours to reach both sides"), min_value=1, max_value=720)
    closed_reason = forms.CharField(label=_("Why it is closed"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """Closing asks for a reason; a reason without closing says nothing."""
        cleaned = super().clean()
        if cleaned.get("stance") != Stance.CLOSED:
            cleaned["closed_reason"] = ""
        elif not (cleaned.get("closed_reason") or "").strip():
            self.add_error("closed_reason", gettext("Say why the retaliation clock is closed."))
        return cleaned


class NoteForm(AnswerForm):
    """What the meeting wants to remember of the point."""

    screened: ClassVar[tuple[str, ...]] = ("note",)

    note = forms.CharField(
        label=_("Note for the minutes"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
