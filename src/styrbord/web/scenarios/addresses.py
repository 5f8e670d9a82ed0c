"""Which address leads to which page of scenarios?"""

from django.urls import path

from styrbord.web.scenarios import views

urlpatterns = [
    path("", views.listed, name="scenarios"),
    path("new/", views.new, name="scenario-new"),
    path("<str:token>/", views.one, name="scenario"),
]
