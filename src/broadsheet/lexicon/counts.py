"""A text and a framing lexicon as counts, scores, prominence and hits.

A count is how often a frame's vocabulary occurs in a text. It does not show that the text adopts
the frame: denials and quotations count as well, and words outside the lexicon do not.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..text import Document, as_printed, tokenize, visible_text
from .loading import Lexicon, refuse_unloaded
from .matching import matches
from .negation import negated


class Hit(NamedTuple):
    """A place where a term occurs: `document.text[start:end] == text`. `weight` is what it adds to
    a score, 1 unless the lexicon gives another; `negated` is whether a negation precedes it in its
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
    """The number of hits of each frame in the text: frame → count, 0 without hits.

    >>> from broadsheet.lexicon import Frame, term
    >>> conflict = Frame("", "", (), (term("war"), term("war of words"), term("attack*")))
    >>> lexicon = Lexicon("tiny", {"conflict": conflict})
    >>> frames("A war of words: the attacks on “war”, he said.", lexicon)
    {'conflict': 3}
    >>> frames("He warned of a counterattack", lexicon)
    {'conflict': 0}
    >>> frames("There is no war.", lexicon), frames("There is no war.", lexicon, skip_negated=True)
    ({'conflict': 1}, {'conflict': 0})

    Counts, not rates: divide by `len(document.words)` to compare texts of different lengths. A hit
    counts as one whatever its term's weight (for weights, see `frame_scores`), and negated hits
    count unless `skip_negated` leaves them out.
    """
    refuse_unloaded(lexicon)
    counts = dict.fromkeys(lexicon.frames, 0)
    for hit in hits(text, lexicon, skip_negated):
        counts[hit.frame] += 1
    return counts


def frame_scores(
    text: str | Document, lexicon: Lexicon, skip_negated: bool = False
) -> dict[str, float]:
    """The sum of the weights of each frame's hits in the text: frame → score, 0.0 without hits.

    >>> from broadsheet.lexicon import Frame, term
    >>> harm = Frame("", "", (), (term("war", weight=0.75), term("loss", weight=0.5)))
    >>> lexicon = Lexicon("tiny", {"harm": harm})
    >>> frame_scores("War is loss.", lexicon), frames("War is loss.", lexicon)
    ({'harm': 1.25}, {'harm': 2})

    Without weights, it is the count. Divided by the count of `frames`, it is the mean weight of the
    hits, which is how Hopp et al. (2021, Behavior Research Methods 53, 232-246) score a text with
    the eMFD; divided by the words of the text, it is a rate. Negated terms keep their weight and
    its sign.
    """
    refuse_unloaded(lexicon)
    scores = dict.fromkeys(lexicon.frames, 0.0)
    for hit in hits(text, lexicon, skip_negated):
        scores[hit.frame] += hit.weight
    return scores


def frame_prominence(
    text: str | Document, lexicon: Lexicon, skip_negated: bool = False
) -> dict[str, float]:
    """How prominent each frame is in the text: frame → its different terms over the square root of
    the number of words; NaN without words.

        prominence = number of different terms of the frame / sqrt(number of words)

    >>> from broadsheet.lexicon import Frame, term
    >>> conflict = Frame("", "", (), (term("war"), term("attack*")))
    >>> lexicon = Lexicon("tiny", {"conflict": conflict})
    >>> frame_prominence("War is war; attacks are an attack.", lexicon)["conflict"] == 2 / 7**0.5
    True
    >>> frame_prominence("", lexicon)
    {'conflict': nan}

    The longer a text is, the fewer of its words are new: the number of different words grows
    roughly with the square root of the number of words (Guiraud 1954; Heaps 1978), not in
    proportion to it. A rate per word therefore makes a long article look as if it hardly had the
    frame, and one word that an article is about (`bank`, `war`) outweighs ten terms of the frame. A
    term counts once however often it occurs; each entry of the lexicon is one term, so that
    `attack*` is one, and `attack` and `attacks` are two. Weights play no part.

    The value describes one article. Values of several articles may be averaged but not added.
    Values of two frames are not comparable, since a frame with more terms has more hits. Under some
    fifty words, prominence is as unreliable as a rate.

    P. Guiraud, Les caractères statistiques du vocabulaire, PUF 1954; H. Heaps, Information
    retrieval, Academic Press 1978.
    """
    refuse_unloaded(lexicon)
    document = tokenize(visible_text(text))
    found = {(hit.frame, hit.term) for hit in hits(document, lexicon, skip_negated)}
    terms = Counter(frame for frame, _ in found)
    values = prominence([terms[name] for name in lexicon.frames], len(document.words))
    return dict(zip(lexicon.frames, values.tolist()))


def prominence(
    terms: Sequence[int] | np.ndarray, words: int | np.ndarray | list[int]
) -> np.ndarray:
    """Different terms over the square root of the words, of one text or of many; NaN without words.

    >>> prominence([2, 3, 0], [4, 9, 0]).tolist()
    [1.0, 1.0, nan]
    """
    length = np.asarray(words, dtype=float)
    return np.asarray(terms, dtype=float) / np.sqrt(np.where(length > 0, length, np.nan))


def hits(text: str | Document, lexicon: Lexicon, skip_negated: bool = False) -> list[Hit]:
    """The hits, in the order of the text.

    >>> from broadsheet.lexicon import Frame, term
    >>> law = Frame("", "", (), (term("rule of law"), term("court*", ["courte*"])))
    >>> lexicon = Lexicon("tiny", {"law": law})
    >>> hits("The courts uphold the rule-of-law.", lexicon)[1][:5]
    (22, 33, 'rule-of-law', 'law', 'rule of law')
    >>> hits("As a rule. Of law he knew nothing; courteous he was.", lexicon)
    []

    Within a frame, the earliest term wins, then the longest, and a token counts once. It may count
    for several frames.
    """
    refuse_unloaded(lexicon)
    if isinstance(text, str) and (seen := as_printed(text)):
        return [
            hit._replace(start=start, end=end, text=text[start:end])
            for hit in hits(tokenize(seen.text), lexicon, skip_negated)
            for start, end in [seen.bounds(hit.start, hit.end)]
        ]
    return list(map(Hit, *hit_columns(tokenize(text), lexicon, skip_negated).values()))


def hit_columns(
    document: Document, lexicon: Lexicon, skip_negated: bool = False
) -> dict[str, list]:
    """The `hits` by column, under the names of `Hit`: of a `Batch`, with offsets into the whole."""
    found = list(matches(document, lexicon))
    negations = negated(document, [match.first for match in found])
    if skip_negated:
        found = [match for match, is_negated in zip(found, negations) if not is_negated]
        negations = [False] * len(found)
    starts = document.token_starts[[match.first for match in found]].tolist()
    ends = document.token_ends[[match.end - 1 for match in found]].tolist()
    return {
        "start": starts,
        "end": ends,
        "text": [document.text[start:end] for start, end in zip(starts, ends)],
        "frame": [match.frame for match in found],
        "term": [match.term.text for match in found],
        "weight": [match.term.weight for match in found],
        "negated": negations,
    }
