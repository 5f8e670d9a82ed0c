"""Which address leads to which page about meetings?"""

from django.urls import path

from styrbord.web.meetings import circles, views

urlpatterns = [
    path("", circles.listed, name="meetings"),
    path("new/", circles.new, name="circle-new"),
    path("<str:token>/", circles.one, name="circle"),
    path("<str:token>/change/", circles.change, name="circle-change"),
    path("<str:token>/agenda/", views.agenda, name="circle-agenda"),
    path("<str:token>/put/", views.put, name="circle-put"),
    path("<str:token>/start/", views.start, name="circle-start"),
    path("<str:token>/<str:on>/", views.one, name="meeting"),
    path("<str:token>/<str:on>/end/", views.end, name="meeting-end"),
    path("<str:token>/<str:on>/erase/", views.erase, name="meeting-erase"),
    path("<str:token>/<str:on>/<str:number>/", views.item, name="meeting-item"),
]
