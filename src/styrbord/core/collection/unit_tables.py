"""What are units of measure called in print, in Russian, English and Swedish?

Words that are names of columns or rows as often as units ("year", "population", "index") are units only
where something says so: brackets, a comma before them, or a scale.
"""


def any_of(*words: str) -> str:
    """Alternatives of a pattern, with any white space where a word has one.

    Returns
    -------
    str
    """
    return "(?:" + "|".join(word.replace(" ", r"\s+") for word in words) + ")"


SCALE = any_of(
    *("тыс(?:яч[аи]?|ячах)?", "млн", "миллион(?:а|ов|ы|ах)?", "млрд", "миллиард(?:а|ов|ы|ах)?", "трлн"),
    *(
        "триллион(?:а|ов|ы|ах)?",
        "десятков",
        "hundreds?",
        "thousands?",
        "millions?",
        "billions?",
        "trillions?",
    ),
    *("mn", "mln", "bn", "mio", "mrd", "'?000s?", "1[ ]?000", "tusen", "tusental", "miljon(?:er|tal)?"),
    *("miljard(?:er)?", "milj", "mdr"),
)
PERCENT = any_of(
    *("процент(?:а|ов|ах|ы)?", "проц", "%", "‰", "промилле", "процентн(?:ых|ые|ый) пункт(?:ов|ы|ах)?"),
    *(
        r"п\.\s?п",
        "per ?mille",
        "percent(?:age)?(?: points?)?",
        "per cent",
        "pct",
        r"p\.?p",
        "procent(?:enheter)?",
    ),
    *("andel i procent", "promille"),
)
MONEY = any_of(
    *(
        "руб(?:л(?:ей|ь|и|я|ях|ям))?",
        "копе(?:ек|йка)",
        "коп",
        "долл(?:аров|ары|арах|ар)?(?: сша)?",
        "евро",
        "юан(?:ей|ь)",
    ),
    *(
        "usd",
        "eur",
        "sek",
        "rub",
        "gbp",
        "chf",
        "nok",
        "dkk",
        "kr",
        "kronor",
        "krona",
        "mkr",
        "tkr",
        "mdkr",
        "euros?",
    ),
    *("(?:us )?dollars?", "roubles?", "rubles?", "pounds?", "francs?", "[$€£₽]"),
)
COUNT = any_of(
    *(
        "человек",
        "чел",
        "лиц",
        "единиц[аы]?",
        "ед",
        "шт(?:ук[аи]?)?",
        "раз",
        "случаев",
        "семей",
        "домохозяйств",
    ),
    *(
        "организаций",
        "предприятий",
        "учреждений",
        "ко(?:ек|йко-?(?:мест|дней))",
        "мест",
        "посещений",
        "абонент(?:ов)?",
    ),
    *(
        "экземпляров",
        "экз",
        "голов",
        "записей",
        "учеников",
        "студентов",
        "рабочих мест",
        "квартир",
        "автомобилей",
    ),
    *(
        "поездок",
        "объектов",
        "патентов",
        "балл(?:ов|а|ы)?",
        "предметов",
        "преступлений",
        "браков",
        "патентных заявок",
    ),
    *(
        "persons?",
        "people",
        "inhabitants",
        "personer",
        "invånare",
        "antal",
        "numbers?",
        "count",
        "units?",
        "enheter",
    ),
    *("pieces", "items", "stycken", "times", "gånger", "poäng"),
)
QUANTITY = any_of(
    *(
        "тонн(?:а|ы|ах)?",
        "т",
        "кг",
        "килограмм(?:ов|а)?",
        "центнер(?:ов|а)?",
        "ц",
        "граммов",
        "tonn?(?:es|s)?",
        "kg",
    ),
    *(
        r"(?:кв|куб|пог)\.?\s?(?:[кдс]?м|(?:кило)?метр(?:ов|а|ы)?)",
        "[кcсдм]?м[23²³]?",
        "(?:кило)?метр(?:ов|а|ы)?",
    ),
    *(
        r"(?:квадратн|кубическ)\w+ (?:кило)?метр(?:ов|а|ы|ах)?",
        "га",
        "гектар(?:ов|а|ах)?",
        "[kcdm]?m[23²³]?",
        "ha",
    ),
    *(
        r"sq\.?\s?k?m",
        "(?:square|cubic) (?:kilo)?met(?:re|er)s?",
        "kvadrat(?:kilo)?meter",
        "kvm",
        "kubikmeter",
    ),
    *(
        "hectares?",
        "hektar",
        "(?:kilo)?met(?:re|er)s?",
        "л",
        "(?:дека)?литр(?:ов|а)?",
        "дал",
        "lit(?:re|er)s?",
        "liter",
    ),
    *(
        "баррел(?:ей|ь)",
        "barrels",
        r"(?:[кмгт]?вт|[kmgt]wh?)(?:[\s·∙⋅*.-]?(?:ч|час|h))?",
        "гкал",
        "[гт]дж",
        "[gtp]j",
    ),
    *(
        r"т\s?у\.?\s?т",
        "тонн (?:условного топлива|нефтяного эквивалента)",
        "toe",
        "t?co2-?(?:eq?|экв)?",
        "°[cс]",
    ),
    *(
        "(?:кило|мега|гига|тера|пета|экса)?байт(?:а|ов)?",
        "[кмгтп]байт",
        "[кмгт]?бит/с(?:ек)?",
        "[kmgtp]bytes?",
        "[kmgt]bit/s",
    ),
    *(
        "градус(?:ов|ы)?",
        "degrees(?: celsius)?",
        "минут[аы]?",
        "мин",
        "час(?:а|ов)",
        "сут(?:ок|ки)",
        "дн(?:ей|и|я)",
    ),
    *("недель", "месяц(?:а|ев)", "мес", "лет", "hours?", "minutes?", "timmar", "minuter", "dagar"),
)
WEAK = any_of(
    *(
        "years?",
        "months?",
        "weeks?",
        "days?",
        "år",
        "månader",
        "population",
        "employees",
        "households",
        "cases",
        "jobs",
    ),
    *(
        "organi[sz]ations",
        "enterprises",
        "companies",
        "företag",
        "hushåll",
        "anställda",
        "vehicles",
        "dwellings",
        "beds",
    ),
    *(
        "lägenheter",
        "bostäder",
        "places",
        "platser",
        "points?",
        "share",
        "ratio",
        "andel",
        "index",
        "индекс",
        "доля",
    ),
    *(
        r"antal \w+",
        r"numbers? of \w+",
        "коэффициент",
        "rate",
        "visits",
        "пунктов",
        "место",
        "час",
        "день",
        "год",
    ),
)

