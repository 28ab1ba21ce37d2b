"""Mentions as people: "she", "Sheinbaum" and "the Mexican president" are one person, under the article's fullest name.

Nobody is invented. A pronoun or a role is a person only where the article names one that fits; a bank, a crowd and "a
senior official" stand for themselves.
"""
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from .text import Document, Span

# Titles and what a person who bears one is called later in the text.
ROLES = {
    "president": "president", "vice": "president", "secretary": "secretary", "minister": "minister", "sen.": "senator",
    "senator": "senator", "rep.": "representative", "representative": "representative", "congressman": "congressman",
    "congresswoman": "congresswoman", "gov.": "governor", "governor": "governor", "mayor": "mayor", "judge": "judge",
    "justice": "justice", "chancellor": "chancellor", "king": "king", "queen": "queen", "prince": "prince",
    "princess": "princess", "pope": "pope", "gen.": "general", "general": "general", "speaker": "speaker",
    "director": "director", "chief": "chief", "chairman": "chairman", "chairwoman": "chairwoman", "chair": "chair",
    "spokesman": "spokesman", "spokeswoman": "spokeswoman", "spokesperson": "spokesperson", "leader": "leader",
    "ambassador": "ambassador", "professor": "professor", "prof.": "professor", "dr.": "doctor", "sheriff": "sheriff",
    "attorney": "attorney", "premier": "premier", "commissioner": "commissioner", "analyst": "analyst",
    "officer": "officer", "adviser": "adviser", "advisor": "adviser", "manager": "manager", "strategist": "strategist",
    "executive": "executive", "coach": "coach", "pastor": "pastor", "bishop": "bishop", "author": "author",
}
ROLE_NOUNS = frozenset(ROLES.values()) | {
    "candidate", "nominee", "lawyer", "spokesperson", "lawmaker", "researcher", "economist", "expert", "scientist",
    "historian", "journalist", "activist", "writer", "owner", "founder", "resident", "student", "teacher", "farmer"}
COURTESY = {"mr.": "m", "mrs.": "f", "ms.": "f", "miss": "f", "sir": "m", "lord": "m", "lady": "f", "dame": "f",
            "king": "m", "queen": "f", "prince": "m", "princess": "f", "pope": "m", "congressman": "m",
            "congresswoman": "f", "chairman": "m", "chairwoman": "f", "spokesman": "m", "spokeswoman": "f"}
UNTITLED = {"mr", "mrs", "ms", "former", "late", "then", "col.", "lt.", "capt.", "sgt.", "maj.", "adm.", "rev.", "st.",
            "hon.", "state", "of", "defense", "foreign", "prime", "deputy", "senior", "u.s.", "reps.", "sens."}
