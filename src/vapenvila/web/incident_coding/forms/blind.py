"""Drawing a blind sample, and settling a difference."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.blind_sample import FEWEST, MOST
from vapenvila.web.incident_coding.forms.sets import DAY
from vapenvila.web.incident_coding.queries.blind import Pair
from vapenvila.web.reviews.forms.screened import ScreenedForm
from vapenvila.web.reviews.vocabulary import Basis, GroupLink


class SampleForm(forms.Form):
    """Period, size, strata, and who judges."""

    first_day = forms.DateField(label=_("From"), widget=DAY)
    last_day = forms.DateField(label=_("To"), widget=DAY)
    size = forms.IntegerField(label=_("How many incidents"), min_value=FEWEST, max_value=MOST, initial=50)
    coder = forms.ChoiceField(label=_("Second coder"))
    by_year = forms.BooleanField(label=_("Each year by its share"), required=False)
    by_status = forms.BooleanField(label=_("Each first judgement by its share"), required=False)

    def __init__(self, *args: Any, coders: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["coder"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 — for the type checker
        chosen.choices = coders

    def clean(self) -> dict[str, Any]:
        """The first day comes first."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and first > last:
            self.add_error("last_day", _("The last day lies before the first day."))
        return cleaned


class SettleForm(ScreenedForm):
    """What stands, and why. The basis and the group are those of the judgement that is followed."""

    screened: ClassVar[tuple[str, ...]] = ("reason",)

    status = forms.ChoiceField(label=_("What stands"))
    reason = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, pair: Pair, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pair = pair
        chosen = self.fields["status"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 — for the type checker
        said = {
            pair.first.status: gettext("%(status)s (as the first)"),
            pair.second.status: gettext("%(status)s (as the second)"),
        }
        chosen.choices = [
            (value, said[value] % {"status": label} if value in said else str(label))
            for value, label in GroupLink.choices
            if value != GroupLink.CONFIRMED or value in said  # a confirmed link stands on somebody's basis
        ]

    def settled(self) -> dict[str, Any]:
        """What is settled, with basis and group from whoever said so."""
        status = GroupLink(self.cleaned_data["status"])
        source = next((one for one in (self.pair.first, self.pair.second) if one.status == status), None)
        linked = status in (GroupLink.CONFIRMED, GroupLink.SUSPECTED)
        other = self.pair.first.group_name or self.pair.second.group_name
        return {
            "status": status,
            "basis_kind": Basis(source.basis_kind) if source else Basis.REVIEW_CONSENSUS,
            "group_name": (source.group_name if source else other) if linked else "",
            "reason": self.cleaned_data["reason"],
        }
