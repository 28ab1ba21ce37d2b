"""How did these outlets tell the same story? Readability, quotation and framing of news articles.

The public names, in the order in which data flows: an article is read, its text is taken apart, measured, compared, drawn.
"""
from .paths import find
from .stream import iter_articles
from .duplicates import near_duplicates
from .corpus import Corpus, load, select
from .text import Document, Span, tokenize
from .readability import FORMULAS, counts, formulas, readability, syllables
from .quotes import quotes
from .lexicons import Lexicon, frame_definitions, load_lexicon
from .frames import frame_scores, frames, hits
from .dataset import Stored
from .measure import Measured, measure, measured, quotations, share
from .units import narration, quoted_counts, quoted_shares, sentence_counts
from .overview import days, outlets, page_parts, side_by_side
from .who import PRONOUNS, SOURCES, source_counts, source_shares, speakers, verb_rows, verbs
from .shared import shared_quotations, shared_rows
from .framing import Framing, any_frame, framing
from .concordance import kwic
from .stats import agreement, benjamini_hochberg, caution, differences, intervals, median_interval, profile, wilson
from .keyness import keyness
from .contrasts import contrasts, rates, voice_shares
from .profiles import article_profile
from .rivals import rival_contrasts
from .together import cooccurrence
from .errors import check_quotations, quotation_scores
from .labels import fewer_outlets, in_words, labelled
from .bars import barcode, bars
from .figures import dots, strip
from .provenance import provenance
from .gallery import cite, gallery, save
from .findings import findings
from .report import report
from .view import view, view_pair
from .choosing import choose, in_context, shelf
from .explore import explore
from .notebooks import check_parameters

# The modules themselves are no public names: `broadsheet.stats` is there, and may change.
__all__ = [name for name, value in sorted(globals().items()) if name[0] != "_" and type(value).__name__ != "module"]
