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
