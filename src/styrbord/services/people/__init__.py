"""Who holds which post, with which roles, from when to when?"""

from styrbord.services.people.asking import Asked, Span, known_pages, known_rubrics
from styrbord.services.people.deputies import end_deputy, name_deputy
from styrbord.services.people.erasing import erase_name
from styrbord.services.people.granting import grant, revoke
from styrbord.services.people.holding import appoint, end_holding, invite_expert
from styrbord.services.people.inviting import first_administrator, invite, make_link
from styrbord.services.people.listing import mine, post, posts
from styrbord.services.people.posts import add_post
from styrbord.services.people.seeing import seen_by, seen_by_post

__all__ = [
    "Asked",
    "Span",
    "add_post",
    "appoint",
    "end_deputy",
    "end_holding",
    "erase_name",
    "first_administrator",
    "grant",
    "invite",
    "invite_expert",
    "known_pages",
    "known_rubrics",
    "make_link",
    "mine",
    "name_deputy",
    "post",
    "posts",
    "revoke",
    "seen_by",
    "seen_by_post",
]
