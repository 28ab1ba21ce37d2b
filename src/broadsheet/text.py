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
        span = str.__new__(cls, piece)
        span.start = start
        return span

    @property
    def end(self) -> int:
        return self.start + len(self)

    def __getnewargs__(self):
        return str(self), self.start


PARAGRAPH = re.compile(r"\S(?:[^\n\r\f\v\x85\u2028\u2029]*\S)?")
# A chunk between white space that holds a letter or a digit, without the marks around it. This is how textstat and word
# processors count: "cross-border" is one word, and so is "cooperation—or"; a dash that stands alone is none.
WORD = re.compile(r"\w(?:\S*\w)?")
# What a lexicon's terms are matched against. Hyphens and dashes part tokens; a point or an apostrophe inside holds one
# together, so that "U.S." is not the pronoun "us" and "won't" is not "won"; but "end.Next" only lacks its space.
TOKEN = re.compile(r"[^\W_]+(?:(?:\.(?!(?<=[a-z]{2}\.)[A-Z][a-z])|['&]|(?<=\d),(?=\d))[^\W_]+)*")


# Where 's is a verb, or "us", and no possessive: with these words always, as they are written here, with a capital, or in
# capitals throughout. "WHO's" and "IT's" are possessives.
CONTRACTIONS = frozenset(written for word in """
    it's that's there's here's what's who's he's she's let's where's how's when's why's
""".split() for written in (word, word.capitalize(), word.upper()))


def form(token: str) -> str:
    """The form in which tokens are compared: plain, lower case, without a possessive 's.

    >>> form("Mexico’s"), form("U.S"), form("won’t")
    ('mexico', 'u.s', "won't")
    >>> form("Let’s"), form("who's"), form("WHO's")
    ("let's", "who's", 'who')

    A contraction is whole where the word before its 's takes no possessive (`CONTRACTIONS`). After a noun or a name, 's is
    taken for a possessive: "Mexico's ready" speaks of "mexico", too.
    """
    plain = straighten(token)
    return plain.lower() if plain in CONTRACTIONS else plain.lower().removesuffix("'s")


