"""What everybody may know about signing in to a demo: the password of all made-up people, and one second factor.

Made-up people need no second factor (rules/second_factor.py); one of them has one all the same, so that signing in
with a code can be tried and tested.
"""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings

from vapenvila.web.accounts.models import User

PASSWORD = "vinterhamn-finns-inte"  # noqa: S105  # printed by the demo for everybody to use
FACTOR_OWNER = "nils.nyckel@"  # how the e-mail of the made-up person with a second factor begins
FACTOR_SECRET = "MFSG65LQMFXGIZLSONQWIZLMMUFA2LLB"  # noqa: S105  # as above


def give_made_up_factor(user: User) -> None:
    """Give a made-up person the second factor that the demo's sign-in page shows. Only in a demo."""
    if not settings.DEMO:
        raise ValueError("Only a demo gives away second factors.")
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt(FACTOR_SECRET)}
    )
