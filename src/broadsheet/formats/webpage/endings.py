"""Text below an article that looks like prose: readers' comments and rules for them, notes on the
writer and how to contact the newsroom, offers to subscribe.

Each function changes the labels of lines from the beginning of such an ending. No ending begins
before there is an article: the rules apply to the last lines only, and a paragraph in which
somebody is quoted stays.
"""

import re
from itertools import accumulate

from ...patterns import regex
from ..stubs import PAYWALL_REASON, is_offer
from .lines import Line, shape, tells

IN_TEXT = ("text", "short", "subheads", "prose")  # labels of possible parts of the body
OF_OTHERS = ("text", "elsewhere", "teaser", "comments", "title again")  # not this page's offer
LEAST_ARTICLE = 50  # words of prose that must precede an ending
LAST_WORDS = 150  # last words of a text that are searched for rules for comments and letters
AFTER_WALL = 60  # words below an offer that may be part of it
NEAR_BELOW = 8  # lines below the text within which an offer to subscribe belongs to it

# What a site prints beside each comment.
REPLY = regex(
    r"""
    ^(?:(?:log\ in\ to\ )?reply(?:\ to\ \S+(?:\ \S+)?)?|report(?:\ (?:abuse|comment|as\ spam))?|flag
       |permalink|upvote|recommend\ \d+|like(?:\ \d+)?|in\ reply\ to\b.{2,40}
       |\d+\ (?:likes?|upvotes?|recommends?))
      (?:\s*[·|•/,-]?\s*(?:reply|report|flag|like|share|permalink|\d+))*\W*$        # Reply · Share
  | ^.{2,40}\ (?:says|wrote|writes|commented|replied)\W{0,2}(?:on\ .{4,40})?:$         # Ann says:
  | ^.{0,60}\breply\ (?:report|share|like|flag)\b.{0,20}$                     # Ann Reply Report
    """,
    re.VERBOSE | re.IGNORECASE,
)
WHEN = regex(
    r"""
    ^.{0,40}?\b(?:\d+|an?)\ (?:second|minute|min|hour|hr|day|week|month|year)s?\ ago\W*$
                                                                  # 3 days ago
  | ^.{0,60}\b\d{1,2}:\d\d(?:\ ?[ap]\.?m\.?)?(?:\ [A-Z]{2,4})?\W*$            # 5 March at 10:02 am
    """,
    re.VERBOSE | re.IGNORECASE,
)

COMMENT_RULES = regex(
    r"""
    \b(?:all|your|our|reader|readers'|user|these|the|post|posting|leave|leaving|any|keep)\ ?
      (?:\w+\ )?comments?\ (?:\w+\ ){0,4}?
      (?:are|is|will\ be|may\ (?:be|take)|must|should|that|which|civil|polite|respectful)\ .{0,60}
      \b(?:moderat|edit(?:or|ed)|review|remov|delet|publish|approv|appear|closed|policy|rules|
        guidelines|civil|polite|abus|offensive|relevant|respect|read\ by)   # Comments are moderated
  | \bcomment(?:s|ing)?\ (?:(?:on|for|to)\ (?:\w+\ ){1,4}?)?
      (?:(?:policy|rules|guidelines|section)\b|(?:is|are)\ (?:now\ )?
      (?:closed|moderated|disabled|turned\ off|open|subject\ to|reviewed))  # Comments are closed
  | \bcommunity\ (?:guidelines|standards|rules)\b                   # See our community guidelines
  | \blively\ but\ civil\ forum\b | \bterms\ of\ participation\b     # a civil forum for discussion
  | \b(?:logged|signed)\ in\ to\ (?:post\ a\ |leave\ a\ )?(?:comment|reply)  # logged in to comment
  | \b(?:log|sign)\ in\ to\ (?:post\ a\ |leave\ a\ )?(?:comment|reply)
  | \bnotify\ me\ of\ (?:new|follow-?up)\b | \bmy\ name,?\ (?:and\ )?email\b  # Save my name, email
  | \bemail\ address\ will\ not\ be\ published\b                    # Your email address will not be
  | ^required\ fields\ are\ marked\b | \buses\ akismet\b
  | \bto\ (?:complain\ about|report|flag)\ (?:a|an|this)\ (?:\w+\ )?comment\b  # To report a comment
  | \bwelcome\ to\ the\ discussion\b | \bkeep\ it\ clean\b         # Keep it clean.
  | \bavoid\ obscene,\ vulgar\b | \breport'?\ link\ on\ each\ comment\b
    """,
    re.VERBOSE | re.IGNORECASE,
)

