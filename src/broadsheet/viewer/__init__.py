"""Articles as HTML to read, with what was found in them; concordance and explorer.

In: articles, their measurements, a lexicon. Out: marked-up HTML and a widget. Start reading in
`article_html` for one article, in `explorer` for many; `selection` computes what is chosen,
`explorer_pages` shows it.
"""

from .article_html import view, view_pair
from .codebook_html import codebook
from .concordance import kwic
from .explorer import explore
from .selection import (
    choose,
    first_choice,
    fullest_article,
    in_context,
    shelf,
)
from .story_html import Story, story, story_pages

__all__ = [
    "Story",
    "choose",
    "codebook",
    "explore",
    "first_choice",
    "fullest_article",
    "in_context",
    "kwic",
    "shelf",
    "story",
    "story_pages",
    "view",
    "view_pair",
]
