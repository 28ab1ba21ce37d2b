"""A copied page as lines, each classified on its own: prose, a short line, or a reason to cut it.

The patterns use shapes, not sites: how long a line is, which words it begins with and which mark it
ends with.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from ...patterns import regex
from ...text import ZERO_WIDTH, straighten
from ..dates import MOMENT
from ..stubs import PAYWALL_REASON, is_paywall, unquoted

BULLET = regex(r"\s*(?:[-*+•▪◦‣●·–]|\d{1,2}\))\s+(?=\S)")
# Markers of list items, which are kept: "2. Dry it", "(b) Dry it", "— Dry it".
ITEM_NUMBER = regex(r"\s*(?:\d{1,2}\.|\(?(?:\d{1,2}|[a-z])\)|[—✓✔➢➤])\s+(?=\S)")
# Mail and plain text are wrapped at 100 characters or fewer. A longer line is a paragraph.
WIDEST = 100
SLASHES = re.compile(r"\s*/\s+")
BARS = regex(r"\s+[|•·]\s+")
LINE_ENDS_SENTENCE = regex(
    r"""
    [.!?;]["')\]*]*$    # It rained.  "It rained!"  It rained (a bit).*
  | [,-]["']$           # "It rained,"
    """,
    re.VERBOSE,
)
INNER_SENTENCE_END = re.compile(r"""[a-z)"'][.!?]["']?\s+["']?[A-Z]""")
# The address at the end of a post.
LINK = re.compile(r"(?:\s+[\w:/-]{1,40}\.[^\s/]{1,80}/\S{0,120}[\w/]){1,3}$")
CUT_DOTS = re.compile(r"\.{3}|…")
NO_WORD = re.compile(r"\W*")
CAPITALS = re.compile(r"[A-Z][A-Z.,' -]{2,40}$")
NAME = regex(
    r"""
    (?: [A-Z][\w.'-]*\s+
        (?:(?:de|del|der|van|von|bin|al|and|the|of)\s+)? ){1,5}   # Ann; Ann van der
    [A-Z][\w.'-]+$                                               # Example
    """,
    re.VERBOSE,
)
# The words after a name in a line that credits somebody without "by".
ROLE_OF_WRITER = regex(
    r"""
    ^(?P<name>(?:[A-Z][\w.'-]*\s){1,3}[A-Z][\w.'-]+)\s?(?:,|\||/|[-–—]|•)\s?
    (?:[\w.&'-]+\s){0,5}
    (?i:reporter|correspondent|writer|editor|columnist|bureau|staff|contributor|journalist)\W*$
    """,
    re.VERBOSE,
)
BYLINE = regex(
    r"""
    (?i:(?:(?:written|reported|compiled|story|words|posted|published)\s+)?by)[:\s]\s*   # Written by
    (?P<name>[A-Z][^@|•:]{1,80}?)                                             # Ann Example
    (?:\s+(?:in|for|FOR|IN)\s+(?:(?:the|The|THE)\s)?[A-Z][\w.' -]*)?     # in Oslo; for the Post
    (?:\s*[@|•].*)?$                                                          # @ann | Example Post
    """,
    re.VERBOSE,
)

DATELINE = regex(
    r"""
    (?P<place>(?!(?:SIRS?|MADAM)\b)                        # a letter to the editor begins so
      [A-Z][A-Z.'-]+(?:(?:,\ ?|[ /])[A-Z][A-Z.'-]+){0,4}   # MEXICO CITY; WASHINGTON, D.C.
      (?:,\ [A-Z][A-Za-z.]+){0,2}                          # KYIV, Ukraine
      (?:,\ [A-Z][a-z]{2,8}\.?\ \d{1,2})?)                 # LONDON, March 3
    (?:\ ?\((?P<agency>[A-Z][\w./ -]{1,30})\))?            # (AP), (Reuters)
    \s*(?:[—–]|--?(?=\s))\s*(?=\S)                         # the dash; "U.S.-led" has another
    """,
    re.VERBOSE,
)

AGENCY = regex(
    r"""
    ^\(?(?:with\s+)?(?:inputs?|additional\s+reporting|files)
      \s+(?:from|by)\s+.{2,60}$                                # (With inputs from agencies.)
  | ^.{2,240}\bcontributed\s(?:reporting\s)?to\s
      this\s(?:report|story|article|post)\W*$                  # A. Name contributed to this report
  | ^(?:\((?:reporting|editing|writing|compiled)|reporting|editing|writing)\s+by\s+
      (?-i:[A-Z]).{2,120}$                                     # (Reporting by A; editing by B)
    """,
    re.VERBOSE | re.IGNORECASE,
)

CAPTION = regex(
    r"""
    ^(?:image|photo|picture|video|illustration|graphic|photograph|file\ photo)s?
      (?: \s+(?:copyright|caption|credit|courtesy|source)\b                 # Image credit: A. Name
        | \s+by\b(?!.{1,40}\ (?:is|are|was|were|has|have|had|shows?|hangs?|sold)\b)   # Photo by A.
        | \s*[:/|](?!\s(?-i:[a-z]).*[.!?]["']?$) )                          # Photo: A. Name
  | ^(?:credit|file)\s*(?::(?!\s(?-i:[a-z]).*[.!?]["']?$)|\ -)              # FILE - A fair
  | \(\ ?(?:(?-i:[A-Z])[^()]{0,60}\s|(?:file|pool|courtesy)\s)?
      (?:photo|image|picture)s?\b[^()]{0,60}\)\.?$                          # (AP Photo/A. Name)
  | \bin\ this\b.{0,40}\b(?:photo|image|picture)\b
      \ ?(?:taken|provided|from)                                            # In this photo taken
  | \bin\ this\b.{0,40}(?:\bphoto,|(?:\d|undated|file|handout)\W{1,2}(?:image|picture),)
                                                                           # In this file photo,
  | .{9}[.!?]["']?\s(?-i:
      [A-Z][\w.-]{1,20}(?:\s[A-Z][\w.-]{1,20}){0,3}\s?/\s?
      [A-Z][\w.\ -]{1,30})$                                                 # ... A. Name/Agency
  | [.!?]["']?\s(?-i:By\s[A-Z][\w.\ -]{1,60}\w)$                             # ... By COUNTY POLICE
  | [.!?)]["']?\s?(?:photo\s|image\s|picture\s)?
      (?:credit|courtesy|photo|image|picture)s?\s?:\s?\S.{1,60}$            # ... Credit: A. Name
  | \b(?:getty\ images|shutterstock|file\ photo)\b\W{0,3}$                 # ... / Getty Images
  | [.!?]["']?\s(?:photographs?|photos?|images?|pictures?)(?:\ by|:)\ \S.{1,60}$  # ... Photo by A
  | ^(?:facebook\ twitter\ pinterest\b|enlarge\ this\ image\b)              # Enlarge this image
  | \btoggle\ caption\b                                                 # toggle caption
    """,
    re.VERBOSE | re.IGNORECASE,
)

FURNITURE = regex(
    r"""
    # Whose the page is.
    ^\W*©(?!\ (?:is|are|stands|means)\b)                                    # © 2025 Example Post
  | ^copyright\b(?!\ (?:is|can|has|does|law|laws|claims|cases|holders)\b)
      (?:[^.]{0,60}?(?:©|\d{4})|.{0,40}$)                                   # Copyright Example 2025
  | \bsubject\ to\ copyright\b                                             # subject to copyright
  | \b(?:is|are)\ not\ responsible\ for\ the
      \ (?:opinions|contents?)\b                          # A is not responsible for the content
  | \bmay\ not\ be\ (?:republished|reproduced
      |published(?:,\ (?:broad|re|copied)|\ or\b|\ without\b))   # may not be republished
  | \ball\ rights\ reserved\b                                              # All rights reserved
    # What one may sign up to, where, how often it comes, and what is said beside the field.
  | ^(?:please\s+)?
      (?:subscribe|sign\ up|sign\ me\ up|register|log\ in|join\ (?:us|our|the)
        |get\ (?:the|our|a|daily)|stay\ up|never\ miss|receive|enter\ your|yes[!,]\ sign|want\b)
      \b.{0,120}\b
      (?:newsletters?|e-?mail|inbox|alerts?|daily\ list|breaking\ news|app)\b  # Get our newsletter
  | \b(?:sign\ up|subscribe)\ (?:here|now|today|for\ our)\b                # Sign up here
  | (?:^|[.!?:]\ |\bto\ )(?:receive|get)\ (?:a|our|the)
      \ (?:daily|weekly|monthly)\b                                         # Get our weekly mail
  | \byour\ e-?mail\ address\b                                             # Your email address
  | \bunsubscribe\b.{0,40}\bany\ time\b                                    # Unsubscribe at any time
  | \bmailing\ list\b[^.]{0,20}$                                           # Join the mailing list
  | \bdelivered\ (?:(?:straight|right|directly)\ )?
      to\ you(?:r\ (?:inbox|e-?mail))?\b\W*$  # delivered to your inbox
  | \b(?:in|to|into)\ your\ (?:e-?mail\ )?inbox\b                          # news in your inbox
  | ^[^.]{0,90}\b(?:free|daily|weekly|morning|evening|e-?mail|our)\ newsletters?[^\w.]*$
  | ^[^.]{0,90}\bour(?:\ \w+)?\ newsletters?\.$
                                                                      # Our free newsletter
  | ^by\ (?:signing|clicking|submitting|subscribing|providing|continuing|registering)\b.{0,140}
      \b(?:agree|consent|accept|confirm|acknowledge)                       # By signing up you agree
  | \b(?:invalid|valid)\ e-?mail\ address\b                              # Invalid email address
  | ^thank(?:s|\ you)\ for\ (?:signing\ up|subscribing|registering)\b    # Thanks for signing up
  | ^(?:please\ )?(?:support|donate|contribute|give)\b(?!\ (?:for|from|among|of)\b).{0,100}
      \b(?:journalism|newsroom|nonprofit\ news|our\ (?:work|reporting))\b  # Support our journalism
  | ^(?:download|get|install|open|try)\ (?:(?:the|our|an?|this|your|free|now|it|and)\b|(?-i:[A-Z]))
      [^.]{0,60}\bapp\b[^.]{0,60}\W*$                                      # Download our app
  | ^(?:download|get|find|now|also|available|install|it\ is|the\ app|our\ app|on)\b.{0,80}
      \b(?:app\ store|google\ play|play\ store)\b[^.]{0,40}\W*$          # Get it from Google Play
  | \b(?:app\ store|google\ play|play\ store)\b[^.]{0,40}$              # from Google Play
    # What stands beside pictures, and what may be bought.
  | ^(?:image|photo|slide|picture|gallery|video|item)?\s*\d{1,3}\s*
      (?:of|/)\s*\d{1,3}\W*$                                             # Image 1 of 4
  | ^(?:back\ to|view|open|see|show|close|launch|expand|hide)\s
      (?:(?:the|this|full|all|photo|image|more|our)\s){0,2}
      (?:gallery|slideshow|photos|images?|captions?)\b[^.]{0,20}$          # Back to gallery
  | \border\ reprints?\b | \breprint\ permissions?\b | ^reprints?\b[^.]{0,20}$   # Order reprints
  | ^buy\ (?:this\ |a\ )?(?:photo|print|copy)\b                          # Buy this photo
  | ^(?:\d+|one|two|three|four|five)[- ]min(?:ute)?s?\.?\ read\b.{0,10}$  # 4 min read
  | ^(?:estimated\ )?reading\ time\b.{0,20}$                              # Reading time: 4 minutes
  | ^(?:facebook|twitter|x|pinterest|whatsapp|linkedin|reddit|e-?mail|print|copy\ link|save)
      (?:[\ ,|·/]+(?:facebook|twitter|x|pinterest|whatsapp|linkedin|reddit|e-?mail|print|save
        |copy\ link|share|comments?))*$                                    # Facebook Twitter Email
  | \b(?:story|article|text)\ continues\ (?:below|after\ (?:(?:the|this)\ )?
      (?:ad|advert\w*|gallery|photo|picture|video|promo\w*)\b)             # Story continues below
  | ^read\ or\ share\ this\b                                             # Read or share this story
  | ^(?:a\ version\ of\ )?this\ (?:article|story|piece|column)\ (?:also\ )?
      (?:appears|appeared|was\ published|ran)\ (?:in|on)\b.{0,80}
      \b(?:edition|issue|print|newspaper|magazine)\b                       # appears in print
  | ^republish\ (?:this|our)\b                                           # Republish this story
    # Who pays for the links, and where the article comes from.
  | \bwe\ (?:may\ |might\ )?(?:earn|receive)\b.{0,60}
      \b(?:commissions?|compensation)\b  # We may earn a commission
  | \boriginally\ (?:published|appeared)\ (?:on|at|by|in)\b.{0,40}
      \b(?:re-?published|permission)\b                 # originally published on A, with permission
    # Other articles, by name, and what leads on.
  | ^(?:also\ read|read(?:\ (?:more|also|next))?|see\ also|more|related|watch|listen|click\ here
        |follow\ us|share\ this)\b\s*(?:[:|>»]|$)                           # Also read: Rain
  | (?:\b(?-i:R)ead\ more|(?:[.:>|]|\bclick|\bdown\ to)\ ?read\ more)\W*$   # ... Read more
  | \ \d\d:\d\d$                                                           # ... 02:14
  | ^follow\b.{1,80}\bon\ (?:twitter|facebook|instagram|threads|bluesky)\b # Follow A on Bluesky
  | \bfor\ more\ stories\W*$  # Come back for more stories
  | ^continue\ reading\b                                                   # Continue reading
  | ^click\ here\ to\b                                                     # Click here to go on
  | ^[^"]*\bclick\ here\W*$                                                # For more, click here
  | ^contact\ us\ at\b                                                     # Contact us at a@b.org
    # What the browser, the law and the advertisers want.
  | (?:\bsite\ uses|\bwe\ use|(?:^|[.!:]\ )accept(?:\ all)?)\ cookies\b     # We use cookies
  | \b(?:turn|switch|disable|deactivate|pause|using|whitelist)\b.{0,40}\bad-?blockers?\b
  | \bad-?blockers?\ (?:detected|enabled)\b                              # Turn off your ad-blocker
  | \bare\ using\ a\ browser\b                                            # You are using a browser
  | \b(?:privacy\ policy|terms\ of\ (?:use|service))\b[^.]{0,60}$          # Privacy policy
  | ^(?:advertisement|sponsored|skip\ to\ |jump\ to\ |back\ to\ top|share|print|loading)\b
      [^.]{0,30}$                                                           # Advertisement
    """,
    re.VERBOSE | re.IGNORECASE,
)

# A sentence of an article reports the past, unlike furniture; and furniture addresses the reader,
# or is about itself or about rights.
TELLS = regex(
    r"""
    \b(?: was|were|wasn't|weren't|had|did|didn't|said|says|told|asked|came|went|began|became
        |made|took|gave|found|knew|saw|held|fell|rose|kept|left|lost|won|met|wrote|spoke|ran
        |sold|bought|paid|brought|thought|stood|showed|ruled|called|announced|argued|added
        |wanted|decided|refused|urged|warned|expected|agreed|claimed )\b
    """,
    re.VERBOSE,
)
SPEAKS_TO_READER = regex(
    r"""
    \b(?: you|your|we|our|please|click|subscribe|sign\ up|this\ (?:article|story|piece|column|post)
        |re-?published|reserved|originally )\b
  | ^(?:also\ read|read(?:\ more|\ also|\ next)?|see\ also|more|related|watch|listen)\ ?:
  | \b(?-i:us)\b | (?:©|\(c\))\s*\d{4}
    """,
    re.VERBOSE | re.IGNORECASE,
)

NOTICE = regex(
    r"""
    ^(?: disclaimer | (?:advertising|affiliate)\ disclosure | citation
       | (?:more|journal)\ information )\b.{0,60}:  # Disclaimer: views are ...
  | \bif\ you\ (?:are\ aware\ of|find|notice|see|spot)\ an?
      \ (?:error|inaccuracy|mistake|typo)\b                              # If you spot an error
  | \b(?:opinions|views)\ expressed\b.{0,80}
      \b(?:own|authors?'?s?|writers?'?s?|necessarily)\b  # Views expressed are her own
  | ^this\ (?:article|story|post|page)\ (?:has\ been|was)
      \ (?:corrected|updated)\b                                          # This story was corrected
  | \brefresh\ (?:the|this)\ page\ for\ updates  # Refresh this page for updates
  | \bverify\ (?:that\ )?you\ are\ (?:not\ a\ robot|human)\b            # Verify you are human
  | \bverify\ you're\ not\ a\ robot\b                                   # Verify you're not a robot
    """,
    re.VERBOSE | re.IGNORECASE,
)

COMMENTS = regex(
    r"""
    ^(?:\d+\s+)?(?:comments?|responses?|replies)(?:\s*\(?\d+\)?)?$   # 12 comments; Comments (12)
  | ^\d+\s+(?:comments?|responses?|replies|thoughts?)\s
      (?:to|on|for)\b                                              # 11 responses to "A Title"
  | ^(?:leave|post|add|write|join)\s+(?:a|an|your|the)\s+
      (?:reply|comments?|conversation|discussion|response)\b       # Leave a reply
  | ^(?:load|view|show|see|read)\s+(?:all\s+|more\s+)?(?:\d+\s+)?
      comments?\b.{0,12}$                                          # View all 12 comments
  | ^(?:(?:top|best|newest|oldest|latest|recent|all|readers?'?s?|users?'?|featured|your|most)\s+
      (?:\w+\s+)?){1,2}(?:comments|responses|replies)\W*\d*\W*$     # Top rated comments
  | ^(?:have|share|add|leave)\s+your\s+
      (?:say|thoughts?|voice|opinions?|views?|comments?)\b.{0,20}$   # Have your say
  | ^(?:discussion|conversation|comments?\s+section)\W*\d*\W*$      # Discussion (3)
  | ^one\s+(?:thought|comment|response)\s+on\b                     # One thought on "A Title"
  | ^comments?\ via\b                                              # Comments via Example
  | ^post\ navigation$                                             # Post navigation
    """,
    re.VERBOSE | re.IGNORECASE,
)

ELSEWHERE = regex(
    r"""
    ^(?: you\ (?:may|might)\ also                                  # You may also like
       | more\ (?:from|in|on|stories|news)                         # More from Example
       | most\ (?:read|popular|viewed|shared|commented|watched)    # Most read
       | (?:today's\ )?top\ (?:stories|news|headlines)             # Top stories
       | in\ case\ you\ missed | don't\ miss\b                    # In case you missed it
       | (?:stories\ )?you(?:'ll|\ will|\ may|\ might)\b.{0,8}\blike  # Stories you may like
       | (?:from\ )?around\ the\ web | from\ (?:the\ web|our\ (?:partners|sponsors))
       | (?:sponsored|promoted)\ (?:content|stories|links)         # Sponsored stories
       | related\b | trending\b | recommended\b                    # Related
       | read\ (?:next|more) | up\ next | keep\ reading            # Read next
       | latest\b | popular\b | recent\b | what\ to\ read          # Latest
       | editor'?s\ picks                                          # Editor's picks
       | (?:previous|next)\ (?:article|post)                       # Next post
       | explore\ further | further\ reading | external\ links     # Further reading
       | about\ the\ authors?                                      # About the author
       | tags?\b | topics?\b | filed\ under                        # Filed under
       | (?:article\ )?(?:sources|references)\W*$                  # Sources:
       | (?:look\ at\ )?other[ ]
         (?:articles|dictionaries|news|posts|stories)\b )          # Look at other stories
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Line(NamedTuple):
    """A line of a page, or a piece of one: its text, the features that the rules use, and its
    place.
    """

    text: str
    plain: str
    indent: int
    bullet: bool
    row: int

    @property
    def words(self) -> int:
        return self.plain.count(" ") + 1

    @property
    def truncated(self) -> bool:
        return undotted(self.plain) != self.plain

    @property
    def ends(self) -> bool:
        return bool(LINE_ENDS_SENTENCE.search(LINK.sub("", self.plain))) and not self.truncated

    @property
    def prose(self) -> bool:
        """Whether it is a sentence of some length, or so long that it can be nothing else."""
        return not self.truncated and (
            (self.words >= 5 and self.ends)
            or (self.words >= 10 and self.plain.endswith(":"))
            or (self.words >= 10 and bool(INNER_SENTENCE_END.search(self.plain)))
            or self.words >= 25
        )


def page_line(text: str, indent: int = 0, bullet: bool = False, row: int = 0) -> Line:
    return Line(text, ZERO_WIDTH.sub("", straighten(text)).strip(), indent, bullet, row)


def undotted(text: str) -> str:
    """A line without the dots that mark it as cut short; any other line unchanged.

    Only the marks after the last word are checked, from the end: a search from each mark on would
    take minutes for a line of dots.

    >>> undotted("The fair opens in the ..."), undotted("Well... It rained.")
    ('The fair opens in the', 'Well... It rained.')
    """
    marks = NO_WORD.match(text[::-1])
    dots = CUT_DOTS.search(text, len(text) - (marks.end() if marks else 0))
    return text[: dots.start()].rstrip() if dots else text


def page_lines(text: str) -> list[Line]:
    """The lines that are not empty; a headline with parts separated by slashes or bars is split."""
    lines: list[Line] = []
    head = True
    for row, raw in enumerate(unwrapped(text)):
        mark = BULLET.match(raw)
        indent = len(raw) - len(raw.lstrip())
        for piece in pieces(" ".join(raw[mark.end() if mark else 0 :].split()), head):
            if piece:
                lines.append(page_line(piece, indent, bool(mark), row))
                head = head and not lines[-1].prose
    return lines


def pieces(said: str, head: bool) -> list[str]:
    """The parts of a line: those between its slashes if it stands at the head of the page and has
    more than two, else those between its bars if it is short.

    >>> pieces("Example Post/ OSLO/ Ann Example", head=True), pieces("rain | wind", head=False)
    (['Example Post', 'OSLO', 'Ann Example'], ['rain', 'wind'])
    >>> pieces("rain/ wind/ snow", head=False)
    ['rain/ wind/ snow']
    """
    slashed = SLASHES.split(said) if head else []
    if len(slashed) > 2:
        return slashed
    return BARS.split(said) if said.count(" ") < 25 else [said]


def unwrapped(text: str) -> Iterator[str]:
    """The lines of a text, with lines joined that were broken to fit a width, as in mail and plain
    text files.

    A line was broken if the first word of the next did not fit. Consecutive lines are joined if the
    whole text was wrapped, or if many of those to be joined begin in lower case. A list of
    headlines has no such lines and stays a list; so do the items of a list among wrapped lines.
    """
    lines = text.splitlines()
    text_width = wrapped_at(lines)
    for holds, group in groupby(lines, key=lambda line: bool(line.strip())):
        block = list(group)
        width = width_of(block)
        if not holds or not (0 < width <= text_width or was_wrapped(block, width)):
            yield from block
            continue
        width = max(width, text_width)
        alone = sum(bool(BULLET.match(line) or ITEM_NUMBER.match(line)) for line in block) < 2
        whole = block[0]
        for last, line in pairwise(block):
            if is_full(last, line, width) and not begins_item(line, alone):
                whole += " " + line.strip()
            else:
                yield whole
                whole = line
        yield whole


def width_of(block: Sequence[str]) -> int:
    """The length of the longest line. A separate address does not count: it cannot be broken."""
    return max((len(line.rstrip()) for line in block if " " in line.strip()), default=0)


def is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the next line did not fit in this one."""
    return len(line.rstrip()) + len(following.split()[0]) >= width


def begins_item(line: str, alone: bool) -> bool:
    """Whether a line begins an item of a list. `alone` is whether no other line of its block has a
    mark; in that case, a number, or a dash before lower case, is due to wrapped prose.

    >>> begins_item("2. Dry it", alone=False), begins_item("12. June", alone=True)
    (True, False)
    """
    if ITEM_NUMBER.match(line):
        return not alone
    mark = BULLET.match(line)
    if not mark:
        return False
    is_dash = line.lstrip()[0] in "-–+"
    return not (alone and is_dash and line[mark.end()].islower())


def is_low(line: str) -> bool:
    return line.lstrip()[:1].islower()


def was_wrapped(block: Sequence[str], width: int) -> bool:
    """Whether consecutive lines were broken to fit a width: many begin in lower case, or, at a
    width usual for plain text, many of those that follow a full line do.
    """
    joined = [line for last, line in pairwise(block) if is_full(last, line, width)]
    following = joined if width <= WIDEST else block[1:]
    low = sum(map(is_low, following))
    return width >= 50 and low > 0 and 3 * low >= len(following)


def wrapped_at(lines: Sequence[str]) -> int:
    """The width at which a whole text was wrapped, or 0: no line is longer, and at least half of
    two or more lines that follow a full one begin in lower case. A paragraph whose second line
    happens to begin with a name then counts as wrapped, too.

    >>> wrapped_at(["Home", "News", "It rained on Monday and it rained on Tuesday as well."])
    0
    """
    width = width_of(lines)
    if not 50 <= width <= WIDEST:
        return 0
    joined = [
        line
        for last, line in pairwise(lines)
        if last.strip() and line.strip() and is_full(last, line, width)
    ]
    low = sum(map(is_low, joined))
    return width if low >= 2 and 2 * low >= len(joined) else 0


def is_date(line: Line) -> bool:
    """Whether it is a short line with a date and not a sentence; it may end in "2:16 p.m."."""
    unended = not line.ends or line.plain.endswith((" a.m.", " p.m."))
    return line.words <= 15 and unended and bool(MOMENT.search(line.plain))


def tells(line: Line) -> bool:
    """Whether a line is a whole sentence that reports the past and does not address the reader.
    Then words typical of page furniture do not count against it.

    >>> tells(page_line("Copyright was the issue before the court."))
    True
    >>> tells(page_line("Tell us what you thought of the app that we made."))
    False
    """
    return (
        line.prose
        and line.ends
        and bool(TELLS.search(unquoted(line.plain)))
        and not SPEAKS_TO_READER.search(unquoted(line.plain))
    )


def leads_elsewhere(line: Line) -> bool:
    """Whether a line is a heading of other articles; with a colon near its beginning, it may be
    longer.
    """
    longest = 30 if ":" in line.plain[:16] else 12
    return line.words <= longest and not line.ends and bool(ELSEWHERE.match(line.plain))


# (label, test, example): a line has the first label whose test it passes. A line with more words
# than allowed for a label is a sentence that happens to contain such words.
LINE_SHAPES: tuple[tuple[str, Callable[[Line], object], str], ...] = (
    (
        "comments",
        lambda line: line.words <= 25 and COMMENTS.match(line.plain),
        "12 comments",
    ),
    (
        PAYWALL_REASON,
        lambda line: is_paywall(line.plain),
        "Subscribe to continue reading",
    ),
    (
        "furniture",
        lambda line: (
            line.words <= 60 and FURNITURE.search(unquoted(line.plain)) and not tells(line)
        ),
        "Sign up for our newsletter",
    ),
    (
        "furniture",
        lambda line: line.words <= 150 and NOTICE.search(unquoted(line.plain)),
        "If you spot an error on this page, tell us about it.",
    ),
    ("elsewhere", leads_elsewhere, "More from Example"),
    (
        "caption",
        lambda line: line.words <= 100 and CAPTION.search(line.plain),
        "Photo: Ann Example",
    ),
    (
        "agency credit",
        lambda line: AGENCY.match(line.plain),
        "(Reporting by Ann Example; editing by Bo Lund)",
    ),
    ("date", is_date, "Updated 4 September 2025, 2:16 p.m."),
    (
        "byline",
        lambda line: (
            line.words <= 12
            and not line.ends
            and (BYLINE.match(line.plain) or ROLE_OF_WRITER.match(line.plain))
        ),
        "By Ann Example",
    ),
    ("prose", lambda line: line.prose, "The fair opened in the rain."),
    ("short", lambda line: True, "Rain"),
)


def shape(line: Line) -> str:
    """The class of a line on its own: "prose", "short", or a reason to cut it.

    >>> [shape(line) for line in page_lines("By Ann Example\\n12 comments\\nThe fair opened.")]
    ['byline', 'comments', 'short']
    """
    return shape_of(line.plain)


@lru_cache(maxsize=2**12)  # a page is read two or three times, and repeats lines
def shape_of(plain: str) -> str:
    line = Line(plain, plain, 0, False, 0)
    return next(label for label, test, _ in LINE_SHAPES if test(line))
