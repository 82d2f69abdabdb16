"""Words for the codes of the trail, in templates."""

from django import template

from vapenvila.web.audit.words_of_the_details import detail_name, detail_value
from vapenvila.web.audit.words_of_the_trail import act_name, record_name

register = template.Library()
register.filter("act_name", act_name)
register.filter("record_name", record_name)
register.filter("detail_name", detail_name)
register.filter("detail_value", detail_value)