SAYS = re.compile(r"\b(?:said|says|told|added|asked|wrote in)\b")
ARCHIVE_LINES = 40  # of a page that are searched for an archive's own
ARCHIVE = regex(
    r"""
    ^(?: \d[\d,]*\ captures?\b | about\ this\ capture\b            # 12 captures
       | (?:the\ )?(?:internet\ archive\ )?wayback\ machine\b       # The Wayback Machine - https://
       | (?:internet\ archive|archive\.(?:today|is|ph|li|fo|md|vn))\b
       | (?:webpage\ capture|saved\ from\ https?:|all\ snapshots)\b # Saved from https://
       | collected\ by\W*$ | timestamps\W*$ )
    """,
    re.VERBOSE | re.IGNORECASE,
)
MARGIN_NOTE = re.compile(r"\[[a-z]{1,2}\](?=\s?\S)")
MARGIN_MARK = re.compile(r"\[[a-z]{1,2}\]")

ROLE = r"""(?:reporter|correspondent|editor|writer|columnist|journalist|contributor|producer|
    photographer|freelancer?|blogger|author|host|anchor|fellow|professor|lecturer|director|
    president|founder|co-?founder|analyst|scholar|attorney|lawyer|strategist|member\ of|chief|
    chair|economist|historian|novelist|critic|graduate|student|intern|executive|partner|researcher)"""
ABOUT_PERSON = regex(
    rf"""
    ^\W*(?:(?-i:By\s))?(?P<name>(?-i:(?:[A-Z][\w.'-]*\s){{1,3}}[A-Z][\w.'-]+))
      (?:,\ [^,.]{{2,60}},)?\ (?:is|was|has\ been|serves\ as|works\ as)\ (?:an?\ |the\ )?
      (?:(?!to\b|expected|set\b|due\b|that\b|who\b)[\w',&/-]+\ ){{0,8}}?{ROLE}s?\b
                                                                  # Ann Example is a senior reporter
  | ^\W*(?P<writer>(?-i:(?:[A-Z][\w.'-]*\s){{1,3}}[A-Z][\w.'-]+))[ ]
      (?:covers|writes\ (?:about|for|on)|reports\ (?:on|from|for)|can\ be\ (?:reached|contacted|
        followed)|joined\ (?:the|us)|has\ (?:covered|written\ (?:for|about)|reported))\b
                                                                 # Ann Example covers the harbour
    """,
    re.VERBOSE | re.IGNORECASE,
)
REACH = regex(
    r"""
    ^\W*(?:(?:you\ can\ )?(?:follow|reach|contact|e-?mail|find|tweet|write\ to|send)
        \ (?:him|her|them|me|us|(?-i:[A-Z])|the\ (?:reporter|writer|author)|@|letters|tips|
        (?:your\ )?(?:comments|feedback|story|news))
      |e-?mail\b|twitter:|contact\b).{0,160}(?:@\w|\btwitter\b|\bfacebook\b|\.(?:com|org|net)\b)
                                                                  # Reach her at a@post.example
  | ^\W*(?:twitter|e-?mail|contact|tel|phone|instagram|x)\ ?:\s?\S+$ | ^\W*@\w+\W*$ | ^\S+@\S+\.\w+$
  | \b(?:have|got)\ (?:a|any)\ (?:news\ |confidential\ |story\ )?(?:tips?|story|correction|question)
      \b.{0,30}\?                                                  # Have a news tip?
  | \b(?:send|submit|write|share)\ (?:us\ )?(?:a|your|an)\ (?:letter|op-?ed|comment|feedback|
      thoughts|tip|opinion|view)s?\b                                        # Send us a letter
  | \bletters?\ to\ the\ editor\b.{0,60}(?:@|:|\bat\b|\bsubmit|\bsend)  # Letters to the editor: a@b
  | ^\W*(?:send|submit)\ letters\b | \bjoin\ the\ conversation\b
  | \b(?:what\ do\ you\ think\?|tell\ us\ (?:in|what)|let\ us\ know)\b.{0,60}
      \b(?:comment|below|e-?mail|think)                            # Tell us in the comments
    """,
    re.VERBOSE | re.IGNORECASE,
)


def prose_before(lines: list[Line], labels: list[str]) -> list[int]:
    """The number of words of prose above each line, and finally of all lines."""
    words = (
        line.words * (label in ("prose", "text") and not line.bullet)
        for line, label in zip(lines, labels)
    )
    return list(accumulate(words, initial=0))


def cut_from(labels: list[str], row: int, label: str, only: tuple[str, ...] = IN_TEXT) -> None:
    """Give a label to all lines from a row on whose label is in `only`."""
    labels[row:] = [label if old in only else old for old in labels[row:]]


def label_discussion(lines: list[Line], labels: list[str]) -> None:
    """Label everything from the heading of readers' comments on as "comments", if the heading is in
    the second half of the page's prose, or if the lines below it are signed and answered like
    comments.

    Without a heading, comments begin at the first of three lines that offer a reply.
    """
    before = prose_before(lines, labels)
    short = [line.plain if line.words <= 12 else "" for line in lines]
    answers = [row for row, said in enumerate(short) if REPLY.match(said)]
    moments = [row for row, said in enumerate(short) if WHEN.match(said)]
    second_last_sign = sorted({*answers, *moments, -1, -2})[-2]
    for row, label in enumerate(labels):
        late = 2 * before[row] > before[-1] or row < second_last_sign
        if label == "comments" and before[row] >= LEAST_ARTICLE and late:
            labels[row:] = ["comments"] * (len(labels) - row)
            return
    below = [row for row in answers if before[row] >= max(LEAST_ARTICLE, before[-1] / 5)]
    if len(below) >= 3:
        cut_from(labels, below[0], "comments")


