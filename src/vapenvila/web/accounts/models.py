"""A person who signs in, and what is kept about attempts to."""

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
        nothing="id password last_login is_active language created_at agency_provider",
        staff="email name home",
    )
    shown_in_pictures = ("name",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(
        _("language"), max_length=5, default="sv", choices=[("sv", "Svenska"), ("en", "English")]
    )
    agency_provider = models.CharField(
        _("signs in through"),
        max_length=40,
        blank=True,
        default="",
        help_text=_("Short name of the agency's own sign-in, or empty for password and second factor."),
    )
    home = models.BinaryField(
        default=b"", blank=True
    )  # keyed hash of street and number, for the log review alone
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


class FailedSignIn(models.Model):
    """How often signing in failed in one minute, for one account from one network address. Counted, never dropped.

    The first failure of a group and the sum at its end are events of the audit trail, so that a flood of attempts
    leaves a count and not a flood of events (acceptance T10). E-mail and address are kept as keyed hashes only.
    """

    class Kind(models.TextChoices):
        PASSWORD = "password", _("wrong e-mail or password")
        SECOND_FACTOR = "second_factor", _("wrong second factor")
        PASSKEY = "passkey", _("passkey not accepted")
        PROVIDER = "provider", _("agency sign-in not accepted")
        TOO_MANY = "too_many", _("too many attempts")

    declaration = Declaration(
        kind=RowKind.HOUSE,
        purpose="Counts failed sign-ins so that none is lost and the audit trail is not flooded",
        retention=Retention.AUDIT,
        nothing="id minute kind account_hash address_hash count recorded",
        staff="user",
    )
    application_rights = "SELECT, INSERT, UPDATE"

    id = models.BigAutoField(primary_key=True)
    minute = models.DateTimeField()
    kind = models.CharField(max_length=15, choices=Kind)
    account_hash = models.CharField(max_length=32, blank=True)  # empty when grouped by address alone
    address_hash = models.CharField(max_length=32)
    user = models.UUIDField(null=True)  # whose account, when there is one
    count = models.PositiveIntegerField(default=1)
    recorded = models.PositiveIntegerField(default=0)  # how many of them the audit trail tells already

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["minute", "kind", "account_hash", "address_hash"],
                name="one_count_per_minute_and_group",
            )
        ]
        indexes = [
            models.Index(
                fields=["minute"],
                condition=models.Q(count__gt=models.F("recorded")),
                name="failed_sign_in_to_record",
            )
        ]

    def __str__(self) -> str:
        return f"{self.minute:%Y-%m-%d %H:%M} {self.kind} {self.count}"


class RateLimitEntry(models.Model):
    """Table of Django's database cache, so that limits on attempts hold over all processes. Only the cache reads it."""

    declaration = Declaration(
        kind=RowKind.HOUSE,
        purpose="Counts attempts to sign in over all processes, for minutes",
        retention=Retention.WORK,
        nothing="cache_key value expires",
    )

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_rate_limit"

    def __str__(self) -> str:
        return self.cache_key
