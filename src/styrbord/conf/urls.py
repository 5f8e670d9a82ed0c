"""Which address leads to which face?"""

from django.urls import path

from styrbord.api.site import api
from styrbord.web.urls import urlpatterns as pages
from styrbord.web.views import crawlers

urlpatterns = [
    path("api/v1/", api.urls),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("robots.txt", crawlers.robots, name="robots"),
    *pages,
]
handler400 = "styrbord.web.views.errors.bad_request"
handler403 = "styrbord.web.views.errors.forbidden"
handler404 = "styrbord.web.views.errors.not_found"
handler500 = "styrbord.web.views.errors.server_error"
