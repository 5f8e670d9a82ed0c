"""Which address leads to which page about promises?"""

from django.urls import path

from styrbord.web.promises import views

urlpatterns = [
    path("", views.listed, name="promises"),
    path("new/", views.new, name="promise-new"),
    path("<str:token>/", views.one, name="promise"),
    path("<str:token>/<str:verb>/", views.act, name="promise-act"),
]
