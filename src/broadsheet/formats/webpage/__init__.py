"""A web page, saved or copied or archived → the article on it, without menus, teasers and comments.

Comes in: the text of a copied page, the bytes of a saved one, a WARC file. Goes out: one dictionary
per article. Start reading in `copied`: its rules are used for saved pages, too. `lines` says what a
line is when seen for itself, `markup` what a page states of itself.
"""

from .copied import read_page
from .markup import page_tree
from .saved import page_text, read_html
from .warc import WarcPage, read_warc_page, warc_pages

__all__ = [
    "WarcPage",
    "page_text",
    "page_tree",
    "read_html",
    "read_page",
    "read_warc_page",
    "warc_pages",
]
