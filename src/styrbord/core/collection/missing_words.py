"""Which status do the marks and words have that are printed in place of a number?

Statuses follow DESIGN section 2: O not yet known, M cannot exist, Z a printed dash, Q suppressed, L not
collected; of numbers A normal, P provisional, E estimated.
"""

import re

_WORDS = {
    "O": """/ :u :_u k.a. keine_angabe s.d. ikke_oppgitt uoplyst ei_tietoa
        … .. ... .... ….. : н/д нд н.д. н.д нет_данных данных_нет данные_отсутствуют нет_сведений
        n/a na n.a. n.a #n/a #н/д no_data not_available not_known unknown data_saknas uppgift_saknas
        uppgifter_saknas saknas ej_tillgänglig ej_tillgängligt nan null none неизвестно""",
    "M": """:z :_z [x] [z] (x) x х . неприменимо не_применимо не_применяется not_applicable ej_tillämpligt
        ej_tillämplig
        ej_relevant not_relevant невозможно""",
    "Z": """- – — − -- явление_отсутствует нет_явления nil none_exist inget_finns_att_redovisa""",
    "Q": """[c] конф конф. конфиденциально секретно confidential c (c) (к) к: :c :_c sekretess sekretessbelagt
        suppressed скрыто röjandeskydd""",
    "L": """не_собиралось не_собирались не_собирается не_собираются данные_не_собирались не_разрабатывалось
        не_разрабатывались не_разрабатывался не_разрабатывается не_обследовалось ej_insamlat ej_insamlad
        samlas_inte_in inte_insamlat not_collected""",
}
_STATUS = {word.replace("_", " "): status for status, words in _WORDS.items() for word in words.split()}
_MEANINGS = (
    ("Q", r"конфиденц|секрет|confiden|sekretess|suppress|secre|röja|disclos|не публику"
     r"|geheim|diskretion|fortrolig"),
    ("L", r"не собира|не разрабатыва|не обследова|not collected|insamla|samlas inte"),
    ("M", r"неприменим|не применим|не применя|не имеет смысла|not applicable|ej tillämp|inte tillämp|не должн"
     r"|невозмож|cannot|kan ej|kan inte|nicht sinnvoll|gesperrt|not relevant"),
    ("A", r"пересмотр|уточн[её]н|revised|reviderad"),
    ("P", r"предварит|provisional|preliminar|preliminär|vorläufig|foreløbig|foreløpig"),
    ("E", r"оценк|оценоч|estimat|uppskatt|skattning|geschätzt|imputed"),
    ("O", r"данн\w+ не име[юе]тся|нет данных|no data|not available|data saknas"),
    ("Z", r"явлени[ея]|не име[юе]тся|nil\b|zero|inget finns|phenomenon|нулев|nichts vorhanden"),
    ("O", r"отсутству|нет данных|нет сведений|данных нет|no data|not available|saknas|unavailable|missing"
     r"|not known|неизвестн|not yet|ej tillgäng|inte tillgäng"
     r"|keine angabe|unbekannt|nicht sicher genug|fehlt"),
)  # fmt: skip
_PATTERNS = tuple((status, re.compile(pattern)) for status, pattern in _MEANINGS)


def status_of(text: str) -> str:
    """Status of a mark or word that stands alone in a cell; empty when it is none.

    Returns
    -------
    str
        O, M, Z, Q or L.

    Examples
    --------
    >>> status_of("…"), status_of("Нет данных"), status_of("x"), status_of("–"), status_of("C")
    ('O', 'O', 'M', 'Z', '')
    """
    text = " ".join(text.split())
    if text == "C":  # a class of a classification; only the small letter is a mark
        return ""
    return _STATUS.get(text.casefold().rstrip("!")) or _STATUS.get(text.replace(" ", "").casefold(), "")


def status_meant(words: str) -> str:
    """Status that a footnote or a legend speaks of; empty when it speaks of none.

    Returns
    -------
    str
        Q, L, M, A (revised), P, E, Z or O.

    Examples
    --------
    >>> status_meant("Не публикуются в целях конфиденциальности"), status_meant("p: preliminär")
    ('Q', 'P')
    """
    words = words.casefold()
    return next((status for status, pattern in _PATTERNS if pattern.search(words)), "")
