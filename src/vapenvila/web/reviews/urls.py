"""Addresses of the weekly review, under /p/<programme>/reviews/."""

from django.urls import path

from vapenvila.web.reviews.views import (
    clock_contacts,
    clocks,
    decisions,
    item_acts,
    meeting_mode,
    minutes,
    prepare,
    reviews_list,
)

urlpatterns = [
    path("", reviews_list.reviews, name="reviews"),
    path("plan/", reviews_list.plan, name="review-plan"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/<uuid:decision>/", decisions.report, name="decision-report"),
    path("retaliation/", clocks.retaliation_clocks, name="retaliation-clocks"),
    path("retaliation/<uuid:clock>/", clock_contacts.clock_contacts, name="retaliation-contacts"),
    path("<uuid:meeting>/", prepare.review, name="review"),
    path("<uuid:meeting>/build/", prepare.build, name="review-build"),
    path("<uuid:meeting>/freeze/", prepare.freeze, name="review-freeze"),
    path("<uuid:meeting>/begin/", prepare.begin, name="review-begin"),
    path("<uuid:meeting>/missed/", prepare.give_up, name="review-missed"),
    path("<uuid:meeting>/time/", prepare.change_time, name="review-time"),
    path("<uuid:meeting>/chair/", prepare.chair, name="review-chair"),
    path("<uuid:meeting>/points/", prepare.add, name="review-add"),
    path("<uuid:meeting>/points/move/", prepare.move, name="review-move"),
    path("<uuid:meeting>/points/<uuid:item>/remove/", prepare.remove, name="review-remove"),
    path("<uuid:meeting>/presence/", item_acts.presence, name="review-presence"),
    path("<uuid:meeting>/meeting/", meeting_mode.meeting_mode, name="review-meeting"),
    path("<uuid:meeting>/meeting/<uuid:item>/", meeting_mode.meeting_item, name="review-item"),
    path("<uuid:meeting>/meeting/<uuid:item>/seconds/", meeting_mode.seconds, name="review-seconds"),
    path("<uuid:meeting>/meeting/<uuid:item>/decide/", item_acts.decide_on_item, name="review-decide"),
    path(
        "<uuid:meeting>/meeting/<uuid:item>/nothing/", item_acts.decide_nothing_on_item, name="review-nothing"
    ),
    path(
        "<uuid:meeting>/meeting/<uuid:item>/carry-over/", item_acts.carry_item_over, name="review-carry-over"
    ),
    path(
        "<uuid:meeting>/meeting/<uuid:item>/take-back/<uuid:decision>/",
        item_acts.take_decision_back,
        name="review-take-back",
    ),
    path(
        "<uuid:meeting>/meeting/<uuid:item>/answer/<slug:question>/",
        meeting_mode.answer,
        name="review-answer",
    ),
    path("<uuid:meeting>/minutes/", minutes.minutes, name="review-minutes"),
    path("<uuid:meeting>/minutes.pdf", minutes.minutes_print, name="review-minutes-pdf"),
    path("<uuid:meeting>/minutes/lock/", minutes.lock, name="review-lock"),
]
