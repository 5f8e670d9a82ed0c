"""What was tried on a page and refused, so that nothing that was typed is lost?"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from styrbord.core.base.problems import Problem, Refused
from styrbord.web.investments import saying


@dataclass(frozen=True, slots=True)
class Trial:
    """A form that was refused: what it was about (token, or noun of what is begun), verb, text, and why."""

    about: str = ""
    verb: str = ""
    said: QueryDict | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def context(self) -> dict[str, Any]:
        """What templates need to show the form again."""
        return {"trial": self, "problems": self.problems, "key": saying.new_key()}


NOTHING = Trial()


def refused(request: HttpRequest, about: str, verb: str, error: Refused) -> Trial:
    """A trial that is shown on its page.

    Raises
    ------
    Refused
        Again, where there is no page to show it on: not signed in, or not there.
    """
    codes = [one.code for one in error.problems]
    if "sign-in.needed" in codes or any(code.endswith("not-found") for code in codes):
        raise error
    return Trial(about, verb, request.POST, tuple(error.problems))


def answered(answer: HttpResponse, trial: Trial) -> HttpResponse:
    """The page with the status of what was tried."""
    if trial.problems:
        is_barred = any(one.code == "rights.missing" for one in trial.problems)
        answer.status_code = 403 if is_barred else 400
    return answer
