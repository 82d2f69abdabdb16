"""Tables of the door: what is asked, tested and handed over, consents, and a programme's word on grounds."""

from vapenvila.web.disclosures.models.carried import CarriedDocument, PartnerServer
from vapenvila.web.disclosures.models.consent import Consent
from vapenvila.web.disclosures.models.disclosure import (
    Disclosure,
    DisclosureContent,
    DisclosureNotice,
    DisclosureStep,
    ReceivedNote,
)
from vapenvila.web.disclosures.models.examination import Examination, ExaminationVote
from vapenvila.web.disclosures.models.grounds import DoorManager, GroundSwitch, GroundVerification
from vapenvila.web.disclosures.models.letting_go import LettingGo
from vapenvila.web.disclosures.models.request import DisclosureRequest
from vapenvila.web.disclosures.models.search import DisclosureNames

__all__ = [
    "CarriedDocument",
    "Consent",
    "Disclosure",
    "DisclosureContent",
    "DisclosureNames",
    "DisclosureNotice",
    "DisclosureRequest",
    "DisclosureStep",
    "DoorManager",
    "Examination",
    "ExaminationVote",
    "GroundSwitch",
    "GroundVerification",
    "LettingGo",
    "PartnerServer",
    "ReceivedNote",
]
