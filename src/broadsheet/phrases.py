"""Noun phrases: what a mention says of whom it means: the names it gives, else its noun and what stands around it."""
import re
from functools import lru_cache
from typing import NamedTuple

from .names import CAPITAL, NOT_NAMES, PEOPLES, RUN, Name, parse_name
from .sources import DOCUMENTS, NAMED, ORGANISATION, UNNAMED


class Phrase(NamedTuple):
    """A noun phrase that is said to speak, taken apart: the names it gives (two of "Roe and Lind"), else its head
    `noun` with the `modifiers` before it in lower case, and whether it points to somebody known ("the", "Roe's").
    `owner` is the "his" of "his statement". `hint` is a name behind a comma, `of` what follows "of": "the president of
    Mexico". `itself` is what it is called where nobody is found."""
    itself: str
    names: tuple[Name, ...] = ()
    noun: str = ""
    modifiers: frozenset[str] = frozenset()
    definite: bool = False
    owner: str = ""
    hint: Name | None = None
    of: frozenset[str] = frozenset()


# Where the head of a noun phrase ends; "Secretary of State" goes on.
HEAD_END = re.compile(r"""
    [,(;] | (?<!Secretary)(?<!Minister)(?<!Speaker)(?<!Director)\ of\b
  | \ (?: who|for|from|at|in|on|with|to|about|by|as|that|which|after|before|during|against|over|whose|familiar
        | close|behind|near )\b
""", re.VERBOSE)
TAIL = re.compile(r",| (?:who|which|that)\b")
REFLEXIVE = re.compile(r" (?:him|her|it|them)sel(?:f|ves)$")
DEFINITE = re.compile(r"(?:the|this|that)\s+", re.IGNORECASE)
ARTICLE = re.compile(r"(?:The|An?|One|Some|His|Her|Their|Its|Many|Several|Two|Other|Another)\b")
# What goes on with the name of a body: "Department of Justice".
OF_WHAT = re.compile(rf"(?: (?:of|on|for) (?:the )?{CAPITAL}[\w'-]*(?: (?:and )?{CAPITAL}[\w'-]*)*)+")
# What is said, by its owner: "Roe's remarks" are Roe.
SAYINGS = DOCUMENTS | frozenset("""
    accusation accusations answer answers argument arguments assertion assertions attack attacks call calls
    characterization appeal appeals claim claims comment comments complaint complaints criticism critique declaration
    description explanation insistence language line mantra observation plea pleas pledge prediction promise question
    questions quip quote quotes remark remarks reply response responses retort rhetoric slogan suggestion thoughts
    threat view views vow warning warnings words""".split())
QUANTITIES = frozenset("""
    percent number group majority minority couple pair handful dozens hundreds thousands half rest most many some one
    two three several all none copy copies version series band crowd coalition""".split())
OWNED = re.compile(r"(.+?)(?:'s|(?<=s)') (?:[\w'.-]+ )*?([\w-]+)$")
OWNER = re.compile(r"(his|her) (?:[\w'.-]+ )*?([\w-]+)$", re.IGNORECASE)


def last_name(head: str) -> Name | None:
    """The name that ends a noun phrase: "spokeswoman Haley Morris"."""
    *_, last = [None, *RUN.finditer(head)]
    return parse_name(last[0]) if last and last.end() == len(head) and parse_name(last[0]).words else None


@lru_cache(1 << 12)
def take_apart(phrase: str) -> Phrase:
    """The phrase as names, or as a noun with what stands before it.

    >>> take_apart("the Finnish president").noun, take_apart("Jane Roe, a farmer").names[0].words
    ('president', ('Jane', 'Roe'))
    >>> take_apart("Roe's statement").names[0].words, take_apart("Roe's spokesman").names
    (('Roe',), ())
    """
    phrase = REFLEXIVE.sub("", phrase.strip(" ,;\""))
    itself = TAIL.split(phrase, 1)[0]
    itself = itself[:1].lower() + itself[1:] if ARTICLE.match(itself) else itself
    pieces = phrase.split(", ")[:2]
    hint = None
    for piece in pieces:
        head = HEAD_END.split(piece, 1)[0].rstrip(" \"")
        name = last_name(head)
        whole = last_name(piece)
        if whole and whole.kind == NAMED and whole.role and name != whole:
            name = whole
        if name and name.kind == ORGANISATION and (m := OF_WHAT.match(piece, len(head))):
            words = name.words + tuple(m[0].split())
            name = Name(words, key=(" ".join(words),) * 2, kind=ORGANISATION)
        if name and name.kind == UNNAMED:
            small = " " not in itself and itself.lower() not in PEOPLES
            return Phrase(itself.lower() if small else itself, noun=name.words[-1].lower())
        if name and (piece is pieces[0] or len(name.words) > 1):
            first, _, second = head.partition(" and ")
            if second and (one := last_name(first)) and one.kind != UNNAMED:
                return Phrase(itself, (one, name))
            return Phrase(itself, (name,))
        hint = name
    head = HEAD_END.split(phrase, 1)[0].rstrip(" \"")
    if (m := OWNED.match(head)) and m[2].lower() in SAYINGS and (name := last_name(m[1])):
        return Phrase(itself, (name,))
    if (m := OWNER.match(head)) and m[2].lower() in SAYINGS:
        return Phrase(itself, noun=m[2].lower(), owner=m[1].lower())
    m = DEFINITE.match(head)
    *modifiers, noun = head[m.end() if m else 0:].lower().split() or [""]
    of = OF_WHAT.match(phrase, len(head))
    if (noun in QUANTITIES or noun in NOT_NAMES) and phrase.startswith(" of ", len(head)):
        noun = (HEAD_END.split(phrase[len(head) + 4:], 1)[0].lower().split() or [""])[-1]
    modifiers = frozenset(word.removesuffix("'s") for word in modifiers)
    places = frozenset(re.findall(r"\w+", of[0].lower())) - NOT_NAMES if of else frozenset()
    return Phrase(itself, (), noun, modifiers, bool(m or OWNED.match(head)), "", hint, places)
