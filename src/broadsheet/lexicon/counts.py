"""A text and a framing lexicon as counts, scores and hits.

A count says how often a frame's vocabulary stands in a text. It does not say that the text adopts
the frame: a denial and a quotation count as well, and words that no lexicon lists do not.
"""

from typing import NamedTuple

from ..text import Document, tokenize
from .loading import Lexicon
from .matching import matches
from .negation import is_negated


class Hit(NamedTuple):
    """A term found: `document.text[start:end] == text`. Its weight is what it adds to a score, 1
    unless the lexicon says otherwise; `negated` is whether a negation stands before it in its
    clause (`negation.is_negated`).
    """

    start: int
    end: int
    text: str
    frame: str
    term: str
    weight: float
    negated: bool


def frames(text: str | Document, lexicon: Lexicon, skip_negated: bool = False) -> dict[str, int]:
    """How many terms of each frame stand in the text: frame → count, 0 where there is none.

    >>> from broadsheet.lexicon import Frame, term
    >>> conflict = Frame("", "", (), (term("war"), term("war of words"), term("attack*")))
    >>> lexicon = Lexicon("tiny", {"conflict": conflict})
    >>> frames("A war of words: the attacks on “war”, he said.", lexicon)
    {'conflict': 3}
    >>> frames("He warned of a counterattack", lexicon)
    {'conflict': 0}
    >>> frames("There is no war.", lexicon), frames("There is no war.", lexicon, skip_negated=True)
    ({'conflict': 1}, {'conflict': 0})

    Counts, not rates: divide by `len(document.words)` to compare texts of different lengths. A term
    counts as one whatever its weight (`frame_scores`), and negated terms count unless
    `skip_negated` leaves them out.
    """
    counts = dict.fromkeys(lexicon.frames, 0)
    for hit in hits(text, lexicon, skip_negated):
        counts[hit.frame] += 1
    return counts


def frame_scores(
    text: str | Document, lexicon: Lexicon, skip_negated: bool = False
) -> dict[str, float]:
    """The sum of the weights of each frame's terms that stand in the text: frame → score, 0.0 where
    there is none.

    >>> from broadsheet.lexicon import Frame, term
    >>> harm = Frame("", "", (), (term("war", weight=0.75), term("loss", weight=0.5)))
    >>> lexicon = Lexicon("tiny", {"harm": harm})
    >>> frame_scores("War is loss.", lexicon), frames("War is loss.", lexicon)
    ({'harm': 1.25}, {'harm': 2})

    Without weights it is the count. Divided by the count of `frames` it is the mean weight of the
    words found, which is how Hopp et al. (2021, Behavior Research Methods 53, 232-246) score a text
    by the eMFD; divided by the words of the text, a rate. Negated terms keep their weight and its
    sign.
    """
    scores = dict.fromkeys(lexicon.frames, 0.0)
    for hit in hits(text, lexicon, skip_negated):
        scores[hit.frame] += hit.weight
    return scores


def hits(text: str | Document, lexicon: Lexicon, skip_negated: bool = False) -> list[Hit]:
    """Where the terms stand, in the order of the text.

    >>> from broadsheet.lexicon import Frame, term
    >>> law = Frame("", "", (), (term("rule of law"), term("court*", ["courte*"])))
    >>> lexicon = Lexicon("tiny", {"law": law})
    >>> hits("The courts uphold the rule-of-law.", lexicon)[1][:5]
    (22, 33, 'rule-of-law', 'law', 'rule of law')
    >>> hits("As a rule. Of law he knew nothing; courteous he was.", lexicon)
    []

    Within a frame the earliest term wins, then the longest, and a token counts once; it may count
    for several frames.
    """
    document = tokenize(text)
    found: list[Hit] = []
    last, negated = -1, False
    for first, end, frame, matched in matches(document, lexicon):
        if first != last:  # many frames may meet in one place
            last, negated = first, is_negated(document, first)
        if negated and skip_negated:
            continue
        start, stop = document.token_bounds(first)[0], document.token_bounds(end - 1)[1]
        text_found = document.text[start:stop]
        found.append(Hit(start, stop, text_found, frame, matched.text, matched.weight, negated))
    return found
