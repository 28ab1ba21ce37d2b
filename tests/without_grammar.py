"""Imported first in every process of the tests: jsonschema, with which notebooks and citations are
checked, works without these optional modules. One of them builds a grammar for two seconds when it
is imported, to check addresses in formats that nothing here has.
"""

import sys

for checks in ("rfc3987_syntax", "rfc3986_validator"):
    sys.modules[checks] = None  # type: ignore[assignment]
