"""The counting rules: all versions, adopting the next one, and the owner of the count."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.incidents.actions.counting import adopt_count_rule, name_count_owner
from vapenvila.web.incidents.forms.counting import CountOwnerForm, CountRuleForm
from vapenvila.web.incidents.models import CountRule
from vapenvila.web.incidents.queries.choices import possible_count_owners
from vapenvila.web.incidents.queries.counting import count_rules
from vapenvila.web.incidents.refusals import Refused, TextNeedsALook
from vapenvila.web.incidents.views.entry import tell
from vapenvila.web.incidents.views.permissions import permissions
from vapenvila.web.incidents.views.warnings import text_warnings
from vapenvila.web.incidents.vocabulary import DoubtfulCase, InOrOut, Kind


@requires(Right.SEE_FIGURES)
@remembered()
def counting_rules(request: Request) -> HttpResponse:
    """Every version in words, so that a figure can be read by the rule it was counted under."""
    today = timezone.localdate()
    rules = [_in_words(rule) for rule in count_rules(request.programme)]
    people = possible_count_owners(request.programme, today=today)
    context = {
        "rules": rules,
        "today": today,
        "may": permissions(request),
        "owner": request.programme.count_owner,
        "owner_form": CountOwnerForm(people=people, initial={"owner": request.programme.count_owner_id}),
    }
    return render(request, "incidents/counting_rules.html", context)


def _in_words(rule: CountRule) -> dict[str, object]:
    cases, answers, kinds = dict(DoubtfulCase.choices), dict(InOrOut.choices), dict(Kind.choices)
    return {
        "rule": rule,
        "kinds": [kinds.get(kind, kind) for kind in rule.kinds],
        "cases": [
            (cases.get(case, case), answers.get(answer, answer)) for case, answer in rule.answers.items()
        ],
    }


@requires(Right.ADOPT_COUNTING_RULES)
def adopt(request: Request) -> HttpResponse:
    """Adopt the next version."""
    newest = count_rules(request.programme).first()
    form = CountRuleForm(request.POST or None, initial=_initial(newest))
    warnings = []
    if request.method == "POST" and form.is_valid():
        try:
            rule = adopt_count_rule(
                programme=request.programme,
                text=form.text(),
                by=request.user,
                at=timezone.now(),
                today=timezone.localdate(),
            )
        except Refused as refused:
            tell(form, refused)
        except TextNeedsALook as stopped:
            warnings = text_warnings(stopped, form.data)
        else:
            messages.success(
                request,
                gettext(
                    "Version %(version)d is adopted from %(day)s. What is already coded keeps its version."
                )
                % {"version": rule.version, "day": rule.valid_from.isoformat()},
            )
            return redirect("counting-rules", programme=request.programme.slug)
    context = {"form": form, "newest": newest, "warnings": warnings}
    return render(
        request, "incidents/adopt_rule.html", context, status=422 if request.method == "POST" else 200
    )


def _initial(newest: CountRule | None) -> dict[str, object]:
    if newest is None:
        return {"kinds": [Kind.SHOOTING.value, Kind.EXPLOSION.value]}
    cases = {f"case_{case}": answer for case, answer in newest.answers.items()}
    return {
        "kinds": newest.kinds,
        "incident_rule": newest.incident_rule,
        "victim_rule": newest.victim_rule,
        **cases,
    }


@require_POST
@requires(Right.ADOPT_COUNTING_RULES)
def owner(request: Request) -> HttpResponse:
    """Name the owner of the count."""
    people = possible_count_owners(request.programme, today=timezone.localdate())
    form = CountOwnerForm(request.POST, people=people)
    if form.is_valid():
        named = form.cleaned_data["owner"]
        name_count_owner(programme=request.programme, owner=named, by=request.user, at=timezone.now())
        messages.success(request, gettext("The owner of the count is named."))
    else:
        messages.error(request, gettext("Choose somebody who may classify incidents in this programme."))
    return redirect("counting-rules", programme=request.programme.slug)
