"""Checks whether an article is a stub: returns it, with a doubt if it may not be complete, or the
reason for rejecting it.

APIs cut articles short, and paywalls show only their beginning. A stub can be recognised by dots at
its end, an offer to subscribe directly below it, and by what its page states about access and
length. One sign alone is weak evidence, because whole articles also have such offers below them;
uncertain cases are kept, with a `doubt` that gives the reason.
"""

import re
from functools import lru_cache
from itertools import filterfalse

from ..paths import package_rows
from ..patterns import regex
from ..text import straighten

# Newspapers show 50 to 350 words above a paywall; an offer below a longer text addresses readers of
# the whole article.
LONGEST_STUB = 400
STUB_WORDS = 120  # with fewer words, an offer anywhere on the page counts as a paywall
TAIL_WORDS = 80  # last words of a text in which a paywall counts as being at its end
TAIL_CHARACTERS = 900  # that are searched for them first; those of few texts lie farther up
PIECE_END = regex(r"\n+|(?<=[.!?…])\s+")
PAYWALL_REASON = "paywall"  # the reason for cutting a paywall directly below the text

# How NewsAPI ends texts cut after 200 characters, and feeds excerpts of articles.
SNIPPET = re.compile(r"\[\+\d+ chars\]\s*$")
EXCERPT = re.compile(
    r"\[(?:…|\.\.\.|&hellip;)\](?:\s*(?:the post\b.{1,300}\bappeared first on\b.*|"
    r"(?:read|continue)\b.{0,60}))?\s*$",
    re.IGNORECASE | re.DOTALL,
)
# A quoted sentence may trail off, so no quotation mark may follow the dots.
BREAKS_OFF = re.compile(r"(?:\.{3}|…)[\s\])*]*$")
# A last line of several words without an end mark; credits and addresses are shorter, or do not end
# in a lower-case word.
MID_SENTENCE = re.compile(r"(?:\S+\s+){7,}[a-z][a-z'-]*,?$")
QUOTED = re.compile(r'"[^"]*(?:"|$)')

# The parts of offers to subscribe. A request begins with its verb, or "please".
_WHAT = r"(?:story|article|report|content|piece|post|column|page|text|item|version|coverage)"
_ALL = r"(?:full|whole|entire|complete|rest|remainder|remaining|premium)"
_THING = rf"""(?:(?:the|this|our|all|your)[ ])?
    (?:{_ALL}(?:[ ]of[ ](?:this|the|our))?[ ](?:\w+[ ])?(?:{_WHAT}|thing)\b | {_WHAT}\b
      | (?:rest|remainder)\b | unlimited\b
      | more(?=[,:;?!.]|[ ](?:of|on|about)[ ]this\b|[ ]with\b|\W*$))"""
_BEGINS = r"(?:^|[.!?:;|…]\W{0,3}|[–—][ ]|\bplease[ ]|\bor[ ]|^\w+[ ]and[ ])"
_READ = r"(?:read|access|unlock|view|see|get|enjoy|finish|open)"
_GO_ON = r"(?:(?:continue|keep|carry[ ]on|finish)[ ]reading|read[ ]on)"
_JOIN = r"""(?:
    subscribe | log[ ]?in | sign[ ]?in | sign[ ]?up | register | join | upgrade
  | (?:get|buy|purchase|start|choose|activate|take|try)[ ](?:an?|your|the|our)[ ](?:[\w-]+[ ]){0,2}
      (?:subscription|membership|trial|pass|plan|offer)
  | become[ ]an?[ ](?:\w+[ ])?(?:subscriber|member)
  | (?:create|open)[ ](?:an?|your)[ ](?:\w+[ ])?account )\b"""
_READERS = r"""(?:subscribers?|subscriptions?|members?|account[ ]holders
    |(?:registered|paying|paid)[ ](?:users|readers))"""

