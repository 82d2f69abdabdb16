"""What may be shown of a table of small numbers: what is too small, what else must be hidden so that nobody subtracts it
out, how an attacker would try, and rounding that still adds up."""

from vapenvila.analysis.disclosure_control.attack import AttackedTable, attack
from vapenvila.analysis.disclosure_control.linked_table import (
    LinkedTable,
    Relation,
    TableError,
    one_way,
    two_way,
)
from vapenvila.analysis.disclosure_control.primary import Largest, dominated, too_small
from vapenvila.analysis.disclosure_control.rounding import RoundedTable, controlled_rounding, random_rounding
from vapenvila.analysis.disclosure_control.suppression import ProtectionError, SuppressedTable, suppress

__all__ = [
    "AttackedTable",
    "Largest",
    "LinkedTable",
    "ProtectionError",
    "Relation",
    "RoundedTable",
    "SuppressedTable",
    "TableError",
    "attack",
    "controlled_rounding",
    "dominated",
    "one_way",
    "random_rounding",
    "suppress",
    "too_small",
    "two_way",
]
