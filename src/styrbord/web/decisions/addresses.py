"""Which address leads to which page of decisions?"""

from django.urls import path

from styrbord.web.decisions import paper, views

urlpatterns = [
    path("", views.listed, name="decisions"),
    path("new/", views.new, name="decision-new"),
    path("<str:token>/", views.one, name="decision"),
    path("<str:token>/public/", views.public, name="decision-public"),
    path("<str:token>/decision.pdf", paper.paper, name="decision-paper"),
    path("<str:token>/say/<str:step>/", views.say, name="decision-say"),
]
