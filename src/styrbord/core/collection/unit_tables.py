"""What are units of measure called in print, in Russian, English and Swedish?"""

import re

SCALES = r"""тыс(?:\.|яч[аи]?|ячах)?|млн\.?|миллион(?:а|ов|ы|ах)?|млрд\.?|миллиард(?:а|ов|ы|ах)?|трлн\.?|триллион(?:а|ов|ы|ах)?
|тысяч|сот(?:ен|ня)|десят(?:ков|ок)|hundreds?|thousands?|millions?|billions?|trillions?|mn|mln|bn|mio|mrd|tn|'?000s?|1[ ]?000
|tusen|tusental|miljon(?:er|tal)?|miljard(?:er)?|milj\.?|mdr|k|m(?=\s?(?:kr|eur|usd|sek))"""

NOUNS = r"""руб(?:\.|л(?:ей|ь|и|я|ях|ям))?|коп(?:\.|е(?:ек|йка))|доллар(?:ов|ы|ах)?(?:\s+сша)?|долл\.?(?:\s+сша)?|евро|юан(?:ей|ь)
|usd|eur|sek|rub|gbp|chf|nok|dkk|kr|kronor|krona|mkr|tkr|mdkr|euros?|dollars?|roubles?|rubles?|us\s?dollars?|pounds?|francs?|[$€£₽]
|процент(?:а|ов|ах|ы)?|проц\.?|%|‰|промилле|процентн(?:ых|ые|ый)\s+пункт(?:ов|ы|ах)?|п\.\s?п\.?|пп|percent(?:age)?(?:\s+points?)?|per\s?cent
|pct|p\.?p\.?|procent(?:enheter)?|pp|permille|promille|share|ratio|андел|andel(?:\s+i\s+procent)?|index|индекс|балл(?:а|ов|ы)?|points?|poäng
|человек|чел\.?|лиц|persons?|people|population|inhabitants|employees|personer|invånare|antal|antal\s+\w+|numbers?|number\s+of\s+\w+|count
|anställda|единиц[аы]?|ед\.?|units?|enheter|шт(?:ук[аи]?|\.)?|pieces|items|st(?:\.|ycken)?|раз(?:а)?|times|gånger|случа(?:ев|и|й)|cases|fall
|сем(?:ей|ьи|ья)|домохозяйств(?:а)?|households|hushåll|organi[sz]ations|enterprises|companies|företag|организаций|предприятий|учреждений
|кое(?:к|чн\w+)|мест[оа]?|beds|places|platser|bäddar|посещени[йея]|абонент(?:а|ов|ы)?|экземпляр(?:ов|ы)?|экз\.?|голов[аы]?|запис(?:ей|и|ь)
|ученик(?:ов|и)|студент(?:ов|ы)|рабочих\s+мест|jobs|vehicles|dwellings|lägenheter|bostäder|квартир|автомобилей|поездок|объектов|патентов
|тонн(?:а|ы|ах)?|т|кг|килограмм(?:ов|а)?|центнер(?:ов|а|ы)?|ц|tonn?(?:es|s)?|ton|kg|kilogram(?:me)?s?|грамм(?:ов)?
|(?:кв|куб|пог)\.?\s?(?:к|д|с)?(?:м|метр(?:ов|а|ы)?|километр(?:ов|а)?)\.?|м|км|см|мм|м[23²³]|км[23²³]|метр(?:ов|а|ы)?|километр(?:ов|а|ы)?
|(?:квадратн|кубическ)\w+\s+(?:кило)?метр(?:ов|а|ы|ах)?|га|гектар(?:ов|а|ы|ах)?|km|m|m[23²³]|km[23²³]|cm|mm|sq\.?\s?k?m\.?|square\s+(?:kilo)?met(?:re|er)s?
|cubic\s+met(?:re|er)s|kvadrat(?:kilo)?meter|kvm|kubikmeter|ha|hectares?|hektar|metres?|meters?|kilomet(?:re|er)s?|meter|kilometer
|л|литр(?:ов|а|ы)?|декалитр(?:ов)?|дкл|дал|litres?|liters?|liter|баррел(?:ей|ь)|barrels
|(?:[кмгт]?вт|[kmgt]?w)(?:[\s·∙⋅*.-]?(?:ч|час|h)\.?)?|гкал|гдж|тдж|джоул\w+|[gtp]j|gcal|т\s?у\.?\s?т\.?|toe|тонн\s+(?:условного\s+топлива|нефтяного\s+эквивалента)
|байт|[кмгтп]байт|(?:кило|мега|гига|тера|пета|экса)байт(?:а|ов)?|[кмгтп]б|[кмгт]?бит/с|[kmgtp]i?b(?:ytes?|it/s)?|bytes|минут[аы]?|мин\.?
|час(?:а|ов|ы)?|сут(?:ок|ки)|дн(?:ей|и|я)|день|недель|месяц(?:а|ев)|мес\.?|лет|years?|months?|weeks?|days?|hours?|minutes?|år|månader|dagar|timmar|minuter
|кто|градус(?:ов|ы)?|°[cс]|degrees(?:\s+celsius)?|t?co2e?q?|tco2"""

PER = (
    r"(?:на|за|в|во|к|ко|от|из|до|с|per|of|to|in|at|by|i|av|på|till|от|среди|among|from|for|одного|общей|общего|год|на конец|"
    r"эквивалента?|equivalents?|constant|current|prices|цен\w*|общей|предыдущ\w+)"
)

RATES = (
    r"(?:в\s+расч[её]те\s+)?на\s+(?:одн(?:ого|у)|1(?:-го)?|душу|10+|10?\s?0{2,3}|1\s?0{3}(?:\s?0{3})?|10{1,2}\s0{3}|100\s000|тысячу|сто|миллион)"
    r"(?:\s+(?:тыс\.?|тысяч|млн|миллион(?:ов)?))?\s+\w.*"
    r"|на\s+душу\s+населения|per\s+(?:1|10+|1[ ,]?0{3}|10[ ,]0{3}|100[ ,]0{3}|capita|thousand|hundred|million|inhabitant|person|invånare|1\s000)\b.*"
)


def compact(pattern: str) -> str:
    """Pattern written over several lines as one alternative after another."""
    return re.sub(r"\n\|?", "|", pattern.strip()).replace("||", "|")
