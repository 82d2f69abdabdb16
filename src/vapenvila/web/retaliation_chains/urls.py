"""Addresses of retaliation chains, under /p/<programme>/retaliation-chains/."""

from django.urls import path

from vapenvila.web.retaliation_chains.views import chain, chance, exports, overview, pairs

urlpatterns = [
    path("", overview.retaliation_chains, name="retaliation-chains"),
    path("link/", pairs.link_pair, name="retaliation-link"),
    path("chance/", chance.more_than_chance, name="retaliation-chance"),
    path("export/", exports.export, name="retaliation-chains-export"),
    path("<int:number>/", chain.retaliation_chain, name="retaliation-chain"),
    path("<int:earlier>/<int:later>/dismiss/", pairs.dismiss_pair, name="retaliation-dismiss"),
    path("pairs/<uuid:pair>/take-back/", pairs.take_pair_back, name="retaliation-take-back"),
]
