"""Mentions as people: "she", "Sheinbaum" and "the Mexican president" are one person, under the article's fullest name.

Nobody is invented. A pronoun or a role is a person only where the article names one that fits; a bank, a crowd and "a
senior official" stand for themselves.
"""
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from .text import Document, Span, straighten

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
CAPITAL = r"[^\W\d_a-z]"
RUN = re.compile(rf"""
    (?: (?: (?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|Lt|Col|Capt|Sgt|Maj|Adm|Rev|Hon|Prof|St|Jr|Sr)\.  # Sen.
          | (?: {CAPITAL}\. )+                                                              # J., U.S.
          | (?:Secretary|Minister|Speaker|Director)\ of\ (?:the\ )? {CAPITAL}\w*           # Secretary of State
          | {CAPITAL}[\w'-]*                                                                # Rubio, Garcia-Lopez
        ) (?: [ ] (?: (?:de|del|der|da|dos|van|von|al|bin|la)[ ] ){{0,2}} (?={CAPITAL}) )?   # de la
    ){{1,12}}
""", re.VERBOSE)
# The phrase after a name that says what the person is: "Claudia Sheinbaum, the Mexican president,".
APPOSED = re.compile(r",\ (?:the|a|an|who\ is\ (?:the|a|an))\ ((?:[\w'.-]+\ ){0,4}?[\w-]+)(?=,|\.|\ (?:of|for|in|at|and|who)\b)")
SENTENCE_END = re.compile(r"(?:[a-z)]{3}|\d)[.!?]['\"]*\s+(?=\S)|\n")
PRONOUNS = {"he": "m", "she": "f", "him": "m", "her": "f", "his": "m", "hers": "f", "he's": "m", "she's": "f"}
SUFFIXES = {"jr.", "sr.", "jr", "sr", "ii", "iii", "iv"}


class Person(NamedTuple):
    """Someone the article names: the fullest form, `m`, `f` or "" where neither is known, what they are called besides
    (each a role and the words that went before it), and where they are mentioned, as offsets."""
    name: str
    gender: str
    roles: frozenset[tuple[str, frozenset[str]]]
    at: tuple[int, ...]


class Name(NamedTuple):
    """A run of capitalised words taken apart: the name without titles, and what the titles say."""
    name: tuple[str, ...]
    gender: str
    role: str
    modifiers: frozenset[str]


def parse_name(run: str) -> Name:
    """The name in a run of capitalised words, without its titles.

    >>> parse_name("U.S. Secretary of State Marco Rubio")[:3]
    (('Marco', 'Rubio'), 'm', 'secretary')
    """
    words = run.split()
    gender = role = ""
    modifiers = frozenset()
    cut = 0
    for i, word in enumerate(words):
        lower = word.lower()
        if lower in ROLES or lower in COURTESY or lower in UNTITLED or i == cut and lower in NOT_NAMES:
            gender = COURTESY.get(lower, gender)
            if lower in ROLES:
                modifiers = modifiers | frozenset(w.lower() for w in words[cut:i])
                role = ROLES[lower]
            cut = i + 1
        elif word.endswith(("'s", "'")):
            if i + 1 < len(words):          # Trump's son Eric: the name begins behind the possessive
                modifiers = modifiers | {lower.removesuffix("'s")}
                cut = i + 1
            else:
                words[i] = word.removesuffix("'").removesuffix("'s")
    name = tuple(words[cut:])
    return Name(name, gender or (GENDERS.get(name[0].lower(), "") if len(name) > 1 else ""), role, modifiers)


def people(document: Document) -> tuple[Person, ...]:
    """The people whom an article names in full or with a title, in the order of their first mention.

    A name is two capitalised words or more, or one behind a title; who bears the same surname later is the same person.
    Head-lines in capitals give no names, since there every word looks like one.

    >>> document = Document("Mexican President Claudia Sheinbaum met Marco Rubio. Sheinbaum smiled.")
    >>> [person.name for person in people(document)]
    ['Claudia Sheinbaum', 'Marco Rubio']

    Fails: organisations look like people ("White House") and stay here, harmless until someone is called so.
    """
    full: dict[tuple[str, ...], list] = {}
    loose: list[tuple[int, Name]] = []
    for paragraph in document.paragraphs:
        heading = len(paragraph) < 160 and is_heading(paragraph)
        for m in RUN.finditer(document.plain, paragraph.start, paragraph.end):
            if heading:
                loose += [(w.start() + m.start(), Name((w.group().removesuffix("'s"),), "", "", frozenset()))
                          for w in re.finditer(r"\S+", m.group())]
                continue
            found = parse_name(m.group())
            if len(found.name) > 1:
                full.setdefault(found.name, []).append((m.start(), found, m.end()))
            elif found.name:
                loose.append((m.start(), found))
    return merge(document, full, loose)


def is_heading(line: str) -> bool:
    words = [word for word in line.split() if word[0].isalpha()]
    return line[-1] not in ".!?:;\"”'’" and len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def key(name: tuple[str, ...]) -> tuple[str, str]:
    """First name and surname, by which two forms of a name are one: "Hillary Rodham Clinton", "Hillary Clinton"."""
    last = name[-2] if len(name) > 2 and name[-1].lower() in SUFFIXES else name[-1]
    return name[0], last


