"""A lexicon file and a `Document` → which terms stand where, and which of them are negated.

Comes in: YAML, LIWC, quanteda or CSV, and a `Document`. Goes out: `Lexicon`, hits and counts per
frame. Start reading in `loading` for the file, in `matching` for the text.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
