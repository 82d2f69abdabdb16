"""The examination step by step: what would leave, the ground and its test, who decides, preview, hand-over."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.decision import refuse, say
from vapenvila.rules.disclosable_fields import FIELDS, Field
from vapenvila.rules.disclosure_decision import deciders_needed, may_decide, needs_manager
from vapenvila.rules.disclosure_emergency import may_be_reviewer
from vapenvila.rules.disclosure_state import IN_THE_GIVING_ROOM, DisclosureState
from vapenvila.rules.disclosure_test import stopping
from vapenvila.rules.legal_ground import LegalTest
from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.disclosures.actions.aftercare import review_emergency
from vapenvila.web.disclosures.actions.deciding import decide, hand_over, refuse_request, send_to_manager
from vapenvila.web.disclosures.actions.examining import answer_test, write_draft
from vapenvila.web.disclosures.actions.freezing import document_of
from vapenvila.web.disclosures.catalogue import ground_called
from vapenvila.web.disclosures.errors import RefusedError
from vapenvila.web.disclosures.forms.examining import DraftForm, GroundForm, RefuseForm, WordsForm
from vapenvila.web.disclosures.models import Examination
from vapenvila.web.disclosures.queries.papers import consents_for, consents_of, examination_in
from vapenvila.web.disclosures.queries.rooms import managers_of
from vapenvila.web.disclosures.queries.testing import decision_facts, everyday_recipient, grounds_for, made_by
from vapenvila.web.disclosures.sealed_words import examination_words
from vapenvila.web.disclosures.views.reading import done, not_here, record_reading, room_here
from vapenvila.web.disclosures.vocabulary import Outcome

NO_CONSENT = refuse(
    say(
        "No consent in force from the person named here, to this receiver, covers these fields. Record one first."
    )
)


def _row(request: Request, examination: UUID) -> Examination | None:
    return examination_in(room_here(request), examination)


def _draft_form(row: Examination, data: Any = None) -> DraftForm:
    words = examination_words(row.sealed, row=row.pk)
    return DraftForm(data, words=words, fields=row.fields, exit_client=row.exit_client)


@requires(Right.USE_DOOR)
def examination_page(request: Request, examination: UUID) -> HttpResponse:
    """All steps on one page, each with where it stands."""
    row = _row(request, examination)
    if row is None:
        return not_here(request)
    record_reading(request, "examination.read", "examination", row.pk)
    return _show(request, row)


def _show(request: Request, row: Examination, **sent: Any) -> HttpResponse:
    today = timezone.localdate()
    ground, facts = ground_called(row.ground_code), decision_facts(row, today=today)
    context = {
        "row": row,
        "words": examination_words(row.sealed, row=row.pk),
        "field_names": [FIELDS[Field(value)].name for value in row.fields],
        "is_open": DisclosureState(row.state) in IN_THE_GIVING_ROOM,
        "draft_form": _draft_form(row),
        "refuse_form": RefuseForm(),
        "grounds": grounds_for(row, today=today),
        "ground": ground,
        "language": get_language() or "sv",
        "votes": row.votes.filter(version=row.version).select_related("by"),
        "needed": deciders_needed(ground, facts) if ground else 1,
        "needs_manager": bool(ground and needs_manager(ground, facts)) or row.stopped or row.exit_client,
        "may_review": may_be_reviewer(made_by_same_person=made_by(row, request.user.pk)),
        "has_manager": bool(managers_of(row.room_id, today=today)),
        "may_decide": may_decide(ground, facts, by=request.user.pk) if ground else None,
        **sent,
    }
    return render(request, "disclosures/examination.html", context, status=422 if sent else 200)


@requires(Right.USE_DOOR)
@require_POST
def draft(request: Request, examination: UUID) -> HttpResponse:
    """Write what would leave."""
    row = _row(request, examination)
    if row is None:
        return not_here(request)
    form = _draft_form(row, request.POST)
    if not form.is_valid():
        return _show(request, row, draft_form=form)
    act = partial(
        write_draft,
        examination=row,
        fields=frozenset(Field(value) for value in row.fields),
        persons=form.persons(),
        facts=form.cleaned_data.get("facts", ""),
        reservation=form.cleaned_data["reservation"],
        exit_client=form.cleaned_data["exit_client"],
        by=request.user,
        at=timezone.now(),
    )
    return done(request, act, gettext("Written down. Nothing has left."), "examination", examination=row.pk)


@requires(Right.USE_DOOR)
def ground(request: Request, examination: UUID, code: str) -> HttpResponse:
    """The guided test of one ground, in the words of the law."""
    row, chosen = _row(request, examination), ground_called(code)
    if row is None or chosen is None:
        return not_here(request)
    today = timezone.localdate()
    may_use = {g.code: decision for g, decision in grounds_for(row, today=today)}.get(code)
    asks_consent = chosen.test is LegalTest.CONSENT
    held = consents_for(row, today=today) if asks_consent else []
    if may_use and asks_consent and not held:
        may_use = NO_CONSENT
    words = examination_words(row.sealed, row=row.pk)
    form = GroundForm(request.POST or None, ground=chosen, consents=held, reasons=words.reasons)
    stop = None
    if request.method == "POST" and form.is_valid():
        stop = stopping(chosen, form.answers())
        if stop is None and _answered(request, row, form):
            return redirect("examination", programme=request.programme.slug, examination=row.pk)
    record_reading(request, "examination.read", "examination", row.pk)
    language = get_language() or "sv"
    context = {
        "row": row,
        "ground": chosen,
        "title": chosen.title.in_language(language),
        "conditions": [words.in_language(language) for words in chosen.conditions],
        "stop": stop.why.in_language(language) if stop else "",
        "may_use": may_use,
        "asks_consent": asks_consent,
        "form": form,
    }
    return render(
        request, "disclosures/ground.html", context, status=422 if request.method == "POST" else 200
    )


def _answered(request: Request, row: Examination, form: GroundForm) -> bool:
    consent = None
    if form.cleaned_data.get("consent"):
        consent = consents_of(row.room).filter(pk=form.cleaned_data["consent"]).first()
    try:
        answer_test(
            examination=row,
            ground=form.ground,
            answers=form.answers(),
            reasons=form.cleaned_data["reasons"],
            consent=consent,
            by=request.user,
            at=timezone.now(),
            today=timezone.localdate(),
        )
    except RefusedError as refused:
        form.add_error(None, gettext(refused.reason))
        return False
    return True


@requires(Right.USE_DOOR)
@require_POST
def decide_on(request: Request, examination: UUID) -> HttpResponse:
    """Decide that it may leave."""
    row = _row(request, examination)
    if row is None:
        return not_here(request)
    act = partial(decide, examination=row, by=request.user, at=timezone.now(), today=timezone.localdate())
    return done(request, act, gettext("Your decision is noted."), "examination", examination=row.pk)


@requires(Right.USE_DOOR)
@require_POST
def to_manager(request: Request, examination: UUID) -> HttpResponse:
    """Lay it before the named manager."""
    row = _row(request, examination)
    if row is None:
        return not_here(request)
    act = partial(
        send_to_manager, examination=row, by=request.user, at=timezone.now(), today=timezone.localdate()
    )
    return done(request, act, gettext("It waits for the named manager."), "examination", examination=row.pk)


@requires(Right.USE_DOOR)
@require_POST
def refuse_it(request: Request, examination: UUID) -> HttpResponse:
    """Refuse."""
    row = _row(request, examination)
    if row is None:
        return not_here(request)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return _show(request, row, refuse_form=form)
    act = partial(
        refuse_request,
        examination=row,
        told=form.cleaned_data["told"],
        reasons=form.cleaned_data["reasons"],
        by=request.user,
        at=timezone.now(),
        today=timezone.localdate(),
    )
    return done(request, act, gettext("Refused. The asker has been told."), "examination", examination=row.pk)


@requires(Right.USE_DOOR)
def hand_it_over(request: Request, examination: UUID) -> HttpResponse:
    """Exactly what leaves and to whom; a new or unusual recipient needs a tick (T23). Then it leaves."""
    row = _row(request, examination)
    if row is None:
        return not_here(request)
    chosen, today = ground_called(row.ground_code), timezone.localdate()
    if chosen is None or row.state != DisclosureState.DECIDED:
        return redirect("examination", programme=request.programme.slug, examination=row.pk)
    everyday = everyday_recipient(row, today=today)
    refused = ""
    if request.method == "POST":
        confirmed = request.POST.get("confirmed") == "yes"
        try:
            told = hand_over(
                examination=row,
                recipient_confirmed=confirmed,
                by=request.user,
                at=timezone.now(),
                today=today,
            )
            return redirect("disclosure", programme=request.programme.slug, disclosure=told.pk)
        except RefusedError as problem:
            refused = gettext(problem.reason)
    record_reading(request, "examination.preview_read", "examination", row.pk)
    names = [vote.by.name for vote in row.votes.filter(version=row.version).select_related("by")]
    preview = document_of(row, chosen, number=0, deciders=names, outcome=Outcome.DISCLOSED, at=None)
    context = {"row": row, "content": preview, "everyday": everyday, "refused": refused}
    return render(request, "disclosures/hand_over.html", context, status=422 if refused else 200)


@requires(Right.USE_DOOR)
@require_POST
def review(request: Request, examination: UUID) -> HttpResponse:
    """Sign the review of an emergency."""
    row = _row(request, examination)
    if row is None:
        return not_here(request)
    form = WordsForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    act = partial(review_emergency, examination=row, words=words, by=request.user, at=timezone.now())
    return done(request, act, gettext("The emergency review is signed."), "examination", examination=row.pk)
