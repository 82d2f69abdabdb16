"""Addresses of the problem analysis, below /p/<programme>/problem-analysis/."""

from django.urls import path

from vapenvila.web.problem_analysis import views

urlpatterns = [
    path("", views.newest, name="problem-analysis"),
    path("new/", views.new, name="problem-analysis-new"),
    path("<int:number>/", views.one, name="problem-analysis-of"),
    path("<int:number>/copy/", views.copy, name="problem-analysis-copy"),
    path("<int:number>/<slug:drawing>.svg", views.drawing, name="problem-analysis-drawing"),
]
