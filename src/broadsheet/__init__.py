"""How did these outlets report the same story? Readability, quotation and framing of news articles.

The public names stand in the stub beside this file, in the order of the data's flow: articles are
read, parsed, measured, compared and drawn. A name is imported when it is first used, here as at the
doors of the rooms.
"""

from . import stopping as stopping  # first: the command can be stopped while the rest is imported

# isort: split
from lazy_loader import attach_stub

_public_name, __dir__, __all__ = attach_stub(__name__, __file__)


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("broadsheet")
    return _public_name(name)
