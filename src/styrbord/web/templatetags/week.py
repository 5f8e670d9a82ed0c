"""How does a template word what waits for somebody?"""

from django import template

from styrbord.web.week.words import word

register = template.Library()


@register.simple_tag
def week_word(table: str, code: str) -> str:
    """Word of a code in one of the tables of the week, e.g. WHY."""
    return word(table, code)
