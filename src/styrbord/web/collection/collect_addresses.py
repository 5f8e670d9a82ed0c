"""Which address leads to which page about handing in, approving and releasing?"""

from django.urls import path

from styrbord.web.collection import council, receipts, releasing, submission, tasks

urlpatterns = [
    path("", tasks.listed, name="collect"),
    path("notices/", tasks.read, name="collect-notices"),
    path("release/", releasing.release, name="collect-release"),
    path("receipts/check/", receipts.check, name="receipt-check"),
    path("books/<str:code>/<path:period>/", tasks.book, name="collect-book"),
    path("<str:token>/", submission.one, name="collect-one"),
    path("<str:token>/council/", council.page, name="collect-council"),
    path("<str:token>/council.pdf", council.paper, name="collect-council-paper"),
    path("<str:token>/files/<str:name>", receipts.file, name="collect-file"),
    path("<str:token>/<str:verb>/", submission.act, name="collect-act"),
    path("<str:code>/<str:subject>/<path:period>/", tasks.begin, name="collect-begin"),
]
