"""What can be told about a person: one literal table of fields, each with the class of data the law sorts it under."""

from dataclasses import dataclass
from enum import StrEnum

from vapenvila.rules.decision import Sentence, say


class DataClass(StrEnum):
    """Kinds of information as the catalogue of grounds sorts them."""

    IDENTITY = "identity"
    CONTACT = "contact"
    SUPERVISION = "supervision"
    REGISTER = "register"
    PREVENTION = "prevention"
    COMMITTED_CRIME = "committed_crime"
    SERIOUS_VIOLENCE = "serious_violence"
    TERRORISM = "terrorism"
    CHILD = "child"
    SCHOOL = "school"
    CLIENT = "client"
    INTELLIGENCE = "intelligence"
    HELP = "help"
    GROUP_LEVEL = "group_level"
    WHOLE_LIST = "whole_list"
    GROUP_SEARCH = "group_search"


# "any" in the catalogue never reaches these: each needs a ground that names it.
NEVER_MEANT_BY_ANY: frozenset[DataClass] = frozenset(
    {DataClass.CONTACT, DataClass.GROUP_LEVEL, DataClass.WHOLE_LIST, DataClass.GROUP_SEARCH}
)

# Asking for these stops at once and waits for a named manager.
STOPPED_CLASSES: frozenset[DataClass] = frozenset({DataClass.WHOLE_LIST, DataClass.GROUP_SEARCH})


class Field(StrEnum):
    """A field that can be asked for and handed over. There is none for origin, religion, opinion or health (N5)."""

    NAME = "name"
    PERSONAL_NUMBER = "personal_number"
    HOME_ADDRESS = "home_address"
    PHONE = "phone"
    EMAIL = "email"
    WORKPLACE = "workplace"
    REPRESENTATIVE = "representative"
    USER_NAME = "user_name"
    UNDER_SUPERVISION = "under_supervision"
    SUPERVISION_UNTIL = "supervision_until"
    SPECIAL_ORDERS = "special_orders"
    SUPERVISING_OFFICER = "supervising_officer"
    REGISTER_HIT = "register_hit"
    CONCRETE_CIRCUMSTANCES = "concrete_circumstances"
    COMMITTED_CRIME = "committed_crime"
    SERIOUS_VIOLENCE = "serious_violence"
    TERRORISM = "terrorism"
    CHILD_CIRCUMSTANCES = "child_circumstances"
    SCHOOL_CIRCUMSTANCES = "school_circumstances"
    PLANNED_MEASURES = "planned_measures"
    KNOWN_TO_POLICE = "known_to_police"
    HELP_NEEDED = "help_needed"
    GROUP_FACTS = "group_facts"
    WHOLE_LIST = "whole_list"
    EVERYBODY_IN_A_GROUP = "everybody_in_a_group"


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """Name of a field, and the class the law sorts it under."""

    name: Sentence
    data_class: DataClass


_D = DataClass

FIELDS: dict[Field, FieldFacts] = {
    Field.NAME: FieldFacts(say("Full name"), _D.IDENTITY),
    Field.PERSONAL_NUMBER: FieldFacts(say("Personal identity number"), _D.IDENTITY),
    Field.HOME_ADDRESS: FieldFacts(say("Home address"), _D.CONTACT),
    Field.PHONE: FieldFacts(say("Phone number"), _D.CONTACT),
    Field.EMAIL: FieldFacts(say("E-mail address"), _D.CONTACT),
    Field.WORKPLACE: FieldFacts(say("Place of work"), _D.CONTACT),
    Field.REPRESENTATIVE: FieldFacts(say("Representative"), _D.CONTACT),
    Field.USER_NAME: FieldFacts(say("User name or network address"), _D.CONTACT),
    Field.UNDER_SUPERVISION: FieldFacts(say("Whether under supervision"), _D.SUPERVISION),
    Field.SUPERVISION_UNTIL: FieldFacts(say("Last day of supervision or trial period"), _D.SUPERVISION),
    Field.SPECIAL_ORDERS: FieldFacts(say("Special orders in force"), _D.SUPERVISION),
    Field.SUPERVISING_OFFICER: FieldFacts(say("Supervising officer"), _D.SUPERVISION),
    Field.REGISTER_HIT: FieldFacts(say("Hit or no hit in the register"), _D.REGISTER),
    Field.CONCRETE_CIRCUMSTANCES: FieldFacts(
        say("Concrete circumstances that show a risk of crime"), _D.PREVENTION
    ),
    Field.COMMITTED_CRIME: FieldFacts(say("Information on a committed crime"), _D.COMMITTED_CRIME),
    Field.SERIOUS_VIOLENCE: FieldFacts(
        say("Risk of serious violence, and against whom"), _D.SERIOUS_VIOLENCE
    ),
    Field.TERRORISM: FieldFacts(say("Risk of terrorist crime"), _D.TERRORISM),
    Field.CHILD_CIRCUMSTANCES: FieldFacts(say("Circumstances of a child at risk"), _D.CHILD),
    Field.SCHOOL_CIRCUMSTANCES: FieldFacts(say("Circumstances in school"), _D.SCHOOL),
    Field.PLANNED_MEASURES: FieldFacts(say("Planned and ongoing measures"), _D.CLIENT),
    Field.KNOWN_TO_POLICE: FieldFacts(say("What police know and the receiver needs"), _D.INTELLIGENCE),
    Field.HELP_NEEDED: FieldFacts(say("Help that is needed"), _D.HELP),
    Field.GROUP_FACTS: FieldFacts(say("Facts on a group, naming no person"), _D.GROUP_LEVEL),
    Field.WHOLE_LIST: FieldFacts(say("A whole list of persons"), _D.WHOLE_LIST),
    Field.EVERYBODY_IN_A_GROUP: FieldFacts(say("Everybody in a group"), _D.GROUP_SEARCH),
}


def classes_of(fields: frozenset[Field]) -> frozenset[DataClass]:
    """Classes of these fields. Identity is left out: it says who is meant, and follows the rest."""
    return frozenset(FIELDS[field].data_class for field in fields) - {DataClass.IDENTITY}
