"""Whether a text names somebody whom the room has registered. Nothing is opened for it: keyed hashes are compared."""

from itertools import pairwise
from uuid import UUID

from vapenvila.rules.person_names import pairs_of, words_of
from vapenvila.web.people.models import Identity
from vapenvila.web.people.sealed_identity import of_room
from vapenvila.web.vault.hashing import Hasher


def names_somebody(room: UUID, text: str) -> bool:
    """Whether two words beside each other sound like the given name and the surname of somebody registered here."""
    words = [
        word for part in text.split() for word in words_of(part)
    ]  # in their order, each as often as it stands
    pairs = {pair for one, other in pairwise(words) for pair in pairs_of(one, other) if "+" in pair}
    if not pairs:
        return False
    hasher = Hasher()
    sought = [h for pair in sorted(pairs) for h in hasher.hashes(pair, purpose=of_room("pair", room))]
    return Identity.objects.filter(room=room, name_pairs__overlap=sought).exists()