# First names that tell which pronoun refers to a person. A name that is not listed fits either.
GENDERS = {**dict.fromkeys("""
    abigail alexandra alice alicia alison amanda amy ana andrea angela anita ann anna anne annie april ashley barbara
    becky beth betsy betty brenda bridget carla carly carmen carol caroline catherine cecile charlotte cheryl christina
    christine cindy claire claudia condoleezza crystal cynthia dana dawn debbie deborah denise diana diane dina donna
    dora dorothy elena elizabeth ellen emily emma erica eva evelyn fiona florence frances gina giorgia gloria grace
    hannah heather heidi helen hillary huma irene ingrid isabel ivanka jackie jacinda jane janet janice jean jeanne
    jennifer jenny jessica jill joan joanna joyce judith judy julia julie kamala karen kate katherine kathleen kathryn
    kathy katie kayleigh kelly kim kirsten kristi laura lauren leah leslie lily linda lindsey lisa liz loretta lori
    louise lucia lucy lynn madeleine maggie mandy margaret maria marie marilyn marine marsha martha mary maya megan
    melania melissa michelle mira molly monica myra nadia nancy natalie nicole nikki nina olga olivia pam pamela
    patricia patty paula peggy rachel rebecca renee rita robin rosa rose ruth sally samantha sandra sara sarah sharon
    sheila shirley sofia sonia sophie stella stephanie sue susan suzanne sylvia tammy tara teresa theresa tina tracy
    ursula valerie vanessa vera veronica victoria virginia wendy yolanda yvonne zoe""".split(), "f"),
    **dict.fromkeys("""
    aaron abdul abraham adam ahmed alan albert alejandro alex alexander ali andrew andy anthony antonio antony arthur
    barack ben benjamin bernard bernie bill billy bob bobby boris brad brandon brett brian bruce bryan carl carlos
    charles charlie chris christopher chuck clarence craig dan daniel dave david dean dennis derek diego dmitry don
    donald doug douglas drew dwight earl ed eddie edgar eduardo edward elijah emmanuel eric ernest evan felipe fernando
    francis francisco frank fred gabriel garrett gary gavin geoffrey george gerald gerard glenn gordon graham grant
    greg gregory guy hans harold harry hassan henry herbert howard hugo ian isaac ivan jack jacob jaime jair jake james
    jared jason javier jay jeb jeff jeffrey jeremy jerome jerry jesse jesus jim jimmy joe joel john jon jonathan jordan
    jorge jose joseph josh joshua juan julian justin karl keir keith ken kenneth kevin kyle larry lee leo leon lloyd
    louis lucas luis luke manuel marco marcus mario mark martin matt matthew max michael miguel mike mitch mitt mohamed
    mohammed moses muhammad narendra nathan neil nicholas nicolas nick nigel noah oliver omar oscar otto pablo patrick
    paul pedro pete peter phil philip phillip pierre rafael ralph rand randy ray raymond reince rex ricardo richard rick
    rob robby robert roberto rodrigo roger ron ronald roy rudy rupert russ russell ryan sam samuel scott sean sebastian
    sergei seth shaun simon stanley stefan stephen steve steven stuart ted terry thomas tim timothy toby todd tom tommy
    tony travis trevor trey tyler victor viktor vincent vladimir volodymyr walter warren wayne will william xavier
    zach""".split(), "m")}
NOT_NAMES = frozenset("""
    a an the this that these those he she it they we i you his her its their our my in on at by for from of to with as
    but and or if when while after before since although though because asked speaking meanwhile however still yet so
    then now later also there here what who why how which where not no yes some many most all both one two three
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december according""".split())
CAPITAL = "[A-Z\u00C0-\u00D6\u00D8-\u00DE\u0100-\u017E]"
# A run of capitalised words. Names in other scripts are not found: they stand for themselves.
RUN = re.compile(rf"""
    \b (?={CAPITAL})
    (?: (?: (?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|Lt|Col|Capt|Sgt|Maj|Adm|Rev|Hon|Prof|St|Jr|Sr)\.  # Sen.
          | (?: {CAPITAL}\. )+                                                              # J., U.S.
          | (?:Secretary|Minister|Speaker|Director)\ of\ (?:the\ )? {CAPITAL}\w*           # Secretary of State
          | {CAPITAL}[\w'-]*                                                                # Rubio, Garcia-Lopez
        ) (?: [ ] (?: (?:de|del|der|da|dos|van|von|al|bin|la)[ ] ){{0,2}} (?={CAPITAL}) )?   # de la
    ){{1,12}}
""", re.VERBOSE)
# The phrase after a name that says what the person is: "Claudia Sheinbaum, the Mexican president,".
APPOSED = re.compile(r",\ (?:the|an?|who\ is\ (?:the|an?))\ ((?:[\w'.-]+\ ){0,4}?[\w-]+)(?=[,.]|\ (?:of|for|in|at|and|who)\b)")
# An abbreviation has at most two small letters before its point.
SENTENCE_END = re.compile(r"(?:[a-z)]{3}|\d)[.!?]['\"]*\s+(?=\S)|\n")
PRONOUNS = {"he": "m", "she": "f", "him": "m", "her": "f", "his": "m", "hers": "f", "he's": "m", "she's": "f"}
SUFFIXES = {"jr.", "sr.", "jr", "sr", "ii", "iii", "iv"}
# How many mentions back a pronoun reaches. More would cost time on long lists of names and finds nobody.
REACH = 20


class Name(NamedTuple):
    """A run of capitalised words taken apart: the name without titles, what the titles say, and first name with surname,
    by which two forms are one person: "Hillary Rodham Clinton", "Hillary Clinton"."""
    words: tuple[str, ...]
    gender: str = ""
    role: str = ""
    modifiers: frozenset[str] = frozenset()
    key: tuple[str, ...] = ()


