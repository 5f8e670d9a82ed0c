"""Who pays and who gains in a joint investment, and what would each pay by each way of sharing?"""

from styrbord.core.people.rights import Rights
from styrbord.services.investments import keeping
from styrbord.services.investments.carding import party_notes
from styrbord.services.investments.listing import price_of
from styrbord.services.investments.matter_notes import JointNote
from styrbord.services.investments.naming import Names
from styrbord.services.investments.seeing import seen_row
from styrbord.services.investments.worths import labels, table_of
from styrbord.services.reading import Reading


def matrix(reading: Reading, rights: Rights, code: str) -> JointNote:
    """The matrix of an investment with all ways side by side.

    Raises
    ------
    Refused
        `investment.not-found`.
    """
    row = seen_row(rights, code)
    names, own = Names(reading), keeping.overlaid(row)
    found, shares, problems = table_of(own)
    rows = [one.bearer for one in found.rows] if found else []
    told = dict.fromkeys([*rows, *(one.body for one in own.parties)])
    rules = [found.methodology] if found else []
    if shares:
        rules += [shares.coalitions, *(one.methodology for one in shares.ways)]
    return JointNote(
        row.code,
        row.names,
        price_of(row),
        found,
        shares,
        {one: names.body(one).names for one in told},
        party_notes(names, own),
        own.picture,
        problems,
        labels(rules),
    )
