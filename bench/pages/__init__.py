"""The server that pages are measured on: the site, and a bare view beside it to compare with."""