@lru_cache(1 << 14)
def parse_name(run: str) -> Name:
    """The name in a run of capitalised words, without its titles.

    >>> parse_name("U.S. Secretary of State Marco Rubio")[:3]
    (('Marco', 'Rubio'), 'm', 'secretary')
    >>> parse_name("The Senator").words
    ()
    """
    words = run.split()
    gender = role = ""
    modifiers: frozenset[str] = frozenset()
    cut = 0
    for i, word in enumerate(words):
        lower = word.lower()
        if lower in ROLES or lower in COURTESY or lower in UNTITLED or i == cut and lower in NOT_NAMES:
            gender = COURTESY.get(lower, gender)
            if lower in ROLES:
                modifiers |= frozenset(w.lower() for w in words[cut:i])
                role = ROLES[lower]
            cut = i + 1
        elif word.endswith(("'s", "'")):
            words[i] = word.removesuffix("'").removesuffix("'s")
            if i + 1 < len(words):          # Trump's son Eric: the name begins behind the possessive
                modifiers |= {words[i].lower()}
                cut = i + 1
    name = tuple(words[cut:])
    surname = name[-2 if len(name) > 2 and name[-1].lower() in SUFFIXES else -1:][:1]
    if len(name) > 1:
        gender = gender or GENDERS.get(name[0].lower(), "")
    return Name(name, gender, role, modifiers, name[:1] + surname)


class Person:
    """Someone the article names: in the fullest form, with the gender that names and titles tell ("m", "f" or ""), what
    they are called besides (a role and the words before it), and the offsets where they are mentioned."""

    def __init__(self, name: Name):
        self.name, self.gender, self.roles, self.at = name.words, "", set(), []

    def __repr__(self):
        return f"Person({str(self)!r})"

    def __str__(self):
        return " ".join(self.name)

    def note(self, start: int, name: Name) -> None:
        self.at.append(start)
        self.gender = self.gender or name.gender
        if name.role:
            self.roles.add((name.role, name.modifiers))


def is_heading(line: str) -> bool:
    """Whether the line is set in capitals as head-lines are, where every word looks like a name."""
    words = [word for word in line.split() if word[0].isalpha()]
    return (line[-1] not in ".!?:;\"\u201d\u2019'" and len(words) > 2
            and sum(word[0].isupper() for word in words) > 0.7 * len(words))


