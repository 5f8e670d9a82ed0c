"""How does a template word what belongs to a deviation?"""

from django import template

from styrbord.web.deviations.words import word

register = template.Library()


@register.simple_tag
def deviation_word(table: str, code: str) -> str:
    """Word of a code in one of the tables of deviations, e.g. STATES."""
    return word(table, code)
