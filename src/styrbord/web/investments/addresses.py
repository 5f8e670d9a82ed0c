"""Which address leads to which page of investments?"""

from django.urls import path

from styrbord.web.investments import acts, drafting, guiding, one, portfolio
from styrbord.web.investments.more_addresses import urlpatterns as more

urlpatterns = [
    *more,
    path("", portfolio.listed, name="investments"),
    path("guide/", guiding.guide, name="investment-guide"),
    path("new/", drafting.new, name="investment-new"),
    path("<str:code>/", one.one, name="investment"),
    path("<str:code>/edit/<str:part>/", drafting.edit, name="investment-edit"),
    path("<str:code>/moves/<str:verb>/", acts.move, name="investment-act"),
    path("<str:code>/assent/", acts.assent, name="investment-assent"),
]
