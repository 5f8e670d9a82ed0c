"""Which address leads to which page about forms?"""

from django.urls import path

from styrbord.web.collection import forms

urlpatterns = [
    path("", forms.listed, name="forms"),
    path("new/", forms.new, name="form-new"),
    path("text/", forms.as_text, name="form-text"),
    path("<str:code>/", forms.one, name="form"),
    path("<str:code>/edit/", forms.edit, name="form-edit"),
]
