"""Which address leads to which page about editions?"""

from django.urls import path

from styrbord.web.releases import feed, views

urlpatterns = [
    path("", views.calendar, name="editions"),
    path("feed.atom", feed.feed, name="edition-feed"),
    path("<str:number>/", views.edition, name="edition"),
    path("<str:number>/<str:verb>/", views.act, name="edition-act"),
]
