"""The article on a saved, copied or archived web page, without menus, teasers and comments.

In: the text of a copied page, the bytes of a saved one, a WARC file. Out: one dictionary per
article. Start reading in `copied`: its rules are used for saved pages, too. `lines` classifies
lines on their own, `markup` reads what a page states about itself.
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
