"""Drawings and tables → files to cite: SVG, PDF, PNG and CSV with their provenance, gallery and
report.

Comes in: drawings with their tables. Goes out: files, citations, and whether saved figures can be
reproduced. Start reading in `saving`; the report is `html_report`, its sentences are in
`conclusions`.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
