"""Which address leads to which page?"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from styrbord.web.accounts import addresses as accounts
from styrbord.web.accounts import tokens
from styrbord.web.collection import collect_addresses, form_addresses, requests
from styrbord.web.decisions import addresses as decisions
from styrbord.web.deviations import addresses as deviations
from styrbord.web.editing import addresses as editing
from styrbord.web.editing import publicity
from styrbord.web.editing import views as editing_views
from styrbord.web.forecasts import accuracy
from styrbord.web.imports import addresses
from styrbord.web.investments import addresses as investments
from styrbord.web.jobs import views as jobs
from styrbord.web.leads import views as leads
from styrbord.web.meetings import addresses as meetings
from styrbord.web.participation import addresses as participation
from styrbord.web.people import addresses as people
from styrbord.web.people import views
from styrbord.web.promises import addresses as promises
from styrbord.web.ratings import addresses as ratings
from styrbord.web.releases import addresses as releases
from styrbord.web.scenarios import addresses as scenarios
from styrbord.web.signals import worklist
from styrbord.web.views import board, editions, indicators, maps, notices, pages, search, sign_in, subjects
from styrbord.web.week import addresses as week

urlpatterns = i18n_patterns(
    path("", board.overview, name="overview"),
    path("week/", include(week)),
    path("subjects/", subjects.tree, name="subjects"),
    path("subjects/<str:code>/", subjects.subject, name="subject"),
    path("subjects/<str:code>/<str:rubric>/", subjects.rubric, name="rubric"),
    path("indicators/", indicators.register_page, name="indicators"),
    path("indicators/<str:code>/", indicators.indicator, name="indicator"),
    path("indicators/<str:code>/leads/", leads.ahead, name="leads"),
    path("indicators/<str:code>/readers/", publicity.of_indicator, name="indicator-access"),
    path(
        "indicators/<str:code>/values/<str:subject>/<path:period>/", indicators.provenance, name="provenance"
    ),
    path("signals/", worklist.worklist, name="signals"),
    path("decisions/", include(decisions)),
    path("deviations/", include(deviations)),
    path("promises/", include(promises)),
    path("meetings/", include(meetings)),
    path("ratings/", include(ratings)),
    path("investments/", include(investments)),
    path("scenarios/", include(scenarios)),
    path("jobs/", jobs.listed, name="jobs"),
    path("jobs/<str:token>/", jobs.one, name="job"),
    path("jobs/<str:token>/progress/", jobs.progress, name="job-progress"),
    path("jobs/<str:token>/cancel/", jobs.cancel, name="job-cancel"),
    path("forecasts/", accuracy.accuracy, name="forecasts"),
    path("quality/", indicators.quality, name="quality"),
    path("requests/", requests.backlog, name="requests"),
    path("requests/<str:token>/", requests.one, name="request"),
    path("compare/", maps.comparison, name="compare"),
    path("map/", maps.area_map, name="map"),
    path("search/", search.find, name="search"),
    path("pages/", pages.tree, name="pages"),
    path("pages/new/", editing_views.new_page, name="page-new"),
    path("pages/<str:code>/", pages.page, name="page"),
    path("collect/", include(collect_addresses)),
    path("editing/", include(editing)),
    path("forms/", include(form_addresses)),
    path("imports/", include(addresses)),
    path("people/tokens/", tokens.all_tokens, name="all-tokens"),
    path("people/", include(people)),
    path("my-rights/", views.my_rights, name="my-rights"),
    path("notices/", notices.notices, name="notices"),
    path("my-rights/tokens/", tokens.own_tokens, name="tokens"),
    path("", include(participation)),
    path("account/", include(accounts)),
    path("editions/", include(releases)),
    path("method/", editions.method, name="method"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    prefix_default_language=True,
)
