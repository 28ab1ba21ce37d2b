"""A `Document` → its quotations and indirect speech, each with its speaker and verb.

Comes in: a `Document`. Goes out: `Quotation`s, and the people of one article. Start reading in
`quotations`, which calls the stages in their order: marks, parsing, attribution, ranking, indirect
speech, speakers.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
