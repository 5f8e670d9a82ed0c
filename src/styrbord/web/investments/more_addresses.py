"""Which address leads to which page of what belongs to many investments, or follows from one?"""

from django.urls import path

from styrbord.web.investments import (
    acting,
    benefits,
    committee,
    components,
    experts,
    funds,
    joint,
    opinions,
    proposals,
    seats,
    stops,
)

urlpatterns = [
    path("benefits/", benefits.register, name="benefits"),
    path("committee/", committee.listed, name="committee"),
    path("committee/put/", committee.put, name="committee-put"),
    path("committee/<str:on>/", committee.sitting, name="sitting"),
    path("stops/", stops.listed, name="stops"),
    path("stops/propose/", stops.propose, name="stop-propose"),
    path("stops/<str:token>/", stops.one, name="stop"),
    path("stops/<str:token>/override/", stops.override, name="stop-override"),
    path("components/", components.catalogue, name="components"),
    path("experts/", experts.listed, name="experts"),
    path("proposals/", proposals.listed, name="proposals"),
    path("funds/", funds.listed, name="funds"),
    path("funds/<str:code>/", funds.one, name="fund"),
    path("funds/<str:code>/<str:verb>/", funds.act, name="fund-act"),
    path("seats/", seats.listed, name="seats"),
    path("seats/give/", seats.give, name="seat-give"),
    path("seats/<str:number>/end/", seats.end, name="seat-end"),
    path("matters/<str:token>/", acting.matter, name="matter"),
    path("matters/<str:token>/<str:verb>/", acting.act, name="matter-act"),
    path("<str:code>/benefits/", benefits.one, name="investment-benefits"),
    path("<str:code>/joint/", joint.one, name="investment-joint"),
    path("<str:code>/conformity/", components.one, name="investment-conformity"),
    path("<str:code>/opinions/", opinions.one, name="investment-opinions"),
    path("<str:code>/begin/<str:noun>/", acting.begin, name="matter-begin"),
]
