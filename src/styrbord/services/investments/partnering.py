"""Which other bodies have similar needs, so that they might invest together?"""

from collections import defaultdict

from styrbord.core.investments.portfolio.model import Investment as Economics
from styrbord.core.investments.portfolio.model import Participation, PartyRole
from styrbord.core.investments.portfolio.partners import partners as alike
from styrbord.core.people.rights import Rights
from styrbord.services.investments.listing import price_of
from styrbord.services.investments.matter_notes import PartnerNote
from styrbord.services.investments.naming import Names
from styrbord.services.investments.seeing import seen, seen_row
from styrbord.services.reading import Reading
from styrbord.store.investments.models import Investment, PlanTag

ENDED = ("closed", "stopped")


def partners(reading: Reading, rights: Rights, code: str) -> tuple[PartnerNote, ...]:
    """Investments of other bodies with needs in common that the reader sees, the most alike first.

    Raises
    ------
    Refused
        `investment.not-found`.
    """
    row = seen_row(rights, code)
    needs: dict[int, set[str]] = defaultdict(set)
    tags = PlanTag.objects.filter(kind="need")
    own = set(tags.filter(investment=row).values_list("code", flat=True))
    near = tags.filter(code__in=own).values("investment")
    rows = {one.pk: one for one in seen(rights).filter(pk__in=near).exclude(stage__in=ENDED)}
    for number, need in tags.filter(investment__in=[*rows, row.pk]).values_list("investment", "code"):
        needs[number].add(need)
    names, known = Names(reading), {one.code: one for one in rows.values()}
    others = [_needing(one, needs[one.pk]) for one in rows.values() if one.pk != row.pk]
    return tuple(
        PartnerNote(
            one.investment,
            known[one.investment].names,
            names.body(one.lead),
            known[one.investment].stage,
            one.common,
            float(one.overlap),
        )
        for one in alike(_needing(row, own), others)
    )


def _needing(row: Investment, needs: set[str]) -> Economics:
    """As much of an investment as the search for partners looks at."""
    lead = Participation(row.lead.code, frozenset({PartyRole.LEAD}))
    return Economics(row.code, "", price_of(row), parties=(lead,), needs=frozenset(needs))
