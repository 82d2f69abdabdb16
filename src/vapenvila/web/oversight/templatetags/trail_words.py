"""Words for the codes of the trail, in templates."""

from django import template

from vapenvila.web.audit.words_of_the_records import record_name
from vapenvila.web.audit.words_of_the_trail import act_name

register = template.Library()
register.filter("act_name", act_name)
register.filter("record_name", record_name)
