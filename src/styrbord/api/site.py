"""Which parts does the read API have?"""

from ninja import NinjaAPI

api = NinjaAPI(title="Styrbord", version="1", urls_namespace="api")
