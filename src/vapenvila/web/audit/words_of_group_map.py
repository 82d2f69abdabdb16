"""What acts on the map of groups and on the network of ties are called on pages of the trail."""

from django.utils.translation import gettext_lazy as _

ACTS_ON_THE_MAP = {
    "group_map.after_read": _("First incidents after a message read"),
    "group_map.city_read": _("Groups on the map of the city read"),
    "group_map.laid_out": _("Places on the map of groups found"),
    "group_map.matrix_read": _("Who acted against whom read"),
    "group_map.move_undone": _("Move on the map of groups undone"),
    "group_map.moved": _("Group moved on the map"),
    "group_map.read": _("Map of groups read"),
    "network.people_read": _("People in the network of ties read"),
    "network.read": _("Network of ties read"),
}
