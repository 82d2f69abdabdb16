"""The language a person reads in, kept with the account."""

from uuid import UUID

from vapenvila.web.accounts.models import User


def choose_language(*, user: UUID, language: str) -> None:
    """Remember the person's language; one we do not have is left alone."""
    if language in dict(User._meta.get_field("language").flatchoices):
        User.objects.filter(pk=user).update(language=language)
