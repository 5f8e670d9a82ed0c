"""How do the minutes of the subcommittee become files in the reader's language?"""

from collections import Counter

from django.http import HttpRequest, HttpResponse

from styrbord.documents.sitting_minutes import ConcludedItem, Duty, SittingSheet, docx, pdf
from styrbord.figures.pages import Labels
from styrbord.services import board, clock
from styrbord.services.investments.matter_notes import ItemNote, SittingNote
from styrbord.services.reading import Reading
from styrbord.web import address, names
from styrbord.web.asking import reading_of
from styrbord.web.investments import money, more_words

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
MAKERS = {"pdf": pdf, "docx": docx}


def minutes(request: HttpRequest, found: SittingNote, form: str) -> HttpResponse:
    """Minutes as a PDF or Word document."""
    answer = HttpResponse(MAKERS[form](sheet(request, reading_of(request), found)), content_type=TYPES[form])
    name = f"subcommittee-{found.on.isoformat()}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def sheet(request: HttpRequest, reading: Reading, found: SittingNote) -> SittingSheet:
    """All that stands in the minutes of a sitting."""
    labels = board.labels(reading)
    return SittingSheet(
        day=found.on,
        members=tuple(_post(labels, one.code) for one in found.members),
        quorum=found.quorum,
        items=tuple(_item(labels, one) for one in found.items),
        as_of=clock.now(),
        address=request.build_absolute_uri(address.go(request, "sitting", found.on.isoformat())),
        language=names.language(),
        led_by=", ".join(_post(labels, one) for one in found.chairs),
        is_invented=board.shell(reading).is_invented,
    )


def _item(labels: Labels, item: ItemNote) -> ConcludedItem:
    state = more_words.of_noun("STATES", "item", item.matter.state)
    last = item.matter.steps[-1] if item.matter.steps else None
    return ConcludedItem(
        title=names.words(item.names) or item.matter.investment,
        kind=" · ".join(filter(None, (item.matter.investment, _cost(item)))),
        questions=item.questions,
        present=_posts(labels, item.present),
        recused=_posts(labels, item.recused),
        votes=_votes(labels, item),
        conclusion=more_words.word("OUTCOMES", item.outcome) if item.outcome else state,
        reasons=last.words if last else "",
        document=last.document if last else "",
        conditions=tuple(Duty(_post(labels, owner), words, due) for words, owner, due in item.conditions),
    )


def _cost(item: ItemNote) -> str:
    return f"{money.short(item.cost)} {item.price.currency}" if item.price and item.cost is not None else ""


def _votes(labels: Labels, item: ItemNote) -> str:
    """How many voted how, and who did."""
    counts = Counter(vote for _, vote in item.votes)
    told = []
    for vote, word in more_words.VOTES.items():
        who = ", ".join(_post(labels, member) for member, one in item.votes if one == vote)
        if counts[vote]:
            told.append(f"{word}: {counts[vote]} ({who})")
    return "; ".join(told)


def _post(labels: Labels, code: str) -> str:
    return names.named(labels.posts, code)


def _posts(labels: Labels, codes: tuple[str, ...]) -> str:
    return ", ".join(_post(labels, code) for code in codes)
