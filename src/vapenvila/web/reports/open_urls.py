"""Public addresses, below /open/."""

from django.urls import path

from vapenvila.web.reports.views import open_figures

urlpatterns = [
    path("<slug:city>/", open_figures.open_figures, name="open-figures"),
    path("<slug:city>/<int:number>/", open_figures.open_figure, name="open-figure"),
    path("<slug:city>/<int:number>/table.csv", open_figures.open_figure_file, name="open-figure-file"),
]
