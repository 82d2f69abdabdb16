"""A person who signs in."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class UserRows(BaseUserManager["User"]):
    """Creates users; there is no superuser, because nobody may see everything."""

    def create_user(self, *, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new user. Without a password the account can sign in through the agency's identity provider only."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who works here. What they may do comes from their missions alone."""

    declaration = Declaration(
        kind=RowKind.HOUSE,
        purpose="Lets people who work with the programme sign in, and names them in the audit trail",
        retention=Retention.ACCOUNT,
        nothing="id password last_login is_active language created_at",
        staff="email name",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(
        _("language"), max_length=5, default="sv", choices=[("sv", "Svenska"), ("en", "English")]
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserRows] = UserRows()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Name shown in the top bar and in minutes."""
        return self.name