def label_margin(lines: list[Line], labels: list[str]) -> None:
    """Label comments in the margin, which Google Docs writes below a text, after the mark that
    refers to them: "[a]". The marks in the text are removed.
    """
    row = len(lines)
    marks = set()
    while row and (note := MARGIN_NOTE.match(lines[row - 1].plain)):
        row -= 1
        marks.add(note[0])
    text = "\n".join(line.text for line in lines[:row])
    if not marks or not all(mark in text for mark in marks):
        return
    labels[row:] = ["margin"] * len(labels[row:])
    for near, line in enumerate(lines[:row]):
        if any(mark in line.text for mark in marks):
            clean = [MARGIN_MARK.sub("", said) for said in (line.text, line.plain)]
            lines[near] = line._replace(text=clean[0], plain=clean[1])
            labels[near] = shape(lines[near])


def label_archive(lines: list[Line], labels: list[str]) -> None:
    """Label what a web archive prints above a page, and the days of its captures right below, which
    are not the article's.
    """
    for row, line in enumerate(lines[:ARCHIVE_LINES]):
        below = row and labels[row - 1] == "archive" and labels[row] == "date"
        if below or (line.words <= 15 and ARCHIVE.match(line.plain)):
            labels[row] = "archive"


def last_rows(lines: list[Line], labels: list[str], words: int) -> range:
    """The rows with the last words of the body."""
    left = 0
    for row in reversed(range(len(lines))):
        left += lines[row].words * (labels[row] in IN_TEXT)
        if left > words:
            return range(row + 1, len(lines))
    return range(len(lines))


def label_rules(lines: list[Line], labels: list[str]) -> None:
    """Label rules for comments among the last words, and everything after them except
    quotations.
    """
    before = prose_before(lines, labels)
    for row in last_rows(lines, labels, LAST_WORDS):
        if (
            labels[row] in IN_TEXT
            and before[row] >= LEAST_ARTICLE
            and not quotes(lines[row])
            and not tells(lines[row])
            and COMMENT_RULES.search(lines[row].plain)
        ):
            if not any(quotes(line) for line in lines[row + 1 :]):
                cut_from(labels, row, "comments")
                return
            labels[row] = "comments"


def label_wall(lines: list[Line], labels: list[str]) -> None:
    """Label the last words of a page below an offer to read on for money as part of the offer."""
    for row in last_rows(lines, labels, AFTER_WALL):
        if labels[row] == PAYWALL_REASON:
            cut_from(labels, row, "furniture")
            return


def label_walls_below(lines: list[Line], labels: list[str]) -> None:
    """Label an offer to read on, or a weaker one, right below the text as "paywall"; anywhere else
    it is furniture.
    """
    texts = [row for row, label in enumerate(labels) if label == "text"]
    below = range(texts[-1] + 1, texts[-1] + 1 + NEAR_BELOW) if texts else range(0)
    for row, line in enumerate(lines):
        if labels[row] == PAYWALL_REASON and row not in below:
            labels[row] = "furniture"
        elif row in below and labels[row] not in OF_OTHERS and is_offer(line.plain):
            labels[row] = PAYWALL_REASON


def label_contact(lines: list[Line], labels: list[str]) -> None:
    """Label how to write to the desk or follow the writer, in the last lines."""
    before = prose_before(lines, labels)
    for row in last_rows(lines, labels, LAST_WORDS):
        line = lines[row]
        if (
            labels[row] in IN_TEXT
            and before[row] >= LEAST_ARTICLE
            and line.words <= 45
            and not quotes(line)
            and not tells(line)
            and REACH.search(line.plain)
        ):
            labels[row] = "writer"


def label_biography(lines: list[Line], labels: list[str]) -> None:
    """Label a note on the writer in the last lines: a paragraph that begins with a name that the
    article has not mentioned, and says what this person does.
    """
    before = prose_before(lines, labels)
    text = " ".join(line.plain for line, label in zip(lines, labels) if label in IN_TEXT)
    rows = [row for row, label in enumerate(labels) if label in ("text", "prose")]
    for row in reversed(rows[-3:]):
        line = lines[row]
        about = ABOUT_PERSON.match(line.plain)
        if (
            about
            and before[row] >= LEAST_ARTICLE
            and line.words <= 90
            and not SAYS.search(line.plain)
        ):
            surname = (about["name"] or about["writer"]).split()[-1]
            if text.count(surname) == line.plain.count(surname):
                labels[row] = "writer"


def quotes(line: Line) -> bool:
    """Whether somebody may be quoted in a line."""
    return line.plain.count('"') > 1
