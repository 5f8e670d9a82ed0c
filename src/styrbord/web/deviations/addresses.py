"""Which address leads to which page about deviations?"""

from django.urls import path

from styrbord.web.deviations import views

urlpatterns = [
    path("", views.listed, name="deviations"),
    path("times/", views.times, name="deviation-times"),
    path("<str:token>/", views.one, name="deviation"),
    path("<str:token>/<str:verb>/", views.act, name="deviation-act"),
]
