"""Which transitions are legal, written down as tables?

Columns: state, verb, who may (any of), state after, past tense of the event, `x` where another person is
asked for, what has to be said, what has to be so (`.` = nothing). The words are explained where
they are read.
"""

from collections.abc import Mapping

TABLES: Mapping[str, str] = {
    "investment": """
state       verb     who       leads-to    told       other  needs                     guards
idea        propose  lead      appraising  proposed   .      .                         free,form
appraising  return   body      idea        returned   .      reason                    free
appraising  approve  body      decided     approved   x      document                  free,form,results,owners,baseline-plans,conditions,opinions,conclusion
decided     procure  lead      procuring   procuring  .      .                         free
decided     start    body      executing   started    x      document                  free,light,agreement,baselines,components
procuring   start    body      executing   started    x      document                  free,agreement,baselines,components
executing   deliver  operator  delivered   delivered  .      .                         free,deliverables
delivered   realise  lead      realising   realising  .      .                         free,follow-up-actor
realising   close    body      closed      closed     x      document                  free,measured,follow-ups
idea        pause    lead,body  paused      paused     .      reason                    free
appraising  pause    body      paused      paused     .      reason                    free
decided     pause    body      paused      paused     .      reason                    free
procuring   pause    body      paused      paused     .      reason                    free
executing   pause    body      paused      paused     .      reason                    free
delivered   pause    body      paused      paused     .      reason                    free
realising   pause    body      paused      paused     .      reason                    free
paused      resume   body      <before>    resumed    .      reason                    free
idea        stop     lead,body  stopped     stopped    .      reason                    .
appraising  stop     body      stopped     stopped    .      reason,document           .
decided     stop     body      stopped     stopped    .      reason,document,residual  .
procuring   stop     body      stopped     stopped    .      reason,document,residual  .
executing   stop     body      stopped     stopped    .      reason,document,residual  .
delivered   stop     body      stopped     stopped    .      reason,document,residual  .
realising   stop     body      stopped     stopped    .      reason,document,residual  .
paused      stop     body      stopped     stopped    .      reason,document,residual  .
""",  # noqa: E501
    "benefit": """
state       verb        who         leads-to    told        other  needs             guards
identified  specify     lead,owner  specified   specified   .      .                 owner,indicator
specified   baseline    controller  baselined   baselined   x      .                 baseline
baselined   plan        owner       planned     planned     .      .                 owner,targets,follow-ups
planned     start       owner       realising   started     .      .                 delivered
realising   realise     controller  realised    realised    x      .                 verified,reached
realising   fall-short  controller  partly      partly      x      reason            verified
realising   lose        controller  lost        lost        x      reason            verified
identified  lose        lead        lost        lost        .      reason            .
specified   lose        controller  lost        lost        x      reason            .
baselined   lose        controller  lost        lost        x      reason            .
planned     lose        controller  lost        lost        x      reason            .
partly      resume      controller  realising   resumed     x      reason            .
lost        resume      controller  realising   resumed     x      reason            delivered
identified  replace     lead        replaced    replaced    .      reason,successor  .
specified   replace     owner       replaced    replaced    .      reason,successor  .
baselined   replace     controller  replaced    replaced    x      reason,successor  .
planned     replace     controller  replaced    replaced    x      reason,successor  .
realising   replace     controller  replaced    replaced    x      reason,successor  .
""",
    "measurement": """
state      verb    who         leads-to   told       other  needs   guards
draft      change  follow-up   draft      changed    .      .       .
draft      submit  follow-up   submitted  submitted  .      .       whole
submitted  verify  controller  verified   verified   x      .       whole
submitted  return  controller  draft      returned   .      reason  .
""",
    "change": """
state     verb      who         leads-to   told       other  needs            guards
draft     change    lead        draft      changed    .      .                .
draft     preview   lead        computed   previewed  .      .                covered
computed  change    lead        draft      changed    .      .                .
computed  agree     party       computed   consented  .      .                .
computed  settle    program     agreed     agreed     .      .                consents
agreed    change    lead        draft      changed    .      .                .
agreed    approve   body        approved   approved   x      document         covered,consents
approved  change    lead        draft      changed    .      .                .
approved  apply     program     applied    applied    .      .                covered
computed  reject    party,body  rejected   rejected   .      reason           .
agreed    reject    body        rejected   rejected   .      reason           .
approved  reject    body        rejected   rejected   .      reason           .
draft     withdraw  lead        withdrawn  withdrawn  .      .                .
computed  withdraw  lead        withdrawn  withdrawn  .      .                .
agreed    withdraw  lead        withdrawn  withdrawn  .      .                .
""",
    "stop": """
state      verb          who        leads-to   told       other  needs            guards
proposed   hear          lead       heard      heard      .      reason           .
proposed   put-in-force  authority  in-force   in-force   .      reason,document  heard-by-now
heard      put-in-force  authority  in-force   in-force   .      reason,document  .
proposed   drop          authority  dropped    dropped    .      reason           .
heard      drop          authority  dropped    dropped    .      reason           .
in-force   appeal        lead       appealed   appealed   .      reason           .
in-force   lift          authority  lifted     lifted     .      reason           .
appealed   uphold        authority  final      upheld     x      reason,document  .
appealed   lift          authority  lifted     lifted     x      reason,document  .
final      lift          authority  lifted     lifted     .      reason,document  .
""",
    "waiver": """
state    verb      who    leads-to   told       other  needs           guards
asked    grant     board  granted    granted    x      reason,expires  compensated
asked    refuse    board  refused    refused    x      reason          .
asked    withdraw  lead   withdrawn  withdrawn  .      .               .
granted  revoke    board  revoked    revoked    .      reason          .
""",
    "conformity": """
state      verb     who    leads-to   told       other  needs   guards
draft      change   lead   draft      changed    .      .       .
draft      submit   lead   in-review  submitted  .      .       answered
in-review  approve  board  approved   approved   x      .       answered
in-review  reject   board  rejected   rejected   x      reason  .
approved   revise   lead   draft      revised    .      .       .
rejected   revise   lead   draft      revised    .      .       .
""",
    "opinion": """
state   verb    who        leads-to  told      other  needs  guards
asked   give    neighbour  given     given     .      words  .
asked   lapse   program    silent    silent    .      .      past-due
silent  give    neighbour  given     given     .      words  .
given   answer  lead       answered  answered  .      words  .
""",
    "advice": """
state     verb     who     leads-to      told      other  needs   guards
given     answer   lead    answered      answered  .      words   .
answered  follow   expert  followed      closed    .      reason  .
answered  pass-by  expert  not-followed  closed    .      reason  .
""",
    "obstacle": """
state     verb    who        leads-to  told      other  needs      guards
open      refer   lead       referred  referred  .      to,due     .
referred  answer  neighbour  answered  answered  .      words      .
answered  refer   lead       referred  referred  .      to,due     .
answered  remove  body       removed   removed   .      reason     .
answered  stand   body       standing  standing  .      reason     .
standing  refer   lead       referred  referred  .      to,due     .
""",
    "item": """
state      verb      who    leads-to   told       other  needs            guards
on-agenda  conclude  chair  concluded  concluded  .      reason,document  quorum,votes
on-agenda  postpone  chair  postponed  postponed  .      reason           .
postponed  put       chair  on-agenda  put        .      .                .
""",
    "proposal": """
state     verb    who   leads-to  told      other  needs            guards
proposed  accept  body  accepted  accepted  .      reason,document  .
proposed  reject  body  rejected  rejected  .      reason,document  .
accepted  finish  lead  done      done      .      words            .
""",
}  # fmt: skip
