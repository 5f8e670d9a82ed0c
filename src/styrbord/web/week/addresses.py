"""Which address leads to which page about somebody's week?"""

from django.urls import path

from styrbord.web.week import views

urlpatterns = [
    path("", views.week, name="week"),
    path("<str:verb>/", views.act, name="week-act"),
]
