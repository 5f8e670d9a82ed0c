"""What else happens around the investments: components, a fund, advice, a stop, proposals, obstacles?"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from example.past.investing_acts import move, step
from example.past.investing_board import AUTHORITY, BOARD, BODY, EXPERT, LEADS
from example.past.people import user_of
from example.past.walking import Step, by_people
from styrbord.core.investments.portfolio.money import Money, Price, Prices
from styrbord.core.investments.portfolio.moving import Said
from styrbord.services.investments import catalogue, funds, matters

FILE = "investing_asides.py"
COMPONENTS = {
    "login": ("Common sign-in", "Общий вход", "Gemensam inloggning", "identity"),
    "archive": ("Electronic archive", "Электронный архив", "E-arkiv", "archive"),
    "map": ("Common map", "Общая карта", "Gemensam karta", "maps"),
    "mail": ("Messages to the citizen", "Сообщения жителю", "Meddelanden till invånaren", "case-handling"),
    "pay": ("Payments", "Платежи", "Betalningar", "payments"),
    "forms": ("Forms", "Формы", "Formulär", "forms"),
}
REQUIRED = tuple(COMPONENTS)
"""Requirements that every investment answers: one a component."""
BINDING = frozenset({"login", "archive"})
"""Those that bind; the others are recommended."""
FUND, GRANTED, KEPT, PAID = "joint-fund", Decimal(20_000_000), Decimal(4_000_000), Decimal(1_500_000)
PRICE = Price("SEK", 2025, Prices.REAL)


def before(on: date) -> Iterator[Step]:
    """The catalogue of components, and the fund for joint investments."""
    yield by_people(on, f"{FILE}: catalogue", lambda: _catalogue(on))
    yield by_people(on, f"{FILE}: fund", _fund)


def beside() -> Iterator[Step]:
    """What happens to single investments beside their gates."""
    yield by_people(date(2024, 12, 2), f"{FILE}: application", _apply)
    yield by_people(date(2024, 12, 16), f"{FILE}: reserved", _reserve)
    yield by_people(date(2026, 1, 27), f"{FILE}: paid out", _pay)
    yield by_people(date(2024, 6, 10), f"{FILE}: advice", _advise)
    yield by_people(date(2025, 6, 10), f"{FILE}: stop", _stop)
    yield by_people(date(2025, 12, 1), f"{FILE}: stopped", _end)
    yield by_people(date(2024, 5, 6), f"{FILE}: obstacle", _obstacle)
    yield by_people(date(2025, 2, 3), f"{FILE}: proposals", _propose)


def _catalogue(on: date) -> None:
    user = user_of(BOARD)
    for code, (en, ru, sv, need) in COMPONENTS.items():
        catalogue.keep_component(user, code, {"en": en, "ru": ru, "sv": sv}, keeper="NV", offers=(need,))
        names = {"en": f"Uses: {en}", "ru": f"Использует: {ru}", "sv": f"Använder: {sv}"}
        weight = "required" if code in BINDING else "recommended"
        catalogue.require(user, code, names, component=code, weight=weight, first=on)


def _fund() -> None:
    names = {
        "en": "Fund for joint digital work",
        "ru": "Фонд совместной цифровой работы",
        "sv": "Anslag för gemensamt digitalt arbete",
    }
    funds.open_fund(user_of(BODY), FUND, names, keeper="finance-office", price=PRICE)
    funds.grant(user_of(BODY), FUND, GRANTED, document="B-2024-7")


def _apply() -> None:
    shares = {
        "AG-EDU": Decimal(40),
        "NV02": Decimal(15),
        "NV03": Decimal(20),
        "NV04": Decimal(15),
        "NV19": Decimal(10),
    }
    funds.apply(user_of(LEADS["AG-EDU"]), FUND, "J-202", KEPT, shares, document="F-J-202")


def _reserve() -> None:
    funds.reserve(user_of("finance-office"), FUND, "J-202", KEPT, document="F-J-202-1")


def _pay() -> None:
    funds.pay_out(
        user_of("finance-office"), FUND, "J-202", PAID, result="B1", body="NV03", document="F-J-202-2"
    )


def _advise() -> None:
    """Advice to a flagged investment, with what became of it, and one that nobody has answered."""
    words = "Let one municipality write the terms; four will not agree on every field."
    token = matters.begin(user_of(EXPERT), "advice", {"words": words}, investment="P-118")
    step(LEADS["NV"], token, "answer", Said(words="Tallmo writes them; the others comment once."))
    step(EXPERT, token, "follow", Said(reason="Done so."))
    open_words = "Say which register is the source of addresses before you sign with anybody."
    matters.begin(user_of(EXPERT), "advice", {"words": open_words}, investment="S-301")


def _stop() -> None:
    """Work that does not use the common sign-in is stopped; its owner contests it in vain."""
    words = "It signs people in by itself; the common sign-in is required."
    said = {"ground": "non-conformity", "missing": ["login"], "words": words}
    token = matters.begin(user_of(BOARD), "stop", said, investment="N-602")
    step(LEADS["NV"], token, "hear", Said(reason="A robot has no sign-in of its own."))
    step(AUTHORITY, token, "put-in-force", Said(reason="Officials sign in to it.", document="S-602-1"))
    step(LEADS["NV"], token, "appeal", Said(reason="The supplier offers it from 2027 only."))


def _end() -> None:
    """What was contested in vain is ended by people, with what is left of it."""
    residual = Money(Decimal(150_000), PRICE)
    said = Said(
        reason="No supplier offers the common sign-in in time.", document="D-N-602-9", residual=residual
    )
    move(BODY, "N-602", "stop", said)


def _obstacle() -> None:
    """An obstacle in law is referred, answered and removed."""
    said = {"law": "Archives act 12", "words": "Care and social work may not share a file by default."}
    token = matters.begin(user_of(LEADS["AG-ARC"]), "obstacle", said, investment="J-201")
    referred = Said(to="AG-FIN", due=date(2024, 7, 1), words="May they by consent?")
    step(LEADS["AG-ARC"], token, "refer", referred)
    step(LEADS["AG-FIN"], token, "answer", Said(words="By consent of the person, yes."))
    step(BODY, token, "remove", Said(reason="Consent is asked for at the first visit."))


def _propose() -> None:
    """Proposals of an audit, one done, one waiting."""
    told = (
        ("Measure every benefit after six months", "joint", "Nobody measured what came of the first two."),
        ("One list of systems for all agencies", "both", "Seven lists were found, none whole."),
    )
    for title, scope, words in told:
        said = {
            "body": "NV",
            "source": "Audit of digital work 2024, invented",
            "title": title,
            "scope": scope,
        }
        token = matters.begin(user_of(LEADS["NV"]), "proposal", {**said, "words": words})
        if scope == "joint":
            step(BODY, token, "accept", Said(reason="Right.", document="P-1"))
            step(LEADS["NV"], token, "finish", Said(words="Written into the rules of the gates."))
