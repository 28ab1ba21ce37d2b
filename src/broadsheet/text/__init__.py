"""A string → `Document`: its paragraphs, sentences, words and tokens, each with its offsets.

Comes in: any string. Goes out: `Document`, and what a character, a word and a sentence are, for
every other room; and `Batch`, several documents as one. Start reading in `document`; `unicode` says
which characters are taken for the same, `sentences` where a sentence ends.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
