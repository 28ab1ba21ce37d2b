"""A string as paragraphs, sentences, words and tokens: the only place where these are defined.

Everything is found on the *plain* text, in which typographic apostrophes and quotation marks are straight, so that
typography is never a finding. Plain and original text have the same length: an offset into one is an offset into both.
"""
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

STRAIGHT = str.maketrans({
    **dict.fromkeys("‘’‚‛ʼ′＇`´", "'"),
    **dict.fromkeys("“”„‟″＂«»", '"'),
    "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\N{THIN SPACE}": " ",
})


def straighten(text: str) -> str:
    """The text with straight apostrophes, straight quotation marks and plain spaces, character for character.

    >>> straighten("“It won’t stop,” he said")
    '"It won\\'t stop," he said'

    Guillemets count as marks; a lone prime after a figure (6′) becomes an apostrophe, which no measure reads as a mark.
    """
    return text.translate(STRAIGHT)


class Span(str):
    """A piece of a text that knows where it stands: a string with `start` and `end`, so that `text[start:end] == span`.

    >>> word = Span("Rubio", 7)
    >>> word, word.start, word.end
    ('Rubio', 7, 12)
    """
    start: int

    def __new__(cls, piece: str, start: int):
        span = super().__new__(cls, piece)
        span.start = start
        return span

    @property
    def end(self) -> int:
        return self.start + len(self)

    def __getnewargs__(self):
        return str(self), self.start


PARAGRAPH = re.compile(r"\S[^\n\r\f\v\x85\u2028\u2029]*")
# A chunk between white space that holds a letter or a digit, without the marks around it. This is how textstat and word
# processors count: "cross-border" is one word, and so is "cooperation—or"; a dash that stands alone is none.
WORD = re.compile(r"\w(?:\S*\w)?")
# What a lexicon's terms are matched against. Hyphens and dashes part tokens; a point or an apostrophe inside holds one
# together, so that "U.S." is not the pronoun "us" and "won't" is not "won".
TOKEN = re.compile(r"[^\W_]+(?:(?:[.'&]|(?<=\d),(?=\d))[^\W_]+)*")


def form(token: str) -> str:
    """The form in which tokens are compared: plain, lower case, without a possessive 's.

    >>> form("Mexico’s"), form("U.S"), form("won’t")
    ('mexico', 'u.s', "won't")
    """
    return straighten(token).lower().removesuffix("'s")


class Document:
    """A text and what it is made of, each a sequence of `Span`, found when first asked for.

    `paragraphs` are lines that hold anything; `sentences` lie inside paragraphs; `words` are what readability counts;
    `tokens` are what lexicons are matched against, `forms` the same tokens as they are compared.
    """

    def __init__(self, text: str):
        self.text = text
        self.plain = straighten(text)

    def __repr__(self):
        return f"Document({len(self.paragraphs)} paragraphs, {len(self.sentences)} sentences, {len(self.words)} words)"

    def __reduce__(self):
        return Document, (self.text,)

    def _spans(self, pattern: re.Pattern) -> tuple[Span, ...]:
        return tuple(Span(self.text[m.start():m.end()], m.start()) for m in pattern.finditer(self.plain))

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        return tuple(Span(line.rstrip(), line.start) for line in self._spans(PARAGRAPH))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        return tuple(Span(self.text[start:end], start)
                     for stretch in stretches(self.plain, self.paragraphs)
                     for start, end in sentence_bounds(self.plain, *stretch))

    @cached_property
    def words(self) -> tuple[Span, ...]:
        return self._spans(WORD)

    @cached_property
    def tokens(self) -> tuple[Span, ...]:
        return self._spans(TOKEN)

    @cached_property
    def forms(self) -> tuple[str, ...]:
        return tuple(form(token) for token in self.tokens)


def tokenize(text: str | Document) -> Document:
    """The text as a `Document`: its paragraphs, sentences, words and tokens, each with its offsets.

    >>> document = tokenize("The U.S. will act, Mr. Rubio said. “Those days are over.”")
    >>> document.sentences
    ('The U.S. will act, Mr. Rubio said.', '“Those days are over.”')
    >>> len(document.words), document.words[-1].start
    (11, 51)
    """
    return text if isinstance(text, Document) else Document(text)


