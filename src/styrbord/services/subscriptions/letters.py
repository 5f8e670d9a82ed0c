"""How is a letter written, in the language of whoever gets it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.signing import Signer
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from styrbord.core.base.text import chosen
from styrbord.figures import format as written
from styrbord.services.reading import Reading
from styrbord.services.subscriptions.changes import Change
from styrbord.services.subscriptions.targets import DATASET, Target, names_of
from styrbord.services.week import Week
from styrbord.store.collection.models import Notice
from styrbord.store.participation.models import Digest, Follower, Subscription
from styrbord.store.people.models import Post

MOST_LINES = 60
LONGEST_WORDS = 300


@dataclass(frozen=True, slots=True)
class Line:
    """One change as a letter tells it."""

    kind: str
    title: str
    period: str
    before: str
    after: str
    reason: str
    words: str
    label: str
    href: str


def send_confirmation(follower: Follower, address: str, token: str) -> None:
    """Ask an address whether it wants letters."""
    with translation.override(follower.language):
        context = {
            "site": settings.SITE_ADDRESS,
            "href": address_of("subscription-confirm", token),
            "end_href": end_address(follower),
        }
        subject = _("Do you want letters from the board?")
        _send(follower, address, subject, "confirm", context, f"confirm.{follower.token}.{token[-12:]}")


def send_digest(
    follower: Follower, digest: Digest, address: str, found: Sequence[Change], reading: Reading
) -> None:
    """Tell an address what changed."""
    with translation.override(follower.language):
        lines = [_line(one, follower.language, reading) for one in found[:MOST_LINES]]
        context = {
            "site": settings.SITE_ADDRESS,
            "lines": lines,
            "count": len(found),
            "more": len(found) - len(lines),
            "end_href": end_address(follower),
            "own_href": address_of("subscriptions") if follower.person else "",
        }
        subject = ngettext("%(n)d change on the board", "%(n)d changes on the board", len(found))
        _send(follower, address, subject % {"n": len(found)}, "digest", context, f"digest.{digest.pk}")


def send_notices(follower: Follower, address: str, rows: Sequence[Notice], reading: Reading) -> None:
    """Tell an address what the posts of its person were told."""
    with translation.override(follower.language):
        context = {
            "lines": [_notice(one, follower.language, reading) for one in rows[:MOST_LINES]],
            "count": len(rows),
            "own_href": address_of("notices"),
            "end_href": end_address(follower),
        }
        subject = ngettext("%(n)d notice from the board", "%(n)d notices from the board", len(rows))
        _send(follower, address, subject % {"n": len(rows)}, "notices", context, f"notices.{rows[0].pk}")


def send_week(wish: Subscription, code: str, address: str, found: Week) -> None:
    """Tell an address what waits for a post: the same as its page, in the same order."""
    follower = wish.follower
    names = Post.objects.filter(code=wish.code).values_list("names", flat=True).first()
    with translation.override(follower.language):
        post = chosen(names or {}, follower.language) or wish.code
        context = {
            "things": [(one, found.span(one), _week_href(one.address)) for one in found.things[:MOST_LINES]],
            "count": len(found.things),
            "late": found.late,
            "more": max(len(found.things) - MOST_LINES, 0),
            "post": post,
            "own_href": f"{address_of('week')}?post={wish.code}",
            "end_href": end_address(follower),
        }
        subject = _("Your week of %(post)s") % {"post": post}
        _send(follower, address, subject, "week", context, f"week.{wish.pk}.{code}")


def _week_href(path: str) -> str:
    return f"{settings.SITE_ADDRESS}/{translation.get_language()}{path}"


def _notice(row: Notice, language: str, reading: Reading) -> Line:
    """A notice with the names that its reader may see."""
    said = {name: str(row.params.get(name, "")) for name in ("indicator", "subject", "form", "period")}
    found = (
        reading.register.indicators().get(said["indicator"]),
        reading.register.subjects().get(said["subject"]),
    )
    title = ", ".join(chosen(one.names, language) or one.code for one in found if one) or said["form"]
    href = f"{settings.SITE_ADDRESS}/{language}/{row.address.lstrip('/')}" if row.address else ""
    return Line(row.kind, title, said["period"], "", "", "", "", "", href or address_of("notices"))


def end_address(follower: Follower) -> str:
    """Address that ends all letters of a follower, without signing in."""
    return address_of("subscription-end", Signer(salt="end").sign(follower.token))


def address_of(name: str, *parts: str) -> str:
    """Whole address of a page in the language of the letter."""
    return f"{settings.SITE_ADDRESS}{reverse(name, args=parts)}"


def _send(
    follower: Follower, address: str, subject: str, name: str, context: dict[str, object], identity: str
) -> None:
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {
        "Message-ID": f"<{identity}.{follower.token}@{host}>",
        "List-Unsubscribe": f"<{end_address(follower)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    context["language"] = follower.language
    text = render_to_string(f"styrbord/letters/{name}.txt", context)
    letter = EmailMultiAlternatives(subject, text, to=[address], headers=headers)
    letter.attach_alternative(render_to_string(f"styrbord/letters/{name}.html", context), "text/html")
    letter.send()


def _line(one: Change, language: str, reading: Reading) -> Line:
    return Line(
        one.kind,
        _title(one, language, reading),
        written.period_label(one.period, language=language) if one.period else "",
        _amount(one, one.before, language, reading),
        _amount(one, one.after, language, reading),
        chosen(one.reason, language) if one.reason else "",
        one.words[:LONGEST_WORDS],
        one.label,
        _href(one),
    )


def _title(one: Change, language: str, reading: Reading) -> str:
    if one.titles:
        return chosen(one.titles, language) or one.code
    definition = reading.register.indicators().get(one.code)
    if definition is None:
        kind = DATASET if one.kind.startswith(("edition", "dataset")) else "page"
        return chosen(names_of(reading, Target(kind, one.code))[0], language) or one.code
    subject = reading.register.subjects().get(one.subject)
    parts = [chosen(definition.names, language) or one.code]
    return ", ".join([*parts, chosen(subject.names, language) or one.subject] if subject else parts)


def _amount(one: Change, value: float | None, language: str, reading: Reading) -> str:
    definition = reading.register.indicators().get(one.code)
    if definition is None or one.kind not in {"value", "correction"}:
        return ""
    unit = definition.stated_unit
    return written.quantity(value, decimals=definition.decimals, unit=unit, language=language)


def _href(one: Change) -> str:
    if one.kind == "answer":
        return address_of("talk", one.label.partition(":")[0])
    if one.kind == "page":
        return address_of("page", one.code)
    if one.period is not None:
        return address_of("provenance", one.code, one.subject, str(one.period))
    if one.kind == "withdrawal":
        return address_of("indicator", one.code)
    return f"{address_of('editions')}#{one.code}"