PAYWALL = regex(
    rf"""
    {_BEGINS}to\ {_GO_ON}\b                                           # To continue reading, ...
  | {_BEGINS}{_JOIN}[^.]{{0,60}}?\b(?:to|and)\ {_GO_ON}\b  # Subscribe to continue reading
  | {_BEGINS}{_GO_ON}\b[^.]{{0,40}}
      \b(?:subscription|subscrib\w+|free\ trial|for\ (?:just\ |only\ )?[$£€]\d)
                                                      # Continue reading with a subscription
  | \band\ {_GO_ON}\b[^.\w]{{1,3}}{_JOIN}                             # ... and read on: subscribe
  | {_BEGINS}{_JOIN}[^.]{{0,60}}?\bto\ {_READ}\ {_THING}  # Sign in to read the full story
  | {_BEGINS}subscribe\ (?:now\ |today\ )?
      (?:to\ unlock\b|for\ (?:the\ )?(?:rest|full|whole)\b)            # Subscribe for the rest
  | {_BEGINS}(?:log|sign)\ in\ to\ continue\W*$                       # Sign in to continue
  | ^to\ continue,\ (?:please\ )?{_JOIN}  # To continue, please subscribe
  | {_BEGINS}(?:do\ you\ )?(?:want\ )?to\ {_READ}\ {_THING}[^.?!]{{0,60}}?[,:?!–—-]\s*
      (?:please\ |simply\ |you\ (?:must|need\ to|can|have\ to)\ )?(?:\w+\ or\ )?{_JOIN}
                                                      # To see the rest of this report, subscribe
  | ^to\ {_READ}\ (?:the|this)\ {_ALL}(?:\ of\ (?:this|the|our))?\ {_WHAT}\W*$
                                                      # To view the full story
  | ^for\ (?:the\ )?(?:full|complete|whole|unlimited|rest\ of\ the)\ (?:{_WHAT}|access)
      \b[^.]{{0,40}}?[,:]\ (?:please\ )?{_JOIN}  # For the full story, subscribe
  | {_BEGINS}{_READ}\ {_THING}[^.]{{0,20}}?\b(?:by\ subscribing
      |with\ an?\ (?:\w+\ ){{0,2}}(?:subscription|trial|membership))
                                                      # Read more with a subscription
  | ^get\ (?:full|unlimited|instant)\ access\ to\ (?:this|the)\ {_WHAT}\b
                                                      # Get full access to this article
  | \b(?:this|the)\ (?:{_ALL}\ )?(?:of\ (?:this|the|our)\ )?{_WHAT}
      \ (?:is|are)\ (?:\w+\ ){{0,4}}?(?:for|to|with)
      \ (?:(?:our|paying|paid|registered|digital|premium|logged-in|active|a|\w+'s?)\ ){{0,3}}
      {_READERS}\b(?=\W*$|\ only\b|[.,;!])  # This story is for subscribers
  | ^this\ is\ an?\ (?:premium|subscriber|member|locked|paid|exclusive)s?(?:[- ]only)?\ {_WHAT}\b
                                                      # This is a premium article
  | \bthis\ {_WHAT}\ is\ (?:locked|premium|paywalled|behind\ a\ paywall)\b  # This article is locked
  | ^\W*(?:for\ )?(?:subscriber|member)s?'?[- ](?:only|exclusives?)\W*$     # Subscriber-only
  | \b(?:subscriber|member)s?[- ]only
      \ (?:{_WHAT}|access|exclusive|feature|benefit)s?\b              # Subscriber-only content
  | ^\W*(?:premium|exclusive(?:ly)?|full|locked)\b.{{0,40}}?
      \b(?:for|to|with)\ (?:our\ |paying\ |a\ )?{_READERS}\W*$        # Exclusive to our subscribers
  | ^[^.]{{0,30}}\bfor\ (?:paying\ |registered\ )?(?:subscribers|members)\ only\W*$
                                                      # For subscribers only
  | \byou(?:\ have|'ve)\ (?:reached|used|read|hit)\b.{{0,40}}
      \b(?:free\ (?:articles?|stor(?:y|ies))|article\ limit|limit)\b
                                                      # You've used your free articles
  | \byou\ have\ (?:0|no|zero)\ (?:more\ )?(?:free\ )?articles\b  # You have 0 free articles left
  | {_BEGINS}unlock\ (?:this|the|all)\ (?:(?:full|whole|rest\ of\ (?:the|this))\ )?{_WHAT}\b
                                                      # Unlock this article
  | \b(?:a|your)\ (?:\w+\ ){{0,2}}(?:subscription|membership|account)\ is
      \ (?:required|needed)\b                         # A subscription is required
  | \byou\ (?:must|need\ to|have\ to)\ (?:be\ )?(?:a\ |an\ )?(?:\w+\ ){{0,2}}?
      (?:subscriber|member|subscribe|logged\ in|signed\ in|log\ in|sign\ in|register|registered)[ ]
      (?:\w+\ ){{0,3}}?(?:to|in\ order\ to)\ (?:continue|{_READ}\ {_THING})
                                                      # You must be logged in to view this content
    """,
    re.VERBOSE | re.IGNORECASE,
)

