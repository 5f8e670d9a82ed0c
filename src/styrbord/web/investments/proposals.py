"""What was proposed, by whom, what was decided, and how much of it is done?"""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from styrbord.core.base.problems import Refused
from styrbord.core.investments.portfolio.workflow import Noun
from styrbord.services import clock
from styrbord.services.investments import mattering, matters, standing
from styrbord.services.rights import rights_of
from styrbord.web import address, fields
from styrbord.web.asking import reading_of
from styrbord.web.investments import more_words, typed
from styrbord.web.investments.trial import NOTHING, Trial, answered, refused
from styrbord.web.views.showing import show

STATES = ("proposed", "accepted", "done", "rejected")
SCOPES = ("both", "joint", "internal")


@never_cache
def listed(request: HttpRequest) -> HttpResponse:
    """The register; a post enters a proposal."""
    if request.method != "POST":
        return shown(request, NOTHING)
    try:
        data = typed.data_of(Noun.PROPOSAL, "begin", request.POST) or {}
        token = matters.begin(request.user, Noun.PROPOSAL, data, key=fields.key_of(request.POST))
    except Refused as error:
        return shown(request, refused(request, Noun.PROPOSAL, "begin", error))
    return redirect(address.go(request, "matter", token))


def shown(request: HttpRequest, trial: Trial) -> HttpResponse:
    """The register, with what was refused."""
    reading, rights = reading_of(request), rights_of(request.user)
    notes = mattering.notes(reading, rights, Noun.PROPOSAL)
    asked = request.GET.get("state", "")
    counts = Counter(one.state for one in notes)
    decided = len(notes) - counts["proposed"]
    answer = show(
        request,
        "proposals.html",
        reading,
        notes=[one for one in notes if asked in {"", one.state}],
        asked=asked,
        states=[(one, more_words.of_noun("STATES", "proposal", one), counts[one]) for one in STATES],
        count=len(notes),
        accepted=counts["accepted"] + counts["done"],
        decided=decided,
        done=counts["done"],
        scopes=[(one, more_words.word("SCOPES", one)) for one in SCOPES],
        bodies=sorted(standing.acts_for(rights)),
        today=clock.now().date(),
        **trial.context,
    )
    return answered(answer, trial)
