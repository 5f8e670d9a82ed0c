"""Which address leads to which face?"""

from django.urls import path

from styrbord.api.site import api
from styrbord.web.urls import urlpatterns as pages

urlpatterns = [path("api/v1/", api.urls), *pages]
handler400 = "styrbord.web.views.errors.bad_request"
handler403 = "styrbord.web.views.errors.forbidden"
handler404 = "styrbord.web.views.errors.not_found"
handler500 = "styrbord.web.views.errors.server_error"