# What every line that matches `PAYWALL` contains, in lower case: nearly all other lines need not be
# matched, which takes fifty times as long. An alternative added above needs its word here.
IN_PAYWALL = re.compile(
    r"""
    reading | read\ on | subscri | (?:log|sign)(?:ged|ed)?\ ?(?:in|up) | regist | join | upgrade
  | member | trial | (?:get|buy|purchase|start|choose|activate|take|try)\ (?:an?|your|the|our)[ ]
  | account | access | paying | paid | lock | premium | paywall | you(?:\ have|'ve)[ ]
    """,
    re.VERBOSE,
)

# Phrases that are also on pages free to read; they count only directly below a text that breaks
# off.
OFFER = regex(
    rf"""
    ^\W*(?:please\ )?subscribe\ ?(?:now|today|for\b.*|from\b.*)?\W*$   # Subscribe now
  | \b(?:already|existing|current|are\ you)\ (?:an?\ )?(?:\w+\ )?
      {_READERS}\b.{{0,60}}?(?:log|sign)\ ?in\b                     # Already a subscriber? Log in
  | \b(?:start|begin|claim|try)\ (?:your|a|our)\ (?:\w+\ ){{0,2}}
      (?:trial|subscription|membership)\b                            # Start your free trial
  | \bunlimited\ (?:\w+\ )?access\b                                  # Get unlimited access
  | ^\W*premium(?:\ (?:content|article|story))?\W*$                  # Premium content
  | ^\W*(?:log|sign)\ in(?:\ (?:or|/)\ \w+)?\W*$                     # Log in or register
    """,
    re.VERBOSE | re.IGNORECASE,
)
# The last line of a text that continues elsewhere; many whole articles also end in such a link.
GOES_ON = regex(
    rf"""
    ^\W*(?:continue|keep)\ reading\b.{{0,40}}$                         # Continue reading
  | ^\W*read\ (?:the|this)\ {_ALL}\ (?:\w+\ )?{_WHAT}\b.{{0,40}}$     # Read the full story
  | ^\W*(?:story\ |article\ )?continue[sd]\b(?:\ on\ .{{1,30}})?\W*$ # [Continues…]
  | ^\W*(?:\w+\ ){{0,2}}\w+\W?\ ?(?:…|\.{{3}})\W*$                    # All…
  | \b(?:already|existing|current|are\ you)\ (?:an?\ )?(?:\w+\ )?
      {_READERS}\b.{{0,60}}?(?:log|sign)\ ?in\b                       # Already a subscriber? Log in
    """,
    re.VERBOSE | re.IGNORECASE,
)
PHRASE_WORDS = 20  # a longer line in another language is a paragraph


def phrases(says: str) -> re.Pattern[str]:
    """The phrases of a kind in other languages, at the beginning of a line or of a sentence, and up
    to its end if the phrase has no open part.
    """
    found = [row["phrase"] for row in package_rows("paywall-phrases.csv") if row["says"] == says]
    alternatives = (
        re.escape(phrase.removesuffix(" *")).replace(r"\*", ".{1,40}?")
        + (r"\b" if phrase.endswith(" *") else r"(?=\W*$|[.,;:!?|])")
        for phrase in found
    )
    return regex(rf"(?:^\W*|[.!?:|…]\W{{1,3}})(?:{'|'.join(alternatives)})", re.IGNORECASE)


WALL_ABROAD, OFFER_ABROAD = phrases("wall"), phrases("offer")
WALL_LENGTH = 400  # characters; a longer line is a paragraph that happens to contain such words


