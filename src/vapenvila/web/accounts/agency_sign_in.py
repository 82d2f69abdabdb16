"""OpenID Connect to an agency's provider: authorization code with PKCE, and a token we check ourselves.

django-allauth trusts the connection to the provider and neither checks the signature of a token it fetched itself nor
sends a nonce. We do both (OpenID Connect Core 1.0, section 3.1.3.7).
"""

import hashlib
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest

from vapenvila.rules.second_factor import vouches_for_second_factor
from vapenvila.web.accounts.agency_providers import AgencyProvider
from vapenvila.web.accounts.models import User

_CLOCKS_MAY_DIFFER = 60  # seconds


def provider_settings(provider_id: str) -> AgencyProvider:
    """What the sign-in file says about this provider; KeyError when it is not there."""
    return {p.id: p for p in settings.AGENCY_PROVIDERS}[provider_id]


def nonce_for(code_verifier: str) -> str:
    """The nonce of one sign-in. It follows from the PKCE verifier, which only this browser's session knows."""
    return hashlib.sha256(f"nonce:{code_verifier}".encode()).hexdigest()


class CheckedToken(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """Fetches the token and checks signature, issuer, audience, times and nonce. No user-info request is needed."""

    expected_nonce = ""

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> Any:
        """Remember which nonce must come back."""
        self.expected_nonce = nonce_for(pkce_code_verifier) if pkce_code_verifier else ""
        return super().get_access_token_data(request, app, client, pkce_code_verifier=pkce_code_verifier)

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """The sign-in that the checked token tells of."""
        claims = self._checked_claims(app, kwargs["response"].get("id_token") or "")
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def _checked_claims(self, app: Any, id_token: str) -> dict[str, Any]:
        stated = provider_settings(app.provider_id)
        try:
            key = self._key(jwt.get_unverified_header(id_token))
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key=key,
                algorithms=list(stated.algorithms),
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=_CLOCKS_MAY_DIFFER,
                options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
            )
        except (jwt.PyJWTError, KeyError, ValueError) as error:
            raise OAuth2Error("The token of the provider does not hold") from error
        if not self.expected_nonce or claims["nonce"] != self.expected_nonce:
            raise OAuth2Error("The token belongs to another sign-in")
        if claims.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("The token was made for another service")
        return claims

    def _key(self, header: dict[str, Any]) -> jwt.PyJWK:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        return jwt.PyJWKSet.from_dict(answer.json())[header["kid"]]


class AgencyOpenID(OpenIDConnectProvider):  # type: ignore[misc]  # allauth has no types
    """An agency's provider. What is kept of the token is only how the person was signed in."""

    oauth2_adapter_class = CheckedToken

    def get_pkce_params(self) -> dict[str, str]:
        """PKCE and the nonce that follows from it; both go into the request for sign-in."""
        params: dict[str, str] = super().get_pkce_params()
        return {**params, "nonce": nonce_for(params["code_verifier"])}

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Only `acr` and `amr`; names and numbers of the token are not stored."""
        return {claim: data["id_token"].get(claim) for claim in ("acr", "amr")}


def person_of(sociallogin: Any) -> User | None:
    """The active person whom an administrator has registered for this provider, by its identifier or verified e-mail."""
    provider_id = sociallogin.account.provider
    people = User.objects.filter(is_active=True, agency_provider=provider_id)
    if sociallogin.is_existing:
        return people.filter(pk=sociallogin.user.pk).first()
    verified = [a.email.lower() for a in sociallogin.email_addresses if a.verified is True]
    return people.filter(email__in=verified, socialaccount__isnull=True).first()


def agency_vouches(sociallogin: Any) -> bool:
    """Whether the provider says that it asked for a second factor, in one of the ways agreed with it."""
    stated = provider_settings(sociallogin.account.provider)
    said = sociallogin.account.extra_data
    amr = said.get("amr")
    return vouches_for_second_factor(
        acr=str(said.get("acr") or ""),
        amr=frozenset(amr) if isinstance(amr, list) else frozenset(),
        trusted_acr=stated.acr,
        trusted_amr=stated.amr,
    )
