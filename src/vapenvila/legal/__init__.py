"""Dated catalogues of legal grounds, one file per country: data, not code."""
