"""Which address leads to which page about posts and rights?"""

from django.urls import path

from styrbord.web.people import records, sharing, views

urlpatterns = [
    path("", views.people_page, name="people"),
    path("guest/", views.guest, name="people-guest"),
    path("sharing/", sharing.agreements, name="sharing"),
    path("records/", records.page, name="records"),
    path("records/records.zip", records.archive, name="records-archive"),
    path("log/", sharing.log, name="people-log"),
    path("posts/<str:code>/", views.post, name="post"),
    path("posts/<str:code>/<str:verb>/", views.act, name="post-act"),
]
