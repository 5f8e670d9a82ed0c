"""Which address leads to which page of an import?"""

from django.urls import path

from styrbord.web.imports import correcting, releasing, views

urlpatterns = [
    path("", views.uploads, name="imports"),
    path("<str:token>/", views.one, name="import"),
    path("<str:token>/progress/", views.progress, name="import-progress"),
    path("<str:token>/start/", views.start, name="import-start"),
    path("<str:token>/cancel/", views.cancel, name="import-cancel"),
    path("<str:token>/delete/", views.delete, name="import-delete"),
    path("<str:token>/files/<str:name>", views.download, name="import-file"),
    path("<str:token>/names/", correcting.names, name="import-names"),
    path("<str:token>/layout/", correcting.layout, name="import-layout"),
    path("<str:token>/load/", releasing.load, name="import-load"),
]
