"""An example object for each route that names one, a file for each part of the house."""
