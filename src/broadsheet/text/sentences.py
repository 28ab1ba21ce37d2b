"""Where the sentences of a plain text end: at which marks, after which words, before what.

Only `text` asks: it says what a plain text and a paragraph are, and gives sentences their place in
a `Document`.
"""

import re
from collections.abc import Iterator, Sequence

WORD_CHARACTER = re.compile(r"\w")
# Where a sentence may end. A run of marks is entered at its first mark only and taken up
# possessively, so that a megabyte of marks costs one pass.
MARKS = re.compile(
    r"""
    [.!?…]
    (?: (?<![.!?…][.!?…]) [.!?…]*+ ['")\]}]*+ (?=\s)         # a run, with what closes after it, before white space
      | (?<=[a-z][a-z][.!?]) ['"]?+                          # or one mark after a word, the space forgotten:
        (?=["'(]? [A-Z][a-z]*+ (?![\w@/=&\#]|\.\w))          # "end.Next", but neither an address nor "Node.js"
    )
""",
    re.VERBOSE,
)
# What follows: white space, marks that open something or itemise, then the first word.
OPENING = re.compile(r"(?P<space>\s*+)(?P<opener>[^\w\s]*+\s*+)(?P<word>[^\W\d_]*+)")
SPACE = re.compile(r"\s*+")
# A capital follows, as it mostly does.
CAPITAL = re.compile(r"""\s*+["'(]?[A-Z]""")
# The word before a mark, points inside included: "Mr", "U.S", "p.m". Looked for in the dozen
# characters before the mark.
BEFORE = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*+\Z")
# The number of a list item, which is no sentence: "1.", "(2.", "a.", "IV.".
ITEM = re.compile(r"\W*(?:\d{1,3}|[A-Za-z]|[IVX]{2,4})\Z")
# Lower case that starts a sentence all the same: "iPhone", "eBay".
CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")

# Before a name, or inside a clause: no sentence ends here.
NEVER = frozenset(
    """
    Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Prof Rev Fr Hon Gov Govs Sen Sens Rep Reps Pres Gen Col Maj Capt Cmdr Lt Adm Sgt Cpl
    Pfc Pvt Supt Det Insp Amb Atty Asst Treas Esq Sec vs e.g i.e cf viz ca approx c
""".split()
)
# No sentence ends here before a number; elsewhere these are words ("No. He would not.").
NUMBERED = frozenset(
    "No Nos no nos Nr Vol vol Art art Fig fig Figs figs Ch ch sec Op op pp p".split()
)
# A sentence ends here only if the next word is one that starts sentences.
EITHER = frozenset(
    """
    Inc Corp Co Cos Ltd Bros Jr Sr St Ste Mt Ft Ave Blvd Rd Dept Univ Assn al Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec
    Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va
    Vt Wash Wis Wyo
""".split()
)
STARTERS = frozenset(
    """
    a about according after all also although an and another any are as asked at because before both but by can could despite
    did do does during each even every few for from had has have he her here his how however i if in instead is it its just
    last later let many maybe meanwhile more most much my never no nobody none nor not now of on once one only or other others
    our over perhaps several she should since so some somehow soon still such than thanks that the their then there these they
    this those though three through to today together two under unless until was we were what when where whether which while
    who why will with without would yes yesterday yet you your
""".split()
)
LISTED = NEVER | NUMBERED | EITHER
# "3 p.m. Monday", "9 a.m. Eastern": the time goes on.
TIMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sept sep oct nov dec
    eastern central mountain pacific local standard daylight et est edt ct cst cdt mt mst mdt pt pst pdt gmt bst utc
""".split()
)


def ends_sentence(plain: str, at: int, mark: re.Match, end: int) -> bool:
    """Whether the sentence that began at `at` ends with this run of marks. `end` is where its
    paragraph ends.
    """
    run, first = mark.group(), mark.start()
    if "!" in run or "?" in run:
        return not plain.startswith("Yahoo!", max(at, first - 5))
    if (
        run in (".", '."') and first - at > 5
    ):  # four of five marks: a word that is no abbreviation, then a capital
        last = plain[plain.rfind(" ", at, first) + 1 : first]
        if (
            len(last) > 1
            and last.isalpha()
            and last not in LISTED
            and CAPITAL.match(plain, mark.end(), end)
        ):
            return True
    follow = OPENING.match(plain, mark.end(), end)
    opener, word = follow["opener"], follow["word"]
    if (
        run[0] == "…" or run[:2] == ".."
    ):  # three points are a pause, or what was left out; a fourth is the full stop
        return run[:4] == "...." or run[:2] == "…."
    before = BEFORE.search(plain, max(at, first - 12), first)
    token = before.group() if before else ""
    if word and word[0].islower() and not CAMEL.match(plain, follow.start("word")):
        # An abbreviation nobody listed, unless the word is an ordinary one and its sentence was
        # closed by nothing else.
        return (
            "•" in opener
            or run[-1] in "\"'"
            or (run == "." and not opener and len(token) > 4 and token.islower())
        )
    if first - at < 6 and ITEM.match(plain, at, first):
        return False
    if (
        not token
    ):  # after a figure or a bracket a sentence ends, between spaced points (". . .") it does not
        return not opener.startswith(".") and not plain[
            max(at, first - 2) : first
        ].rstrip().endswith(".")
    if token in NEVER or (
        token in NUMBERED and not word and plain[follow.end() : follow.end() + 1].isdecimal()
    ):
        return False
    if token.lower() in ("a.m", "p.m"):
        return bool(word) and word.lower() not in TIMES
    if (
        token in EITHER
        or (token.isupper() and len(token) == 1)
        or ("." in token and max(map(len, token.split("."))) < 4)
    ):
        return word.lower() in STARTERS or '"' in opener
    return True


def sentence_bounds(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a plain text between two offsets, line breaks being white
    space like any other.

    A piece without a letter or a digit is no sentence: it belongs to the one behind it, the last
    such piece to the last.
    """
    at = checked = start
    worded, last = False, None
    for mark in MARKS.finditer(plain, start, end):
        worded = worded or bool(WORD_CHARACTER.search(plain, checked, mark.end()))
        checked = mark.end()
        if worded and ends_sentence(plain, at, mark, end):
            if last:
                yield last
            last = at, checked
            at, worded = SPACE.match(plain, checked, end).end(), False
    if WORD_CHARACTER.search(plain, at, end):
        if last:
            yield last
        last = at, end
    if last:
        yield last[0], end


def goes_on(plain: str, end: int, start: int) -> bool:
    """Whether a sentence goes on from the line that ends at `end` into the next, which begins at
    `start`: after a colon, a comma or a semicolon, and over a bare line break that no full stop
    stands before. A blank line ends it.
    """
    tail = plain[max(0, end - 4) : end].rstrip("'\")]")
    return tail.endswith((":", ",", ";")) or (
        plain.count("\n", end, start) < 2 and not tail.endswith((".", "!", "?", "…"))
    )


def stretches(plain: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Start and end of each run of paragraphs through which sentences go on; paragraphs as (start,
    end), in order.
    """
    for i, (first, last) in enumerate(paragraphs):
        if i == 0 or not goes_on(plain, end, first):
            if i:
                yield start, end
            start = first
        end = last
    if paragraphs:
        yield start, end
