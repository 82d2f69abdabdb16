"""The only door from the demo to the analysis library: the made-up city and the words its codes stand for."""

from vapenvila.analysis.made_up_city import vocabulary as words
from vapenvila.analysis.made_up_city.make import make_city
from vapenvila.analysis.made_up_city.model import MadeUpCity
from vapenvila.analysis.made_up_city.settings import Size

__all__ = ["MadeUpCity", "Size", "make_city", "words"]
