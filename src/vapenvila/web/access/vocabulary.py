"""Words of refusals and of looking as another role, as codes with their names."""

from django.utils.translation import pgettext_lazy

ATTEMPTS = {
    "GET": pgettext_lazy("what was tried", "opened"),
    "HEAD": pgettext_lazy("what was tried", "opened"),
    **dict.fromkeys(("POST", "PUT", "PATCH", "DELETE"), pgettext_lazy("what was tried", "sent")),
}
WHY_ENDED = {
    "stopped": pgettext_lazy("looking as another role", "stopped by the person"),
    "time": pgettext_lazy("looking as another role", "its time was over"),
    "role": pgettext_lazy("looking as another role", "the own role no longer includes it"),
    "sign_out": pgettext_lazy("looking as another role", "signed out"),
}
