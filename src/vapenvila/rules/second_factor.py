"""Whether a signed-in person has proved who they are by two factors, which everybody must before a programme opens."""

from dataclasses import dataclass

from vapenvila.rules.decision import Decision, allow, refuse, say


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofFacts:
    """How the person signed in, and whether this is a made-up person of a demo city."""

    has_own_factor: bool  # authenticator app or passkey; sign-in has then asked for it
    agency_vouches: bool  # the agency's provider said that it asked for a second factor
    made_up_person: bool  # demo server, and missions in made-up cities only


def has_second_factor(facts: ProofFacts) -> Decision:
    """Whether the pages of a programme may open."""
    if facts.has_own_factor:
        return allow(say("You signed in with a second factor."))
    if facts.agency_vouches:
        return allow(say("Your agency's sign-in asked for a second factor."))
    if facts.made_up_person:
        return allow(say("Made-up people of the demo city need no second factor."))
    return refuse(say("Set up a second factor first: an authenticator app or a passkey."))


def vouches_for_second_factor(
    *, acr: str, amr: frozenset[str], trusted_acr: frozenset[str], trusted_amr: frozenset[str]
) -> bool:
    """Whether the provider's statement of how it signed the person in names a second factor we trust.

    `acr` and `amr` are the claims of OpenID Connect Core 1.0 section 2; which values count is agreed per provider.
    """
    return acr in trusted_acr or bool(amr & trusted_amr)
