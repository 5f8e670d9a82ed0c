"""Which words tell leads, totals, links and kinds of territories, in Russian, English and Swedish?"""

import re


def _any_of(*words: str) -> str:
    """Alternatives, with any white space where a word has one."""
    return "(?:" + "|".join(word.replace(" ", r"\s+") for word in words) + ")"


_LEADS = _any_of(
    *(
        r"в том числе(?: по [\w ]+)?",
        r"в\s?т\.?\s?ч\.?",
        "из н(?:их|его|е[её])",
        "из общего (?:числа|количества)",
    ),
    *("включая", "of which", "of whom", "of these", "thereof", "including", r"incl\.", "among them"),
    *("därav", "varav", "därutav", "inklusive"),
)
LEAD_ALONE = re.compile(rf"{_LEADS}\s*[:.,\-–—]*", re.IGNORECASE)
LEAD = re.compile(rf"{_LEADS}(?:\s*[:,]\s*|\s+[-–—]\s+|\s+)(?=\S)", re.IGNORECASE)

_TOTALS = _any_of(
    *("всего", "итого", "общий итог", "в целом", "total", "totals", "grand total", "overall", "all"),
    *("totalt", "summa", "samtliga", "hela"),
)
TOTAL = re.compile(rf"{_TOTALS}(?:\s+по\s+[\w ]+)?\s*[:.,]*", re.IGNORECASE)

_CONTENTS = _any_of(
    *("содержание", "оглавление", "перечень таблиц", "список таблиц"),
    *(
        "(?:table of )?contents",
        "list of tables",
        "index",
        "innehåll",
        "innehållsförteckning",
        "tabellförteckning",
    ),
)
CONTENTS = re.compile(rf"{_CONTENTS}\s*[:.]?", re.IGNORECASE)
_LINKS = _any_of(
    *("(?:вернуться |назад )?к (?:содержанию|оглавлению)", "назад", "содержание", "contents", "innehåll"),
    r"(?:back|return|go) to (?:the )?(?:(?:table of )?contents|index|top|list of tables)",
    *("back", r"till(?:baka till)? innehåll\w*", "tillbaka"),
)
LINK = re.compile(rf"[←<>«↑↩\s]*{_LINKS}[\s.:»>]*", re.IGNORECASE)

_KINDS = _any_of(
    *(
        "область",
        "край",
        "республика",
        "округ",
        "район",
        "улус",
        "аймак",
        "город(?:ской округ)?",
        "пгт",
        "пос[её]лок",
    ),
    *(
        "поселение",
        "село",
        "деревня",
        "станица",
        "сельсовет",
        "волость",
        "федерация",
        "регион",
        "королевство",
    ),
    *(
        r"муниципальн\w+ (?:район|округ|образование)",
        "воеводство",
        "губерния",
        "уезд",
        "провинция",
        "штат",
        "кантон",
    ),
    *(
        "federation",
        "republic",
        "kingdom",
        "county",
        "region",
        "province",
        "municipality",
        "district",
        "state",
    ),
    *(
        "city",
        "town",
        "village",
        "borough",
        "parish",
        "territory",
        "oblast",
        "okrug",
        "krai",
        "prefecture",
        "canton",
    ),
    *(
        "islands?",
        "emirates",
        "commune",
        "län",
        "kommun",
        "stad",
        "landskap",
        "församling",
        "riket",
        "landsting",
    ),
)
_SHORT_KINDS = r"(?:^|\s)(?:(?:г|пос|дер|с)\.|г\.\s?о\.|м\.\s?[ро]\.)\s?[А-ЯЁ]|(?<!\w)ЗАТО(?!\w)"
TERRITORY = re.compile(
    rf"(?<!\w){_KINDS}(?!\w)|\w(?:län|kommun)(?!\w)|^(?:sverige|sweden|россия|russia)$|(?-i:{_SHORT_KINDS})",
    re.IGNORECASE,
)

COMPOUND = re.compile(r"(?<!\w)(?:\w{4,}но|северо|юго|торгово|финансово|лесо|водо)$", re.IGNORECASE)
"""First part of a compound that keeps its hyphen at the end of a line."""

YEARS = re.compile(
    r"(?<![\w.,])(?:1[89]|20)[0-9]{2}(?:\s*(?:гг?\.|год[ауы]?|годов))?(?![\w]|[.,][0-9])|(?<![\w.])[0-3]?[0-9]\.[01]?[0-9]\.(?:19|20)[0-9]{2}(?!\w)"
)
CODE_AND_NAME = re.compile(
    r"(?P<code>[0-9]{2,11}|[A-Z]{2}(?:[0-9][0-9A-Z]{0,3}|-[0-9A-Z]{1,4})?)\s+(?:[-–—]\s+)?(?P<name>[^\W\d_].+)"
)
