"""Which address leads to which page of ratings?"""

from django.urls import path

from styrbord.web.ratings import drafting, judging, methods, runs, trying, views

CARD = "<str:code>/<str:period>/<str:subject>/"

urlpatterns = [
    path("", views.listed, name="ratings"),
    path("new/", drafting.new, name="rating-new"),
    path("runs/<str:token>/", runs.one, name="rating-run"),
    path("runs/<str:token>/<str:verb>/", runs.act, name="rating-run-act"),
    path("appeals/<str:token>/<str:verb>/", judging.answer, name="rating-appeal-act"),
    path("<str:code>/", views.newest, name="rating-of"),
    path("<str:code>/method/", methods.one, name="rating-method"),
    path("<str:code>/method/<str:verb>/", methods.act, name="rating-method-act"),
    path("<str:code>/draft/", drafting.change, name="rating-draft"),
    path("<str:code>/calendar/", methods.day, name="rating-day"),
    path("<str:code>/compare/", methods.compare, name="rating-compare"),
    path("<str:code>/made/", runs.listed, name="rating-runs"),
    path("<str:code>/<str:period>/data.<str:form>", views.data, name="rating-data"),
    path("<str:code>/<str:period>/", views.one, name="rating"),
    path(CARD, views.card, name="rating-card"),
    path(f"{CARD}what-if/", trying.what_if, name="rating-what-if"),
    path(f"{CARD}assess/", judging.assess, name="rating-assess"),
    path(f"{CARD}appeal/", judging.appeal, name="rating-appeal"),
    path(f"{CARD}officer/", judging.officer, name="rating-officer"),
]