@lru_cache(1 << 10)  # the last lines of an article are asked about three times
def is_paywall(line: str) -> bool:
    """Whether a line states that the rest of the article is for subscribers. A quotation does not
    count.

    >>> is_paywall("To see the rest of this report, please subscribe to the Post.")
    True
    >>> is_paywall("“Subscribe to continue reading” is all that she saw.")
    False
    >>> is_paywall("La suite est réservée aux abonnés.")
    True
    """
    if len(line) > WALL_LENGTH:
        return False
    plain = unquoted(straighten(line).strip())
    lower = plain.lower()
    may_match = lower.startswith(("to ", "this is a")) or IN_PAYWALL.search(lower)
    return bool((may_match and PAYWALL.search(plain)) or says(WALL_ABROAD, plain))


def is_offer(line: str) -> bool:
    """Whether a line directly below a text shows that there may be more of it: an offer to
    subscribe, or to read on.

    >>> is_offer("Already a subscriber? Log in"), is_offer("All…"), is_offer("Tea and cake")
    (True, True, False)
    """
    plain = straighten(line).strip()
    return bool(OFFER.search(plain) or goes_on(plain) or says(OFFER_ABROAD, plain))


def goes_on(line: str) -> bool:
    """Whether a line, with straight marks, states that the text above it continues elsewhere."""
    return len(line) <= WALL_LENGTH / 4 and bool(GOES_ON.search(line))


def says(phrases: re.Pattern[str], line: str) -> bool:
    return line.count(" ") < PHRASE_WORDS and bool(phrases.search(line))


def unquoted(line: str) -> str:
    """A line with straight quotation marks, without the words between them.

    >>> unquoted('"Sign up here," she said.')
    '"" she said.'
    """
    return QUOTED.sub('""', line) if '"' in line else line


def whole_or_reason(article: dict) -> dict | str:
    """The article, with a `doubt` if it may be a stub, or the reason why it is one.

    `gated` (bool) and `stated_words` (int), which a page may state about its article, are used and
    removed.

    >>> whole_or_reason({"text": "It rained. The mayor said that the brid… [+1234 chars]"})
    'cut short: "… [+1234 chars]"; get the whole article from its page'
    >>> whole_or_reason({"text": "It rained.", "cut": [("paywall", "Subscribe to read more")]})
    'the stub before a paywall: "Subscribe to read more"; get the whole article'
    >>> text = "It rained in Oslo. " * 150 + "Subscribe to read more."
    >>> whole_or_reason({"text": text})["doubt"]
    'there is an offer to read on below it: "Subscribe to read more."; check that it is whole'
    >>> whole_or_reason({"text": "It rained all day."})
    {'text': 'It rained all day.'}
    """
    kept = {name: value for name, value in article.items() if name not in ("gated", "stated_words")}
    reason = why_stub(article)
    if reason:
        return reason
    doubts = [kept.get("doubt"), why_doubted(article)]
    doubt = "; ".join(text for text in doubts if text)
    return kept | {"doubt": doubt} if doubt else kept


def why_stub(article: dict) -> str | None:
    """The reason why an article is a stub; None for one that may be whole.

    >>> why_stub({"text": "The board voted, and one of...", "gated": True})
    'breaks off, and its page says that it is not free to read: "…one of..."; get the whole article'
    >>> why_stub({"text": "The board voted.", "gated": True})
    """
    text = article["text"].rstrip()
    words = len(text.split())
    if snippet := SNIPPET.search(text) or (words <= STUB_WORDS and EXCERPT.search(text)):
        return f'cut short: "… {shortened(snippet[0])}"; get the whole article from its page'
    wall = wall_below(article)
    broken = breaks_off(text)
    if wall and (broken or words <= LONGEST_STUB):
        return paywalled(wall)
    if words <= STUB_WORDS and (wall := wall_anywhere(article)):
        return paywalled(wall)
    if broken and (offer := offer_below(article)):
        return paywalled(offer)
    if broken and article.get("gated") and words <= 2 * LONGEST_STUB:
        end = " ".join(text.split()[-2:])
        return (
            f'breaks off, and its page says that it is not free to read: "…{end}"; '
            "get the whole article"
        )
    return None


