"""Which address leads to which page about talks, feedback and letters?"""

from django.urls import path

from styrbord.web.participation import feedback, following, talks

urlpatterns = [
    path("talks/new/", talks.new, name="talk-new"),
    path("talks/<str:token>/", talks.talk, name="talk"),
    path("talks/<str:token>/<int:number>/<str:verb>/", talks.act, name="talk-act"),
    path("questions/", talks.questions, name="questions"),
    path("feedback/", feedback.results, name="feedback"),
    path("feedback/give/", feedback.give, name="feedback-give"),
    path("feedback/thanks/", feedback.thanks, name="feedback-thanks"),
    path("subscriptions/", following.subscriptions, name="subscriptions"),
    path("subscriptions/confirm/<str:token>/", following.confirm, name="subscription-confirm"),
    path("subscriptions/end/<str:token>/", following.end, name="subscription-end"),
]