class People:
    """The people of an article, and who is meant by a mention.

    A name is two capitalised words or more, or one behind a title; who bears the same surname later is the same person.

    >>> document = Document("Mexican President Claudia Sheinbaum met Marco Rubio. She smiled, said the senator.")
    >>> cast = People(document)
    >>> cast.people
    [Person('Claudia Sheinbaum'), Person('Marco Rubio')]
    >>> [cast.resolve(Span(mention, document.text.find(mention))) for mention in ("She", "the Mexican president", "the senator")]
    ['Claudia Sheinbaum', 'Claudia Sheinbaum', 'the senator']

    Fails: organisations look like people ("White House"), which does no harm until somebody is called so.
    """

    def __init__(self, document: Document, quoted: Sequence[tuple[int, int]] = ()):
        self.plain = plain = document.plain
        self.by_key: dict[tuple[str, str], Person] = {}
        self.by_surname: dict[str, list[Person]] = {}
        self.by_first: dict[str, list[Person]] = {}
        self.by_role: dict[str, list[tuple[Person, frozenset[str]]]] = {}
        seen = []
        for paragraph in document.paragraphs:
            heading = len(paragraph) < 160 and is_heading(paragraph)
            for m in RUN.finditer(plain, paragraph.start, paragraph.end):
                if heading:
                    seen += [(*m.span(), Name((word.removesuffix("'s"),))) for word in m[0].split()]
                elif (name := parse_name(m[0])).words:
                    seen.append((*m.span(), name))
                    if len(name.words) > 1:
                        self.add(name)
        self.mentions = []
        last_end = 0
        spans = iter(quoted)
        span = next(spans, None)
        for start, end, name in seen:
            person = self.named(name, start) or (self.add(name) if name.role or name.gender else None)
            if person:
                person.note(start, name)
                if len(name.words) > 1 and (m := APPOSED.match(plain, end)):
                    *modifiers, role = m[1].lower().split()
                    if role in ROLE_NOUNS:
                        person.roles.add((role, frozenset(modifiers)))
                while span and span[1] <= start:
                    span = next(spans, None)
                if not (span and span[0] <= start):
                    self.mentions.append((start, person))
        self.starts = [start for start, _ in self.mentions]
        for person in self.by_key.values():
            for role, modifiers in person.roles:
                self.by_role.setdefault(role, []).append((person, modifiers))

    @property
    def people(self) -> list[Person]:
        return list(self.by_key.values())

    def add(self, name: Name) -> Person:
        person = self.by_key.get(name.key)
        if person is None:
            person = self.by_key[name.key] = Person(name)
            self.by_surname.setdefault(name.key[1], []).append(person)
            self.by_first.setdefault(name.key[0], []).append(person)
        elif len(name.words) > len(person.name):
            person.name = name.words
        return person

    def named(self, name: Name, start: int) -> Person | None:
        """The person with this name; of several with one surname, the one mentioned last before."""
        if len(name.words) > 1:
            return self.by_key.get(name.key)
        fitting = self.by_surname.get(name.words[0]) or self.by_first.get(name.words[0])
        if not fitting:
            return None
        best, nearest = None, -2
        for person in fitting[:REACH]:
            if not (name.gender and person.gender and name.gender != person.gender):
                i = bisect_right(person.at, start)
                at = person.at[i - 1] if i else -1
                if at > nearest:
                    best, nearest = person, at
        return best

    def resolve(self, mention: Span) -> str:
        """The full name of the person whom a mention means; the mention itself where the article names nobody who fits."""
        phrase = " ".join(self.plain[mention.start:mention.end].split()).strip(" ,")
        if phrase.lower() in PRONOUNS:
            return str(self.antecedent(mention.start, PRONOUNS[phrase.lower()]) or phrase.lower())
        pieces = phrase.split(", ")[:2]
        for piece in pieces:
            name = last_name(HEAD_END.split(piece, 1)[0].rstrip())
            if name and (person := self.named(name, mention.start)):
                return str(person)
            if name and (piece is pieces[0] or len(name.words) > 1):
                return " ".join(name.words)
        head = HEAD_END.split(phrase, 1)[0]
        if m := DEFINITE.match(head):
            *modifiers, role = head[m.end():].lower().split() or [""]
            if person := self.bearer(role, frozenset(modifiers) - {"former", "new"}):
                return str(person)
        itself = TAIL.split(phrase, 1)[0]
        return itself[0].lower() + itself[1:] if ARTICLE.match(itself) else itself

    def bearer(self, role: str, modifiers: frozenset[str]) -> Person | None:
        """The one person who has this role; nobody where several have it and nothing tells them apart."""
        fitting = {id(person): person for person, known in self.by_role.get(role, ())[:REACH] if modifiers <= known}
        return fitting.popitem()[1] if len(fitting) == 1 else None

    def antecedent(self, start: int, gender: str) -> Person | None:
        """The person a pronoun means: of the right gender, outside quotations, named first in the nearest sentence that
        names one, since the subject of a sentence is taken up more often than its object."""
        found = None
        for at, person in reversed(self.mentions[max(0, (i := bisect_left(self.starts, start)) - REACH):i]):
            if person.gender in ("", gender) and (person.gender or person.roles):
                if found and SENTENCE_END.search(self.plain, at, found[0]):
                    break
                found = at, person
        return found and found[1]


# Where the head of a noun phrase ends; "Secretary of State" goes on.
HEAD_END = re.compile(r",|\(|(?<!Secretary)(?<!Minister)(?<!Speaker)(?<!Director) of\b| (?:who|for|from|at|in|on|with|to|about|by|as|that|which|after|before|during)\b")
TAIL = re.compile(r",| (?:who|which|that)\b")
DEFINITE = re.compile(r"(?:the|this|that)\s+", re.IGNORECASE)
ARTICLE = re.compile(r"(?:The|An?|One|Some|His|Her|Their|Many|Several)\b")


def last_name(head: str) -> Name | None:
    """The name that ends a noun phrase: "spokeswoman Haley Morris"."""
    *_, last = [None, *RUN.finditer(head)]
    return parse_name(last[0]) if last and last.end() == len(head) and parse_name(last[0]).words else None
