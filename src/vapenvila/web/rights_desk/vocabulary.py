"""Words of the rights desk."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vapenvila.rules import rights_request as rule


class Kind(models.TextChoices):
    """What the person asks for."""

    ACCESS = rule.RequestKind.ACCESS.value, _("access: what is held on me")
    RECTIFICATION = rule.RequestKind.RECTIFICATION.value, _("correction: something is wrong")
    OBJECTION = rule.RequestKind.OBJECTION.value, _("objection: this must not be used")
    RESTRICTION = rule.RequestKind.RESTRICTION.value, _("restriction: set it aside")
    ERASURE = rule.RequestKind.ERASURE.value, _("erasure: take it away")
    NOTICE = rule.RequestKind.NOTICE.value, _("notice: am I registered, and why")


class State(models.TextChoices):
    """Where a request stands."""

    RECEIVED = rule.RequestState.RECEIVED.value, pgettext_lazy("a request", "received")
    IDENTIFIED = rule.RequestState.IDENTIFIED.value, pgettext_lazy("a request", "identity checked")
    DECIDED = rule.RequestState.DECIDED.value, pgettext_lazy("a request", "decided")
    SENT = rule.RequestState.SENT.value, pgettext_lazy("a request", "answer sent")
    APPEALED = rule.RequestState.APPEALED.value, pgettext_lazy("a request", "appealed")
    CLOSED = rule.RequestState.CLOSED.value, pgettext_lazy("a request", "closed")
    WITHDRAWN = rule.RequestState.WITHDRAWN.value, pgettext_lazy("a request", "withdrawn")


class OutcomeWord(models.TextChoices):
    """What was decided."""

    GRANTED = rule.Outcome.GRANTED.value, pgettext_lazy("a request", "granted")
    PARTLY = rule.Outcome.PARTLY.value, pgettext_lazy("a request", "granted in part")
    REFUSED = rule.Outcome.REFUSED.value, pgettext_lazy("a request", "refused")


class Channel(models.TextChoices):
    """How the request came."""

    LETTER = "letter", _("letter")
    EMAIL = "email", _("e-mail")
    VISIT = "visit", _("visit")
    PHONE = "phone", _("phone")
    LAWYER = "lawyer", _("through a representative")


class Proof(models.TextChoices):
    """How the person showed who they are."""

    ID_CARD = "id_card", _("identity card shown")
    KNOWN = "known", _("known to the officer")
    E_ID = "e_id", _("electronic identification")
    AUTHORITY = "authority", _("power of attorney shown")


class LiftReason(models.TextChoices):
    """Why a restriction ends."""

    ASKED = rule.LiftReason.ASKED.value, _("the person asks for it")
    SETTLED = rule.LiftReason.SETTLED.value, _("what was disputed is settled")
    CLAIM_OVER = rule.LiftReason.CLAIM_OVER.value, _("the person needs it for no legal claim any more")
    COURT = rule.LiftReason.COURT.value, _("a court has decided")


# On which law an agency keeps persons here, as the person is told (BDL 4:3, GDPR art. 15).
LEGAL_GROUNDS = {
    rule.Law.CRIME_DATA: _("A task of the agency under the crime data act (2018:1177), 2:1"),
    rule.Law.GDPR: _("A task of public interest, GDPR art. 6.1 e, and act 2001:454 on social services"),
}
