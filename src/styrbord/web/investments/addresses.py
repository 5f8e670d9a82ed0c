"""Which address leads to which page of investments?"""

from django.urls import path

from styrbord.web.investments import guiding

urlpatterns = [
    path("guide/", guiding.guide, name="investment-guide"),
]
