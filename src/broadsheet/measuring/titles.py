"""Headlines → their measures, separate from the article's: words, framing terms, whether they ask a
question or quote.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..lexicon import Lexicon, hit_columns
from ..patterns import regex
from ..quotation import find_quotations_in
from ..text import Batch, tokenize, visible_text

# Characters: anything longer is not a headline but text in the wrong column.
LONGEST_TITLE = 1000
# A question mark at the end of a headline or a part of it: "Who pays? What we know".
QUESTION = regex(r"\?[’”\"')\]]*(?=\s|$)")


def title_values(
    titles: Sequence[Any] | pd.Series, lexicon: Lexicon | None = None, skip_negated: bool = False
) -> pd.DataFrame:
    """One row per headline: `title_words`; `title_question` and `title_quotation`, 1 if it asks a
    question and if it quotes somebody's speech, otherwise 0; with a lexicon, `title_<frame>_hits`.
    NaN without a headline.

    A headline with quotation marks around something other than speech ("'Zombie' fires") quotes
    nobody. All are numbers, so that their means over articles are shares.

    >>> titles = ["Who pays? ‘Not we,’ says mayor", "Read http://a.org/?page=1 now", None]
    >>> title_values(titles).values.tolist()
    [[6.0, 1.0, 1.0], [3.0, 0.0, 0.0], [nan, nan, nan]]
    """
    written = [is_headline(title) for title in titles]
    batch = Batch(
        [tokenize(visible_text(title)) for title, is_one in zip(titles, written) if is_one]
    )
    documents = batch.documents
    words = np.bincount(batch.text_of(batch.word_starts), minlength=len(documents))
    columns: dict[str, Any] = {
        "title_words": words,
        "title_question": [QUESTION.search(d.text) is not None for d in documents],
        "title_quotation": [
            any(q.speech for q in found) for found in find_quotations_in(documents)
        ],
    }
    if lexicon is not None:
        hits = hit_columns(batch, lexicon, skip_negated)
        title = batch.text_of(np.array(hits["start"], dtype=np.int64))
        frame = np.array(hits["frame"], dtype=object)
        columns |= {
            f"title_{name}_hits": np.bincount(title[frame == name], minlength=len(documents))
            for name in lexicon.frames
        }
    values = pd.DataFrame(columns, index=np.flatnonzero(written), dtype=float)
    return values.reindex(range(len(written)))


def is_headline(title: object) -> bool:
    return isinstance(title, str) and bool(title.strip()) and len(title) <= LONGEST_TITLE
