"""Which address leads to which page about building pages?"""

from django.urls import path

from styrbord.web.editing import publicity, views

urlpatterns = [
    path("", views.drafts, name="page-drafts"),
    path("<str:code>/", views.edit, name="page-edit"),
    path("<str:code>/preview/", views.preview, name="page-preview"),
    path("<str:code>/versions/", views.versions, name="page-versions"),
    path("<str:code>/readers/", publicity.of_page, name="page-publicity"),
]
