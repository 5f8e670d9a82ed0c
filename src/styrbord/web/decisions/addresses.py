"""Which address leads to which page of decisions?"""

from django.urls import path

from styrbord.web.decisions import deliberating, paper, registering, views

urlpatterns = [
    path("", views.listed, name="decisions"),
    path("new/", views.new, name="decision-new"),
    path("contexts/", registering.contexts, name="decision-contexts"),
    path("stakeholders/", registering.register, name="stakeholders"),
    path("stakeholders/<str:token>/", registering.stakeholder, name="stakeholder"),
    path("<str:token>/", views.one, name="decision"),
    path("<str:token>/public/", views.public, name="decision-public"),
    path("<str:token>/chain/", deliberating.chain, name="decision-chain"),
    path("<str:token>/chain.<str:form>", deliberating.chain_file, name="decision-chain-file"),
    path("<str:token>/critique/<str:verb>/", deliberating.critique, name="decision-critique"),
    path("<str:token>/positions/", deliberating.position, name="decision-positions"),
    path("<str:token>/decision.pdf", paper.paper, name="decision-paper"),
    path("<str:token>/say/<str:step>/", views.say, name="decision-say"),
]
