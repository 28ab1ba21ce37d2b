"""What texts cost that no newspaper prints, as a multiple of what articles of the same size cost:
nothing but names, a quotation every few letters, one line without a space.

The kinds are of two sorts: those that once cost more than they may, and those that look as if they
might. A list of quotations costs most, since each of them is a row of what is found.

`make bench` prints the seconds of processor time per megabyte that quotations, readability and
frames take together, of articles and of the worst of these texts.
"""

import gc
import random
from collections.abc import Callable, Iterator
from itertools import cycle
from string import ascii_lowercase
from time import process_time

import pandas as pd

import broadsheet as bs
from broadsheet.lexicon.loading import Lexicon
from broadsheet.paths import ROOT

DEMO = ROOT / "data" / "demo"
SIZE = 60_000  # characters
MOST = 5  # times what articles of the same size cost

Make = Callable[[random.Random], str]


def articles(size: int) -> str:
    """At least so many characters of the demonstration articles, one after the other."""
    texts = cycle([path.read_text(encoding="utf-8") for path in sorted(DEMO.glob("*.txt"))])
    return filled(lambda _: next(texts), size, "\n\n")


def filled(make: Make, size: int, between: str = " ") -> str:
    """At least so many characters of pieces; the same each time.

    >>> filled(lambda dice: "no", 4)
    'no no'
    """
    dice, pieces, length = random.Random(1), [], 0
    while length < size:
        pieces.append(make(dice))
        length += len(pieces[-1]) + len(between)
    return between.join(pieces)


def word(dice: random.Random) -> str:
    """A word that no text has, mostly."""
    return "".join(dice.choices(ascii_lowercase, k=dice.randint(3, 9)))


def name(dice: random.Random) -> str:
    return word(dice).capitalize()


def any_of(*pieces: str) -> Make:
    return lambda dice: dice.choice(pieces)


def terms(lexicon: Lexicon) -> Make:
    """Terms of a lexicon, a letter for each wildcard."""
    written = [
        " ".join(term.forms).replace("*", "s").replace("?", "e")
        for frame in lexicon.frames.values()
        for term in frame.terms
    ]
    return any_of(*written)


def kinds(lexicon: Lexicon) -> dict[str, Callable[[int], str]]:
    """Each kind of text with what makes one of at least so many characters."""
    surname = any_of("Lind", "Berg", "Roe", "Dahl", "García")
    term = terms(lexicon)
    # Pieces with a space between, or with what their own text ends in.
    made: dict[str, Make] = {
        "capital letters": any_of("A"),
        "new words": word,
        "new words of two hundred letters": lambda dice: "".join(
            dice.choices(ascii_lowercase, k=200)
        ),
        "new names": name,
        "new names of three words": lambda dice: f"{name(dice)} {name(dice)} {name(dice)}.",
        "one surname, ever new first names": lambda dice: f"{name(dice)} Lind. Lind left.",
        "names repeated": lambda dice: f"Anna {surname(dice)} met {surname(dice)}.",
        "names with accents": lambda dice: f"José {surname(dice)}. Élan {name(dice)}é.",
        '"said"': any_of("said"),
        "he said that she said": any_of("He said that she said that it rained."),
        "said by ever new names": lambda dice: f"{name(dice)} {name(dice)} said it rains.",
        "it said it": any_of("It said it rained."),
        "they said": lambda dice: f"The {name(dice)} Group said it rains. They said it rains.",
        "the group said": any_of("The group said it rains."),
        "brought in without a name": lambda dice: f"A {word(dice)} farmer said it rains.",
        "according to": any_of("According to Lind, it rains."),
        "double marks": any_of('"'),
        "any marks": any_of(*"\"'“”‘’«»"),
        "brackets": any_of("(a) [ ]"),
        "dashes": any_of("— a"),
        "points": any_of(". …"),
        "a quotation every letter": any_of('"a"'),
        "a single quotation every letter": any_of("'a'"),
        "a title every letter": any_of("“A”"),
        "quotations of a word": any_of("“Rain.”"),
        "quotations between new words": lambda dice: f"{word(dice)} “{word(dice)}”",
        "quotations tied by and": any_of("“Rain” and"),
        "quotations that he said": any_of("“a,” he said."),
        "quotations in clauses": any_of("while Lind said “bad”"),
        "quotations of ever new names": lambda dice: f"“It rains,” said {name(dice)} {name(dice)}.",
        "quotations left open": any_of("“Rain"),
        "quotations left open, a line each": any_of("“Rain\n\n"),
        "quotations after a line with a colon": any_of("Lind said:\n\n“It rains.”\n\n"),
        "quotations inside one another": any_of("“a ‘b “c” d’ e”"),
        "pronouns": any_of("he", "She", "it", "They", "his", "him"),
        "whole numbers": lambda dice: str(dice.randint(0, 10**9)),
        "numbers with commas": lambda dice: f"{dice.randint(0, 10**9):,}",
        "sentences of a letter": any_of("A. b? I!"),
        "initials": any_of("U.S. Mr. J. K."),
        "short paragraphs": any_of("a\n\n"),
        "headings": lambda dice: f"{name(dice)} {name(dice)} {name(dice)}\n",
        "terms": term,
        "one term": any_of("war"),
        "negations": any_of("no", "not", "never", "don't", "rather than"),
        "terms negated": lambda dice: f"not {term(dice)}",
        "labels": lambda dice: f"{name(dice).upper()}: “It rains.”\n\n",
        "addresses": lambda dice: (
            f"https://{word(dice)}.com/{word(dice)}?{word(dice)}={word(dice)}"
        ),
        "words tagged": lambda dice: f"#{name(dice)}{name(dice)}",
        "names in capitals with initials": lambda dice: (
            f"{name(dice).upper()} J. {name(dice).upper()},"
        ),
        "marks of several languages inside one another": any_of("« a „b “c” d‟ e »"),
        "new words that said": lambda dice: f"{word(dice)} said",
        "paragraphs of a word": lambda dice: f"{word(dice)}\n\n",
        "words in brackets": lambda dice: f"({word(dice)} {word(dice)})",
        "each term negated": lambda dice: f"no {term(dice)}, not {term(dice)}, never {term(dice)}",
        "quotations, a line each": any_of("“A.”\n"),
        "quotations, a paragraph and a speaker each": lambda dice: (
            f"“It rains,” {name(dice)} {name(dice)} said.\n\n"
        ),
        "quotations behind a name and a colon": lambda dice: f"{name(dice)}: “a”",
        "quotations that it said": any_of("“It rains,” it said."),
        "quotations in the words of new names": lambda dice: f"in the words of {name(dice)}, “a”",
        "words given by new names": lambda dice: f"dubbed “a” by {name(dice)}",
        "a new farmer, and the farmer": lambda dice: (
            f"A {word(dice)} farmer said it rains. The farmer said it rains."
        ),
        "new companies that it means": lambda dice: f"{name(dice)} Company met. It said it rains.",
        "accents that combine": any_of("e\N{COMBINING ACUTE ACCENT}" * 3),
        "pictures": any_of("😀"),
    }
    # Pieces with nothing between.
    joined: dict[str, Make] = {
        "one word": any_of("a"),
        "one word of hyphens": lambda dice: word(dice) + "-",
        "terms in one word": lambda dice: term(dice).replace(" ", "-") + "-",
        "titles in one word": any_of("“A”"),
        "one row of marks": any_of('"'),
        "one row of points": any_of("."),
        "marks and letters": any_of(*"\"'“”‘’ab .,"),
        "spaces of any width": any_of(*"\u2000\u2003\u2009\u3000\u00a0a"),
        "spaces without a width": any_of("a\u200b"),
        "any characters": lambda dice: chr(dice.randint(32, 126)),
    }
    return {
        "articles in one line": lambda size: articles(size).replace("\n", " "),
        "articles without spaces": lambda size: "".join(articles(size).split()),
        "articles in capitals": lambda size: articles(size).upper(),
        "articles with capitals as in titles": lambda size: articles(size).title(),
        "articles in one quotation": lambda size: (
            "“" + articles(size).translate({ord(mark): None for mark in "“”\n"})
        ),
        **{kind: lambda size, make=make: filled(make, size) for kind, make in made.items()},
        **{kind: lambda size, make=make: filled(make, size, "") for kind, make in joined.items()},
    }


