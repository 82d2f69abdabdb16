"""The link by which a person chooses a password: sent to them by e-mail and shown to nobody else."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from vapenvila.web.accounts.models import User


def send_link(user: User, link: str, *, invited: bool) -> None:
    """Mail the link in the person's language. The mail holds no name, no role and no place."""
    with override(user.language):
        subject = gettext("Choose a password for Vapenvila")
        text = render_to_string("accounts/email/choose_password.txt", {"link": link, "invited": invited})
    send_mail(subject, text, None, [user.email])


def invite(request: HttpRequest, user: User) -> None:
    """Send a new person the link. It works once, for three days."""
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    send_link(user, get_adapter(request).get_reset_password_from_key_url(key), invited=True)