def merge(document: Document, full: dict, loose: list) -> tuple[Person, ...]:
    """One person for all forms of a name, with the bare surnames that come with it."""
    found: dict[tuple[str, str], dict] = {}
    for name, seen in full.items():
        person = found.setdefault(key(name), {"name": name, "gender": "", "roles": set(), "at": []})
        person["name"] = max(person["name"], name, key=len)
        for start, form, end in seen:
            note(person, start, form)
            if apposed := APPOSED.match(document.plain, end):
                *modifiers, role = apposed[1].lower().split()
                if role in ROLE_NOUNS:
                    person["roles"].add((role, frozenset(modifiers)))
    surnames: dict[str, list] = {}
    for (_, last), person in found.items():
        surnames.setdefault(last, []).append(person)
    for start, form in sorted(loose, key=lambda one: one[0]):
        surname = form.name[0]
        if surname not in surnames and (form.role or form.gender):
            surnames[surname] = [{"name": form.name, "gender": "", "roles": set(), "at": []}]
            found["", surname] = surnames[surname][0]
        candidates = surnames.get(surname, ())
        fitting = [p for p in candidates if not form.gender or p["gender"] in ("", form.gender)]
        if fitting:
            note(max(fitting, key=lambda p: max((at for at in p["at"] if at < start), default=-1)), start, form)
    return tuple(Person(" ".join(p["name"]), p["gender"], frozenset(p["roles"]), tuple(sorted(p["at"])))
                 for p in sorted(found.values(), key=lambda p: min(p["at"])))


def note(person: dict, start: int, form: Name) -> None:
    person["at"].append(start)
    person["gender"] = person["gender"] or form.gender
    if form.role:
        person["roles"].add((form.role, form.modifiers))


HEAD_END = re.compile(r",|\(| (?:who|of|for|from|at|in|on|with|to|about|by|as|that|which|after|before|during)\b")
DETERMINED = re.compile(r"(?:the|this|that)\s+", re.IGNORECASE)


def resolve(cast: Sequence[Person], mention: Span, document: Document, quoted: Sequence[tuple[int, int]] = ()) -> str:
    """The name of the person whom a mention means; the mention itself where the article names nobody who fits.

    >>> document = Document("Mexican President Claudia Sheinbaum met Marco Rubio. She smiled, said the Mexican president and the senator.")
    >>> [resolve(people(document), Span(m, document.text.index(m)), document)
    ...  for m in ("She", "the Mexican president", "the senator")]
    ['Claudia Sheinbaum', 'Claudia Sheinbaum', 'the senator']
    """
    plain = " ".join(straighten(mention).split()).strip(" ,")
    word = plain.lower()
    if word in PRONOUNS:
        return antecedent(cast, mention.start, PRONOUNS[word], document, quoted) or word
    for piece in plain.split(", ")[:2]:
        end = HEAD_END.search(piece)
        head = piece[:end.start()] if end else piece
        name = last_name(head)
        if name:
            known = named(cast, name, mention.start)
            if known:
                return known
            if piece == plain.split(", ")[0] or len(name.name) > 1:
                return " ".join(name.name)
    head = HEAD_END.split(plain)[0]
    if DETERMINED.match(head):
        *modifiers, role = DETERMINED.sub("", head).lower().split()
        if found := bearer(cast, role, frozenset(modifiers) - {"former", "new"}):
            return found
    return plain[0].lower() + plain[1:] if re.match(r"(?:A|An|The|One|Some|His|Her|Their)\b", plain) else plain


def last_name(head: str) -> Name | None:
    """The name that ends a noun phrase: "spokeswoman Haley Morris"."""
    runs = list(RUN.finditer(head))
    if runs and runs[-1].end() == len(head):
        name = parse_name(runs[-1].group())
        return name if name.name else None
    return None


def named(cast: Sequence[Person], name: Name, start: int) -> str | None:
    """The person with this name, the one mentioned last where several share it."""
    first, last = key(name.name)
    fitting = [p for p in cast if key(tuple(p.name.split())) == (first, last)] if len(name.name) > 1 else [
        p for p in cast if key(tuple(p.name.split()))[1] == last and (not name.gender or p.gender in ("", name.gender))
    ] or [p for p in cast if p.name.split()[0] == first]
    if not fitting:
        return None
    return max(fitting, key=lambda p: max((at for at in p.at if at <= start), default=-1)).name


def bearer(cast: Sequence[Person], role: str, modifiers: frozenset[str]) -> str | None:
    """The one person who has this role; nobody where several have it and nothing tells them apart."""
    fitting = [(p, m) for p in cast for r, m in p.roles if r == role and (modifiers <= m or not modifiers)]
    names = {p.name for p, _ in fitting}
    return names.pop() if len(names) == 1 else None


def antecedent(cast: Sequence[Person], start: int, gender: str, document: Document,
               quoted: Sequence[tuple[int, int]]) -> str | None:
    """The person a pronoun means: of the right gender, outside quotations, named first in the nearest sentence that
    names one, since the subject of a sentence is more often taken up than its object."""
    before = []
    for person in cast:
        if person.gender in ("", gender) and (person.gender or person.roles):
            i = bisect_left(person.at, start)
            before += [(at, person.name) for at in person.at[max(0, i - 8):i]
                       if not any(s <= at < e for s, e in quoted)]
    before.sort()
    if not before:
        return None
    at, name = before.pop()
    while before and not SENTENCE_END.search(document.plain, before[-1][0], at):
        at, name = before.pop()
    return name