class Document:
    """A text and what it is made of, each a sequence of `Span`, found when first asked for.

    - `paragraphs` are lines that hold anything.
    - `sentences` hold a letter or a digit each. A question or exclamation mark before white space ends one, whatever
      follows: `"Stop!" he said.` counts two, by Flesch's rule that each unit of speech so marked is one. A full stop ends
      one too, unless it belongs to an abbreviation, an initial or a list number, or lower case follows. So does a blank
      line, but for a colon, a comma or a semicolon before it. A bare line break is white space, as it is to textstat.
    - `words` are what readability counts. Where a space was forgotten ("end.Next") two sentences share one word, since
      textstat counts one; it belongs to the sentence in which it begins.
    - `tokens` are what lexicons are matched against, `forms` the same tokens as they are compared.

    Fails on "World War I. Germany", on an abbreviation that ends a sentence before a name, where a sentence trails off before
    a capital ("So … He left"), and on names in lower case after a full stop ("al-Qaida").
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
        return self._spans(PARAGRAPH)

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


WORD_CHARACTER = re.compile(r"\w")
# Where a sentence may end. A run of marks is entered at its first mark only and taken up possessively, so that a megabyte
# of marks costs one pass.
MARKS = re.compile(r"""
    [.!?…]
    (?: (?<![.!?…][.!?…]) [.!?…]*+ ['")\]}]*+ (?=\s)         # a run, with what closes after it, before white space
      | (?<=[a-z][a-z][.!?]) ['"]?+                          # or one mark after a word, the space forgotten:
        (?=["'(]? [A-Z][a-z]*+ (?![\w@/=&\#]|\.\w))          # "end.Next", but neither an address nor "Node.js"
    )
""", re.VERBOSE)
# What follows: white space, marks that open something or itemise, then the first word.
OPENING = re.compile(r"(?P<space>\s*+)(?P<opener>[^\w\s]*+\s*+)(?P<word>[^\W\d_]*+)")
# The word before a mark, points inside included: "Mr", "U.S", "p.m". Looked for in the dozen characters before the mark.
BEFORE = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*+\Z")
# The number of a list item, which is no sentence: "1.", "(2.", "a.", "IV.".
ITEM = re.compile(r"\W*(?:\d{1,3}|[A-Za-z]|[IVX]{2,4})\Z")
# Lower case that starts a sentence all the same: "iPhone", "eBay".
CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")

# Before a name, or inside a clause: no sentence ends here.
NEVER = frozenset("""
    Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Prof Rev Fr Hon Gov Govs Sen Sens Rep Reps Pres Gen Col Maj Capt Cmdr Lt Adm Sgt Cpl
    Pfc Pvt Supt Det Insp Amb Atty Asst Treas Esq Sec vs e.g i.e cf viz ca approx c
""".split())
# No sentence ends here before a number; elsewhere these are words ("No. He would not.").
NUMBERED = frozenset("No Nos no nos Nr Vol vol Art art Fig fig Figs figs Ch ch sec Op op pp p".split())
# A sentence ends here only if the next word is one that starts sentences.
EITHER = frozenset("""
    Inc Corp Co Cos Ltd Bros Jr Sr St Ste Mt Ft Ave Blvd Rd Dept Univ Assn al Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec
    Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va
    Vt Wash Wis Wyo
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
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sept sep oct nov dec
    eastern central mountain pacific local standard daylight et est edt ct cst cdt mt mst mdt pt pst pdt gmt bst utc
""".split())


def ends_sentence(plain: str, at: int, mark: re.Match, end: int) -> bool:
    """Whether the sentence that began at `at` ends with this run of marks. `end` is where its paragraph ends."""
    run, first = mark.group(), mark.start()
    if "!" in run or "?" in run:
        return not plain.startswith("Yahoo!", max(at, first - 5))
    follow = OPENING.match(plain, mark.end(), end)
    opener, word = follow["opener"], follow["word"]
    if run[0] == "…" or run[:2] == "..":  # three points are a pause, or what was left out; a fourth is the full stop
        return run[:4] == "...." or run[:2] == "…."
    before = BEFORE.search(plain, max(at, first - 12), first)
    token = before.group() if before else ""
    if word and word[0].islower() and not CAMEL.match(plain, follow.start("word")):
        # An abbreviation nobody listed, unless the word is an ordinary one and its sentence was closed by nothing else.
        return "•" in opener or run[-1] in "\"'" or run == "." and not opener and len(token) > 4 and token.islower()
    if first - at < 6 and ITEM.match(plain, at, first):
        return False
    if not token:  # after a figure or a bracket a sentence ends, between spaced points (". . .") it does not
        return not opener.startswith(".") and not plain[max(at, first - 2):first].rstrip().endswith(".")
    if token in NEVER or token in NUMBERED and not word and plain[follow.end():follow.end() + 1].isdecimal():
        return False
    if token.lower() in ("a.m", "p.m"):
        return bool(word) and word.lower() not in TIMES
    if token in EITHER or token.isupper() and len(token) == 1 or "." in token and max(map(len, token.split("."))) < 4:
        return word.lower() in STARTERS or '"' in opener
    return True


def sentence_bounds(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a plain text between two offsets, line breaks being white space like any other.

    A piece without a letter or a digit is no sentence: it belongs to the one before it, the first such piece to the first.
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
            at, worded = OPENING.match(plain, checked, end).end("space"), False
    if WORD_CHARACTER.search(plain, at, end):
        if last:
            yield last
        last = at, end
    if last:
        yield last[0], end


def goes_on(plain: str, end: int, start: int) -> bool:
    """Whether a sentence goes on from the line that ends at `end` into the next, which begins at `start`: after a colon, a
    comma or a semicolon, and over a bare line break that no full stop stands before. A blank line ends it."""
    tail = plain[max(0, end - 4):end].rstrip("'\")]")
    return tail.endswith((":", ",", ";")) or plain.count("\n", end, start) < 2 and not tail.endswith((".", "!", "?", "…"))


def stretches(plain: str, paragraphs: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Start and end of each run of paragraphs through which sentences go on."""
    for i, paragraph in enumerate(paragraphs):
        if i == 0 or not goes_on(plain, end, paragraph.start):
            if i:
                yield start, end
            start = paragraph.start
        end = paragraph.end
    if paragraphs:
        yield start, end