def three_measures(text: str, lexicon: Lexicon) -> None:
    """Quotations, readability and frames, each asked for on its own."""
    bs.quotes(text)
    bs.readability(text, warn=False)
    bs.frames(text, lexicon)


def all_measures(text: str, lexicon: Lexicon) -> None:
    """Every table, as for one article of a corpus."""
    bs.measured(pd.DataFrame({"id": ["a"], "outlet": ["A"], "text": [text]}), lexicon)


Measures = Callable[[str, Lexicon], None]


def seconds(text: str, lexicon: Lexicon, measures: Measures = three_measures) -> float:
    """Processor time of what is measured of a text, without that of clearing up what other texts
    left, as `timeit` measures.
    """
    gc.disable()
    try:
        began = process_time()
        measures(text, lexicon)
        return process_time() - began
    finally:
        gc.enable()


def per_megabyte(text: str, lexicon: Lexicon, measures: Measures = three_measures) -> float:
    """The lesser of two measurements, in seconds per million characters."""
    return min(seconds(text, lexicon, measures) for _ in range(2)) / len(text) * 1e6


def ratio(text: str, lexicon: Lexicon, measures: Measures = three_measures) -> float:
    """What a text costs by what articles of its size cost, measured in the same moment, since the
    speed of a machine changes. The first of two looks at the text counts, for a text is met once.
    """
    alike = articles(len(text))
    once = seconds(text, lexicon, measures) / len(text) * 1e6
    return once / per_megabyte(alike, lexicon, measures)


def worst(lexicon: Lexicon, size: int = SIZE) -> Iterator[tuple[str, float]]:
    """Each kind of text with its ratio, the dearest first."""
    seconds(articles(size), lexicon)  # fills what is kept of words
    found = {kind: ratio(make(size), lexicon) for kind, make in kinds(lexicon).items()}
    yield from sorted(found.items(), key=lambda item: -item[1])


def report(lexicon: Lexicon, shown: int = 10) -> Iterator[str]:
    """Lines: what articles cost by the megabyte, then the dearest of the other texts."""
    text = articles(SIZE)
    seconds(text, lexicon)
    cost = per_megabyte(text, lexicon)
    yield f"{cost:.2f} s per MB: articles (quotations, readability and frames together)"
    for kind, times in list(worst(lexicon))[:shown]:
        yield f"{cost * times:.2f} s per MB, {times:.1f} times as much: {kind}"