PER_PERCENT = r"(?:к|ко|от|на|за|в|of|to|per|in|i|av|på|till)\s+[^,;()]+"
PER_COUNT = (
    r"(?:(?:на|за|per|/|till)\s+[^,;()]+"
    r"|(?:в|во)\s+(?:год|месяц|смену|сутки|день|час|минуту|неделю|среднем|расч[её]те|текущих|постоянных|ценах)[^,;()]*"
    r"|(?:in|at|i)\s+(?:constant|current|fixed|real|nominal|fasta|löpande|\d{4})[^,;()]*)"
)
_HOW_MANY = (
    r"(?:1|10|100|10{3}|1\s0{3}|10{1,2}\s0{3}|10{4,6}|1\s0{3}\s0{3}|1[,.]0{3}|10{1,2}[,.]0{3})(?![\d.,])"
)
RATE = (
    r"(?!на\s+1\s+(?:янв|фев|мар|апр|ма[йя]|ию[нл]|авг|сен|окт|ноя|дек|число))"
    rf"(?:(?:в\s+)?расч[её]те\s+)?на\s+(?:одн(?:ого|у)|1-го|{_HOW_MANY}|душу|тысячу|миллион)\s*(?:\w+[^,;()]*)?"
    rf"|per\s+(?:{_HOW_MANY}|capita|thousand|hundred|million|inhabitant|person|invånare|head)(?!\w)[^,;()]*"
)
