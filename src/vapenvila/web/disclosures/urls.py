"""Addresses of the door, under /p/<programme>/disclosures/."""

from django.urls import URLPattern, URLResolver, path

from vapenvila.web.disclosures.views import consents, documents, examinations, grounds, overview, requests

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.door, name="disclosures"),
    path("ask/", requests.ask_agency, name="disclosure-ask"),
    path("tell/", requests.tell, name="disclosure-tell"),
    path("danger/", requests.danger, name="disclosure-danger"),
    path("requests/<uuid:asked>/", requests.request_page, name="disclosure-request"),
    path("requests/<uuid:asked>/open/", requests.take_up, name="disclosure-request-open"),
    path("requests/<uuid:asked>/withdraw/", requests.withdraw, name="disclosure-request-withdraw"),
    path("examinations/<uuid:examination>/", examinations.examination_page, name="examination"),
    path("examinations/<uuid:examination>/draft/", examinations.draft, name="examination-draft"),
    path(
        "examinations/<uuid:examination>/ground/<slug:code>/", examinations.ground, name="examination-ground"
    ),
    path("examinations/<uuid:examination>/decide/", examinations.decide_on, name="examination-decide"),
    path("examinations/<uuid:examination>/manager/", examinations.to_manager, name="examination-manager"),
    path("examinations/<uuid:examination>/refuse/", examinations.refuse_it, name="examination-refuse"),
    path(
        "examinations/<uuid:examination>/hand-over/", examinations.hand_it_over, name="examination-hand-over"
    ),
    path("examinations/<uuid:examination>/review/", examinations.review, name="examination-review"),
    path("documents/<uuid:disclosure>/", documents.document, name="disclosure"),
    path("documents/<uuid:disclosure>/document.pdf", documents.document_print, name="disclosure-pdf"),
    path("documents/<uuid:disclosure>/receive/", documents.take_in, name="disclosure-receive"),
    path("documents/<uuid:disclosure>/note/", documents.note, name="disclosure-note"),
    path("documents/<uuid:disclosure>/recall/", documents.call_back, name="disclosure-recall"),
    path("documents/<uuid:disclosure>/destroyed/", documents.destroyed, name="disclosure-destroyed"),
    path("documents/<uuid:disclosure>/correct/", documents.correct, name="disclosure-correct"),
    path("documents/<uuid:disclosure>/seen/", documents.seen, name="disclosure-seen"),
    path("consents/", consents.consents, name="consents"),
    path("consents/new/", consents.new_consent, name="consent-new"),
    path("consents/<uuid:consent>/withdraw/", consents.withdraw, name="consent-withdraw"),
    path("grounds/", grounds.legal_grounds, name="legal-grounds"),
    path("grounds/verify/", grounds.verify, name="legal-ground-verify"),
    path("grounds/switch/", grounds.switch, name="legal-ground-switch"),
    path("managers/", grounds.managers, name="door-managers"),
    path("managers/<uuid:manager>/end/", grounds.end, name="door-manager-end"),
]
