"""Accounts as a Django application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who sign in: password and second factor, or the agency's own sign-in."""

    name = "vapenvila.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        from vapenvila.web.accounts.sign_in_events import listen  # noqa: PLC0415  # models exist only now

        listen()
