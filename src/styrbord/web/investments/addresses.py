"""Which address leads to which page of investments?"""

from django.urls import path

from styrbord.web.investments import (
    acts,
    changes,
    drafting,
    guiding,
    imports,
    one,
    portfolio,
    reports,
    spending,
)
from styrbord.web.investments.more_addresses import urlpatterns as more

urlpatterns = [
    path("", portfolio.listed, name="investments"),
    path("guide/", guiding.guide, name="investment-guide"),
    path("new/", drafting.new, name="investment-new"),
    path("portfolio.xlsx", imports.taken, name="investment-file"),
    path("import/", imports.load, name="investment-import"),
    path("spending/", spending.table, name="investment-spending"),
    path("changes/<str:token>/", changes.one, name="investment-change"),
    path("changes/<str:token>/edit/", changes.edit, name="investment-change-edit"),
    path("changes/<str:token>/<str:verb>/", changes.act, name="investment-change-act"),
    *more,
    path("<str:code>/", one.one, name="investment"),
    path("<str:code>/edit/<str:part>/", drafting.edit, name="investment-edit"),
    path("<str:code>/moves/<str:verb>/", acts.move, name="investment-act"),
    path("<str:code>/assent/", acts.assent, name="investment-assent"),
    path("<str:code>/report/", reports.report, name="investment-report"),
    path("<str:code>/changes/new/", changes.new, name="investment-change-new"),
]