def within(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Those of the spans, which stand in order, that begin at `start` or later and before `end`.

    >>> document = tokenize("One two. Three four five.")
    >>> [len(within(document.words, s.start, s.end)) for s in document.sentences]
    [2, 3]
    """
    at = [bisect_left(spans, edge, key=lambda span: span.start) for edge in (start, end)]
    return spans[at[0]:at[1]]


# Where a sentence may end: a run of marks with whatever closes after it, before white space. What may follow a mark of a
# run is taken up possessively and a run is entered only at its first mark, so a megabyte of marks costs one pass.
MARKS = re.compile(r"""
    [.!?…] (?<![.!?…][.!?…])    # the first mark of a run, and none after it
    [.!?…]*+
    ['")\]}]*+                  # the quotation or the bracket that closes with the sentence
    (?=\s)
""", re.VERBOSE)
# What follows the white space: marks that open something or itemise, then the first word.
OPENING = re.compile(r"""
    \s*+
    (?P<opener>[^\w\s]*+\s*+)
    (?P<word>[^\W\d_]*+)
""", re.VERBOSE)
# The word before a mark, points inside included: "Mr", "U.S", "p.m".
OPENING_SPACE = re.compile(r"\s*+")
BEFORE = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*+\Z")
# A sentence goes on in the next paragraph after a colon, and after a line that was broken before a word in lower case.
GOES_ON = re.compile(r"""
    :\s                            # He said: / "We will go."
  | [^.!?…"')\]\s] \r?\n [a-z]     # the end of / the line
""", re.VERBOSE)
LETTER_OR_DIGIT = re.compile(r"\w")
# The number of a list item, which is no sentence: "1.", "(2.", "a.", "IV.".
ITEM = re.compile(r"\W*(?:\d{1,3}|[A-Za-z]|[IVX]{2,4})\Z")
# Lower case that starts a sentence all the same: "iPhone", "eBay".
CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")

# Before a name or inside a clause: a point after these never ends a sentence.
NEVER = frozenset("""
    Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Prof Rev Revs Fr Hon Gov Govs Lt Sen Sens Rep Reps Pres Gen Col Maj Capt Cmdr Cdr
    Adm Sgt Cpl Pfc Pvt Supt Det Insp Amb Atty Asst Sec Treas Ald Esq vs e.g i.e cf viz ca approx c
""".split())
# Before a number or a date these do not end one; elsewhere they are words ("No. He would not.").
NUMBERED = frozenset("""
    No Nos no nos Vol vol Art art Fig fig Figs figs Ch ch Sec sec Op op pp p Nr Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov
    Dec
""".split())
# After these a sentence ends only where the next word is one that starts sentences.
EITHER = frozenset("""
    Inc Corp Co Cos Ltd Bros Jr Sr St Ste Mt Ft Ave Blvd Rd Dept Univ Assn al Mass Conn Calif Fla Pa Va Md Ga Ala Ariz Ark
    Colo Del Ill Ind Kan Ky La Mich Minn Miss Mo Mont Neb Nev Okla Ore Tenn Tex Vt Wash Wis Wyo Jan Feb Aug Sept Oct Nov Dec
""".split())
STARTERS = frozenset("""
    a about according after all also although an and another any are as asked at because before both but by can could despite
    did do does during each even every few for from had has have he her here his how however i if in instead is it its just
    last later let many maybe meanwhile more most much my never no nobody none nor not now of on once one only or other others
    our over perhaps several she should since so some somehow soon still such than thanks that the their then there these they
    this those though three through to today together two under unless until was we were what when where whether which while
    who why will with without would yes yesterday yet you your
""".split())
# "3 p.m. Monday", "9 a.m. Eastern": the time goes on.
TIMES = frozenset("""
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january february march
    april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec
    eastern central mountain pacific local standard daylight et est edt ct cst cdt mt mst mdt pt pst pdt gmt bst utc
""".split())


def ends_sentence(plain: str, at: int, mark: re.Match, end: int) -> bool:
    """Whether the sentence that began at `at` ends with this run of marks."""
    run = mark.group()
    follow = OPENING.match(plain, mark.end(), end)
    opener, word = follow["opener"], follow["word"]
    if "!" in run or "?" in run:
        return not plain.startswith("Yahoo!", mark.start() - 5)
    digit = not word and plain[follow.end():follow.end() + 1].isdecimal()
    if word and word[0].islower() and not CAMEL.match(plain, follow.start("word")):
        return "•" in opener
    if run[0] == "…" or run[:2] == "..":
        return run[:4] == "...." or run[:2] == "….";
    before = BEFORE.search(plain, max(at, mark.start() - 12), mark.start())
    if mark.start() - at < 6 and ITEM.match(plain, at, mark.start()):
        return False
    if not before:
        return not (opener.startswith(".") or plain[at:mark.start()][-3:].rstrip().endswith("."))
    token = before.group()
    if token in NEVER or digit and token in NUMBERED:
        return False
    if token in ("a.m", "p.m", "A.M", "P.M"):
        return not digit and word.lower() not in TIMES
    if token in EITHER or len(token) == 1 and token.isupper() or all(len(part) < 4 for part in token.split(".")) and "." in token:
        return word.lower() in STARTERS or '"' in opener
    return True


def stretches(plain: str, paragraphs: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Start and end of what sentences are looked for in: a paragraph, with the next one where a sentence goes on there."""
    start = end = None
    for paragraph in paragraphs:
        if end is not None and not GOES_ON.match(plain, end - 1, paragraph.start + 1):
            yield start, end
            start = None
        start = paragraph.start if start is None else start
        end = paragraph.end
    if end is not None:
        yield start, end


def sentence_bounds(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of the paragraph that lies between the two offsets of a plain text.

    A piece without a letter or a digit is no sentence: it goes to the one before it, or to the first.
    """
    at = checked = start
    spoken = False
    last = None
    for mark in MARKS.finditer(plain, start, end):
        spoken = spoken or LETTER_OR_DIGIT.search(plain, checked, mark.end()) is not None
        checked = mark.end()
        if spoken and ends_sentence(plain, at, mark, end):
            if last:
                yield last
            last = at, mark.end()
            at, spoken = OPENING_SPACE.match(plain, mark.end(), end).end(), False
    if LETTER_OR_DIGIT.search(plain, at, end):
        if last:
            yield last
        last = at, end
    if last:
        yield last[0], end
