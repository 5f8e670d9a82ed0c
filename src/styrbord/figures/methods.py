"""How is each kind of figure computed, in words?"""

from styrbord.figures.model import Computation


def _words(en: str, ru: str, sv: str) -> dict[str, str]:
    return {"en": en, "ru": ru, "sv": sv}


COMPUTATIONS: tuple[Computation, ...] = (
    Computation(
        "reported/1",
        _words(
            "The number as its source reported it, with status and edition.",
            "Число в том виде, в каком его сообщил источник, со статусом и выпуском.",
            "Talet så som källan har lämnat det, med status och utgåva.",
        ),
        "SDMX 3.0, OBS_VALUE and OBS_STATUS",
    ),
    Computation(
        "formula/1",
        _words(
            "Computed by the indicator's formula; missing when any input is missing.",
            "Рассчитано по формуле показателя; если нет хотя бы одного слагаемого, значения нет.",
            "Beräknat med indikatorns formel; saknas om någon ingång saknas.",
        ),
        "ours",
    ),
    Computation(
        "roll-up/1",
        _words(
            "Sum or weighted mean over the direct members that count, each by its reported value, else by"
            " its own roll-up. Partial when members are missing, and never shown as a whole total then.",
            "Сумма или взвешенное среднее по прямым членам, которые входят в итог: по сообщённому значению,"
            " а если его нет, по собственному своду. Если кого-то нет, итог неполный и так и назван.",
            "Summa eller vägt medelvärde över de direkta medlemmar som räknas, var och en med sitt"
            " rapporterade värde, annars med sin egen summering. Ofullständig när medlemmar saknas.",
        ),
        "ours; docs/method/roll-up.md",
    ),
    Computation(
        "carried-back/1",
        _words(
            "Predecessors' shares added up for the time before a merger; marked as estimated.",
            "Сумма долей предшественников за время до слияния; отмечено как оценка.",
            "Företrädarnas andelar summerade för tiden före sammanslagningen; märkt som skattning.",
        ),
        "ours",
    ),
    Computation(
        "over-time/1",
        _words(
            "Longer periods from shorter ones by the indicator's own rule: sum, mean, first,"
            " last or largest.",
            "Длинные периоды из коротких по правилу показателя: сумма, среднее, первое,"
            " последнее или наибольшее.",
            "Längre perioder av kortare enligt indikatorns regel: summa, medel, första, sista eller största.",
        ),
        "SDMX-VTL 2.1, aggregate operators",
    ),
    Computation(
        "change-on-year/1",
        _words(
            "Value minus the value of the same season a year earlier; days and weeks without"
            " a year of history"
            " are compared with a week or four weeks before.",
            "Значение минус значение того же сезона год назад; дни и недели без годовой истории сравниваются"
            " с прошлой неделей или с четырьмя неделями назад.",
            "Värdet minus värdet för samma säsong ett år tidigare; dagar och veckor utan ett års historik"
            " jämförs med en vecka eller fyra veckor tidigare.",
        ),
        "ours",
    ),
    Computation(
        "target-gap/1",
        _words(
            "Shortfall = how far the value is on the wrong side of its period's target, as a share of the"
            " target. Behind when it exceeds the indicator's tolerance; act from three tolerances.",
            "Отставание = насколько значение хуже цели своего периода, в долях цели. Отстаёт, если больше"
            " допуска показателя; действовать от трёх допусков.",
            "Underskott = hur långt värdet ligger på fel sida om periodens mål, som andel av målet. Efter när"
            " det överstiger indikatorns tolerans; agera från tre toleranser.",
        ),
        "ours; docs/method/deviations.md",
    ),
    Computation(
        "peer-span/1",
        _words(
            "Rank among subjects of the same type by the digits shown; equal digits make a"
            " span. Below five no rank.",
            "Место среди территорий того же типа по показанным знакам; равные дают"
            " промежуток. Меньше пяти — без места.",
            "Plats bland enheter av samma typ efter visade siffror; lika ger ett spann."
            " Under fem ingen plats.",
        ),
        "competition ranking; smallest group is ours",
    ),
    Computation(
        "overview-order/2",
        _words(
            "Order of the overview: act before watch, then size × importance × irreversibility. Size is the"
            " shortfall or the change from the usual course in tolerances, or the number of overdue periods,"
            " whichever is largest. Ties: the longer first, then by code.",
            "Порядок обзора: сначала «действовать», затем размер × важность × необратимость."
            " Размер — наибольшее из трёх: отставание в допусках, отклонение от обычного хода в допусках,"
            " число просроченных периодов. При равенстве раньше более долгое, затем по коду.",
            "Översiktens ordning: agera före bevaka, sedan storlek × vikt × oåterkallelighet. Storlek är"
            " det största av underskottet i toleranser, avvikelsen från det vanliga förloppet i toleranser"
            " och antalet försenade perioder. Lika: längst först, sedan efter kod.",
        ),
        "ours; docs/method/deviations.md",
    ),
    Computation(
        "freshness/1",
        _words(
            "Late when a period is due (its end plus the indicator's lag) and has not come: one period is to"
            " watch, two or more are to act on.",
            "Опоздание: срок периода (его конец плюс лаг показателя) прошёл, а данных нет; один период —"
            " наблюдать, два и больше — действовать.",
            "Sent när en period skulle ha kommit (slut plus indikatorns eftersläpning): en period bevakas,"
            " två eller fler kräver åtgärd.",
        ),
        "ours",
    ),
    Computation(
        "parts/1",
        _words(
            "What the parts of a breakdown give: their sum, or their mean weighted by the parts of the"
            " weight. Told beside the total where the two differ by more than rounding explains.",
            "Что дают части: их сумма или среднее, взвешенное по частям веса. Показано рядом с итогом,"
            " если разница больше, чем объясняет округление.",
            "Vad delarna ger: deras summa, eller medelvärdet vägt med viktens delar. Visas bredvid"
            " totalen när skillnaden är större än avrundning förklarar.",
        ),
        "ours",
    ),
    Computation(
        "forecast/1",
        _words(
            "Mean of several methods, chosen on rolling origins of the series' own past against the naive"
            " forecast; bands calibrated on past errors; totals are the sums of their parts.",
            "Среднее нескольких методов, выбранное на прошлом самого ряда в сравнении с наивным прогнозом;"
            " полосы откалиброваны по прошлым ошибкам; итоги равны суммам частей.",
            "Medel av flera metoder, valt i seriens egen historia mot den naiva prognosen; banden är"
            " kalibrerade på tidigare fel; summor är summan av sina delar.",
        ),
        "Hyndman and Athanasopoulos 2021; docs/method/forecasting.md",
    ),
    Computation(
        "residual/1",
        _words(
            "Each series is compared with what its own trend, season and memory lead to expect. How unusual"
            " the last periods are is held against series without a change, and the list is cut so that one"
            " alarm in ten or so is false at most. Expected is the value without the change.",
            "Каждый ряд сравнивается с тем, чего ждать по его тренду, сезону и памяти. Необычность последних"
            " периодов сопоставлена с рядами без изменений; список обрезан так, что ложна не более чем"
            " примерно одна тревога из десяти. Ожидаемое — значение без этого изменения.",
            "Varje serie jämförs med vad dess egen trend, säsong och tröghet låter vänta. Hur ovanliga de"
            " senaste perioderna är vägs mot serier utan förändring, och listan kortas så att ungefär vart"
            " tionde larm som mest är falskt. Väntat är värdet utan förändringen.",
        ),
        "ours; Benjamini and Hochberg 1995; docs/method/signals.md",
    ),
    Computation(
        "decision-effect/1",
        _words(
            "What came less what was forecast without the decision, with an interval of 80 %. It came with"
            " the decision; that is no proof that it came by it.",
            "Что вышло за вычетом прогноза без решения, с интервалом 80 %. Наступило вместе с решением; это"
            " не доказывает, что из-за него.",
            "Utfallet minus prognosen utan beslutet, med ett intervall på 80 %. Det kom med beslutet; det"
            " bevisar inte att det kom genom det.",
        ),
        "ours; docs/method/decisions.md",
    ),
    Computation(
        "before-after/1",
        _words(
            "Mean of the periods from the day of an action on, less the mean of the same periods one span"
            " before: a year of the rhythm, three periods where a year is one. Beside it, on how many"
            " earlier days the change was as large. An association and no proof.",
            "Среднее периодов со дня меры минус среднее таких же периодов на один промежуток раньше: год"
            " для ритма, три периода, где год — один. Рядом — в скольких более ранних днях изменение было"
            " столь же велико. Это связь, а не доказательство.",
            "Medel av perioderna från dagen för en åtgärd, minus medel av samma perioder ett spann före:"
            " ett år av rytmen, tre perioder där ett år är en. Bredvid står vid hur många tidigare dagar"
            " förändringen var lika stor. Ett samband och inget bevis.",
        ),
        "ours, docs/decisions/0022; Abadie, Diamond and Hainmueller 2015",
    ),
    Computation(
        "scenarios/1",
        _words(
            "A thousand joint paths are drawn in keeping with what past forecasts missed, each adding up over"
            " the members. Pessimistic is the mean of the paths between the 5th and the 15th per cent of"
            " goodness, optimistic of those between the 85th and the 95th, medium is the forecast. The"
            " assumptions are words that go with them.",
            "Строится тысяча совместных траекторий в согласии с ошибками прошлых прогнозов, каждая"
            " складывается по членам. Пессимистичный — среднее траекторий между 5 и 15 процентами качества,"
            " оптимистичный — между 85 и 95, средний — прогноз. Допущения — слова, идущие вместе с ними.",
            "Tusen gemensamma banor dras i samklang med vad tidigare prognoser missade, och var och en"
            " summerar över delarna. Pessimistiskt är medelvärdet av banorna mellan 5:e och 15:e procenten"
            " av godhet, optimistiskt av dem mellan 85:e och 95:e, medel är prognosen. Antagandena är ord"
            " som följer med.",
        ),
        "ours; docs/method/scenarios.md",
    ),
    Computation(
        "lead-lag/1",
        _words(
            "Both series are differenced and freed of the reference's own inertia; the lag is that of the"
            " largest correlation, its span where 80 % of a bootstrap's lags lie. The probability pays for"
            " all lags and references looked at. What is carried over is the last changes of the reference"
            " as far as they came here before.",
            "Оба ряда взяты в разностях и освобождены от собственной инерции образца; отставание — там, где"
            " корреляция наибольшая, промежуток — где лежат 80 % отставаний повторных выборок. Вероятность"
            " учитывает все рассмотренные отставания и образцы. Переносятся последние изменения образца в"
            " той мере, в какой они приходили сюда раньше.",
            "Båda serierna tas som förändringar och befrias från referensens egen tröghet; eftersläpningen"
            " är den med störst korrelation, spannet där 80 % av återsamplingens ligger. Sannolikheten"
            " betalar för alla granskade eftersläpningar och referenser. Det som förs över är referensens"
            " senaste förändringar så långt de har kommit hit förut.",
        ),
        "Box, Jenkins and Reinsel 1994, section 11.2; docs/method/scenarios.md",
    ),
    Computation(
        "handed-in/1",
        _words(
            "The number as it was handed in, or worked out by the formula from such numbers; no edition holds"
            " it yet.",
            "Число в том виде, в каком его сдали, или рассчитанное по формуле из таких чисел; ни один выпуск"
            " его ещё не содержит.",
            "Talet så som det lämnats in, eller beräknat med formeln av sådana tal; ingen utgåva har det än.",
        ),
        "ours; docs/method/council.md",
    ),
    Computation(
        "better-peers/1",
        _words(
            "Better in each of the last five periods that both have, by the digits that are shown. Of two who"
            " are equally good this comes by chance in one pair of 32.",
            "Лучше в каждом из последних пяти периодов, которые есть у обоих, по показанным цифрам. У двух"
            " одинаково хороших это случайно выходит в одной паре из 32.",
            "Bättre i var och en av de fem senaste perioder som båda har, med de siffror som visas. För två"
            " som är lika bra sker det av en slump i ett par av 32.",
        ),
        "sign test; docs/method/council.md",
    ),
    Computation(
        "rating/1",
        _words(
            "Points, places and classes of the rating's own method, from the editions that it names. The"
            " span of places is the middle 90 of 100 recalculations with other reasonable weights and"
            " methods; a class is told without a warning only if enough of them give it.",
            "Баллы, места и классы по методу рейтинга, из названных в нём выпусков. Промежуток мест –"
            " средние 90 из 100 пересчётов с другими разумными весами и методами; класс назван без"
            " оговорки, только если его дают достаточно многие из них.",
            "Poäng, platser och klasser enligt rankningens egen metod, ur de utgåvor som den nämner."
            " Spannet av platser är de mittersta 90 av 100 omräkningar med andra rimliga vikter och"
            " metoder; en klass anges utan förbehåll bara om tillräckligt många av dem ger den.",
        ),
        "OECD and JRC 2008; docs/method/ratings.md",
    ),
)
