"""Headlines → what is measured of them, apart from the article: words, framing terms, whether they
ask or quote.
"""

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

from ..lexicon import Lexicon, frames
from ..quotation import find_quotations
from ..text import tokenize, visible_text

# Characters: no headline has as many, and what has is text under the wrong name.
LONGEST_TITLE = 1000
# A question mark with which a headline, or a part of it, ends: "Who pays? What we know".
QUESTION = re.compile(r"\?[’”\"')\]]*(?=\s|$)")


def title_values(
    titles: Iterable, lexicon: Lexicon | None = None, skip_negated: bool = False
) -> pd.DataFrame:
    """One row per headline: `title_words`; `title_question` and `title_quotation`, 1 where it asks
    and where it quotes somebody's speech, else 0; with a lexicon `title_<frame>_hits`. NaN where
    there is no headline.

    A headline in quotation marks that is no speech ("'Zombie' fires") quotes nobody. All are
    numbers, so that their means over articles are shares.

    >>> titles = ["Who pays? ‘Not we,’ says mayor", "Read http://a.org/?page=1 now", None]
    >>> title_values(titles).values.tolist()
    [[6.0, 1.0, 1.0], [3.0, 0.0, 0.0], [nan, nan, nan]]
    """
    names = ["title_words", "title_question", "title_quotation"]
    if lexicon is not None:
        names += [f"title_{frame}_hits" for frame in lexicon.frames]
    rows = [_row(title, lexicon, skip_negated) or [np.nan] * len(names) for title in titles]
    return pd.DataFrame(np.array(rows, dtype=float).reshape(len(rows), len(names)), columns=names)


def _row(title: object, lexicon: Lexicon | None, skip_negated: bool) -> list[float] | None:
    if not isinstance(title, str) or not title.strip() or len(title) > LONGEST_TITLE:
        return None
    document = tokenize(visible_text(title))
    quotes = any(quotation.speech for quotation in find_quotations(document))
    asks = QUESTION.search(document.text) is not None
    hits = frames(document, lexicon, skip_negated).values() if lexicon is not None else ()
    return [len(document.words), asks, quotes, *hits]
