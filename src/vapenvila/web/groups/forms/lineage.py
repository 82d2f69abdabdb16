"""The form that records what became of groups."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from vapenvila.web.groups.forms.ground import Chosen, GroundForm
from vapenvila.web.groups.sayings import LineageSaying
from vapenvila.web.groups.vocabulary import CountRule, LineageKind

MOST_NEW_GROUPS = 10


class LineageForm(GroundForm):
    """What happened, to whom, who came out of it, and whom earlier acts count for."""

    kind = Chosen(label=_("What happened"), choices=LineageKind.choices)
    before = forms.MultipleChoiceField(label=_("Groups before"))
    after = forms.MultipleChoiceField(
        label=_("Groups after that already have a code"),
        required=False,
        help_text=_("A group that goes on after a split stands both before and after."),
    )
    new_labels = forms.CharField(
        label=_("New groups that came of it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One a line, under the name it is called by; a dash for one without a name. Each gets a code."
        ),
    )
    count_rule = Chosen(label=_("Whom earlier acts count for"), choices=CountRule.choices)
    main = Chosen(
        label=_("The one successor that they follow"),
        choices=(),
        required=False,
        help_text=_("Only when they follow one. Left empty, they follow the first new group."),
    )

    def __init__(self, *args: Any, groups: dict[UUID, str], renewing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(key), name) for key, name in groups.items()]
        for field in ("before", "after"):
            self.fields[field].choices = choices  # type: ignore[attr-defined]  # a choice field's own
            self.fields[field].widget.attrs["size"] = min(8, max(3, len(choices)))
        self.fields["main"].choices = [("", "–"), *choices]  # type: ignore[attr-defined]
        self.fields["from_on"].label = _("Day it happened")
        self.fields["source_on"].help_text = _(
            "What became of groups is in sight for five years from this day."
        )
        del self.fields["to_on"]
        if renewing:
            del self.fields["new_labels"]

    def clean_new_labels(self) -> list[str]:
        """The new groups' names, in order; empty for one without."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["new_labels"].splitlines()]
        found = [line for line in lines if line]
        if len(found) > MOST_NEW_GROUPS:
            raise forms.ValidationError(
                _("At most %(most)d new groups come of one event."), params={"most": MOST_NEW_GROUPS}
            )
        if any(len(line) > 80 for line in found):
            raise forms.ValidationError(_("A name has at most 80 characters."))
        return ["" if line in {"-", "–", "—"} else line for line in found]

    def saying(self) -> LineageSaying:
        """The event as it is stated, without the new groups."""
        data = self.cleaned_data
        return LineageSaying(
            kind=LineageKind(data["kind"]),
            count_rule=CountRule(data["count_rule"]),
            before=tuple(UUID(one) for one in data["before"]),
            after=tuple(UUID(one) for one in data["after"]),
            main=UUID(data["main"]) if data["main"] else None,
        )

    @staticmethod
    def initial_of(saying: LineageSaying) -> dict[str, Any]:
        """What the form begins with when an event is stated anew."""
        return {
            "kind": saying.kind.value,
            "count_rule": saying.count_rule.value,
            "before": [str(one) for one in saying.before],
            "after": [str(one) for one in saying.after],
            "main": str(saying.main or ""),
        }