def why_doubted(article: dict) -> str | None:
    """The reason, in one line, why an article that was kept may not be complete; None if there is
    none.
    """
    text = article["text"]
    words = len(text.split())
    if wall := wall_below(article):
        return f'there is an offer to read on below it: "{wall}"; check that it is whole'
    stated = article.get("stated_words") or 0
    if 2 * words < stated:
        return f"its page states {stated} words, but {words} are here; check that it is whole"
    if article.get("gated") and (words <= STUB_WORDS or breaks_off(text)):
        return "its page says that it is not free to read; check that it is whole"
    if words <= 2 * LONGEST_STUB and (line := more_below(article)):
        return f'it ends in "{line}"; check that it is whole'
    if words <= LONGEST_STUB and BREAKS_OFF.search(text):
        return "it breaks off with dots; check that it is whole"
    return None


def wall_below(article: dict) -> str | None:
    """The paywall at the end of a text, or cut from directly below it."""
    return next(
        (
            shortened(line)
            for line in (*text_end(article["text"]), *lines_below(article))
            if is_paywall(line)
        ),
        None,
    )


def offer_below(article: dict) -> str | None:
    """A weaker offer to subscribe that was cut from directly below a text."""
    return next((shortened(line) for line in lines_below(article) if is_offer(line)), None)


def more_below(article: dict) -> str | None:
    """The last line of a text, or one cut from directly below it, that says there is more."""
    lines = [article["text"].rstrip().rsplit("\n", 1)[-1], *lines_below(article)]
    return next((shortened(line) for line in lines if goes_on(straighten(line).strip())), None)


def wall_anywhere(article: dict) -> str | None:
    """A paywall in any line of a text or in lines cut from its page."""
    lines = [*article["text"].split("\n"), *(line for _, line in cut_pairs(article))]
    return next((shortened(line) for line in lines if is_paywall(line)), None)


@lru_cache(1)  # an article is asked about twice
def text_end(text: str) -> list[str]:
    """The lines, or the sentences of a text without lines, that end in its last 80 words.

    >>> text_end("Rain " * 80 + "fell.\\nIt stopped. So they left. ")
    ['It stopped.', 'So they left.']
    """
    text = text.strip()
    for reach in (TAIL_CHARACTERS, len(text)):
        first, *pieces = PIECE_END.split(text[-reach:])
        if reach >= len(text):
            pieces = [first, *pieces]  # otherwise it may have begun before the tail
        end: list[str] = []
        words = 0
        for piece in reversed(pieces):
            words += piece.count(" ") + 1
            if words > TAIL_WORDS:
                return end
            end.insert(0, piece)
    return end


def lines_below(article: dict) -> list[str]:
    """Lines cut from directly below the text that ask for money or a name."""
    return [line for reason, line in cut_pairs(article) if reason == PAYWALL_REASON]


def cut_pairs(article: dict) -> list[tuple[str, str]]:
    """The reasons and lines of everything cut from a page; a table's own column of this name has
    none.
    """
    return [
        (item[0], item[1])
        for item in article.get("cut") or []
        if isinstance(item, (list, tuple)) and len(item) == 2 and isinstance(item[1], str)
    ]


def breaks_off(text: str) -> bool:
    """Whether a text ends in dots or, if it is short, in the middle of a sentence; a paywall at its
    end does not count as part of it.

    >>> breaks_off("It rained, and one of..."), breaks_off("It rained.")
    (True, False)
    >>> breaks_off("All who had come to the harbour on Monday saw that the")
    True
    """
    lines = (line for line in reversed(text.split("\n")) if line.strip())
    last = straighten(next(filterfalse(is_paywall, lines), "")).rstrip()
    short = text.count(" ") < 2 * LONGEST_STUB
    return bool(BREAKS_OFF.search(last) or (short and MID_SENTENCE.match(last)))


def paywalled(wall: str) -> str:
    return f'the stub before a paywall: "{wall}"; get the whole article'


def shortened(line: str) -> str:
    """A line for a message, without the beginning of a long one."""
    line = " ".join(line.split())
    return line if len(line) <= 80 else "…" + line[-79:]
