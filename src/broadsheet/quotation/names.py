"""Names: what a run of capitalised words says of who bears it: name, title, and whether it is a
person at all.

Noun phrases: what a mention says of whom it means: the names it gives, else its noun and what
stands around it.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from .source_kinds import (
    BODIES,
    BODY_NAMES,
    DOCUMENTS,
    FOLK,
    NAMED,
    ORGANISATION,
    UNNAMED,
    is_trade,
)

# Words that are a title wherever they stand in a run, and what takes each up: "Sen. Roe" is "the
# senator".
ROLES = {
    role: role
    for role in """
    admiral adviser ambassador analyst archbishop assemblyman assemblywoman attorney author bishop captain cardinal
    chair chairman chairwoman chancellor chief coach colonel commissioner congressman congresswoman councillor
    councilman councilwoman delegate democrat detective director editor executive founder general governor imam judge
    justice king lawyer leader lieutenant manager mayor mediator minister officer pastor pope premier president prince
    princess professor prosecutor queen rabbi reporter representative republican secretary senator sergeant sheriff
    speaker spokesman spokesperson spokeswoman strategist superintendent treasurer whip""".split()
} | {
    "advisor": "adviser",
    "capt.": "captain",
    "ceo": "executive",
    "cfo": "executive",
    "col.": "colonel",
    "coo": "executive",
    "del.": "delegate",
    "det.": "detective",
    "dr": "doctor",
    "dr.": "doctor",
    "gen.": "general",
    "gov.": "governor",
    "lt.": "lieutenant",
    "prof.": "professor",
    "rep.": "representative",
    "rev.": "reverend",
    "sen.": "senator",
    "sgt.": "sergeant",
}
COURTESY = {
    **dict.fromkeys(
        """mr mr. sir lord king prince pope congressman councilman assemblyman chairman spokesman
                    businessman""".split(),
        "m",
    ),
    **dict.fromkeys(
        """mrs mrs. ms ms. miss lady dame queen princess congresswoman councilwoman assemblywoman chairwoman
                    spokeswoman businesswoman actress""".split(),
        "f",
    ),
}
# Inside titles and before them, but nothing that a later mention takes up.
UNTITLED = frozenset(
    """
    former late then vice maj. adm. cmdr. fr. supt. st. hon. state of defense foreign prime deputy senior acting
    interim u.s. u.s us u.k. uk reps. sens. united states billionaire democratic gop liberal labour president-elect
    vice-president father brother sister mother""".split()
)
# Titles that are surnames where a name ends with them: "Stephen King".
SURNAMES = frozenset(
    "king pope bishop judge prince queen justice coach major general speaker chief chance".split()
)
# Who governs them speaks in their name: "Washington said". Before a name they are none of it: "Iowa
# Mediator Jane Roe".
PLACES = frozenset(
    """
    afghanistan africa alabama alaska algeria america ankara argentina arizona arkansas armenia athens australia
    austria azerbaijan baghdad bahrain bangladesh beijing beirut belarus belgium berlin bolivia brazil britain
    brussels bulgaria cairo california cambodia canada canberra caracas chicago chile china colombia colorado congo
    connecticut croatia cuba cyprus damascus delaware delhi denmark detroit ecuador egypt england estonia ethiopia
    europe finland florida gaza germany ghana greece guatemala haiti havana hawaii honduras hungary iceland idaho
    illinois india indiana indonesia iowa iran iraq ireland islamabad israel italy jakarta japan jerusalem kansas
    kazakhstan kentucky kenya kosovo kuwait kyiv latvia lebanon libya lithuania london louisiana madrid maine malaysia
    mali malta manila maryland massachusetts mexico michigan minneapolis minnesota mississippi missouri moldova
    mongolia montana morocco moscow myanmar nebraska nepal netherlands nevada nicaragua niger nigeria norway ohio
    oklahoma oman ontario oregon oslo ottawa pakistan palestine panama paraguay pennsylvania peru philippines poland
    portugal prague pyongyang qatar quebec riyadh romania russia rwanda scotland senegal seoul serbia singapore
    slovakia slovenia somalia spain stockholm sudan sweden switzerland syria taiwan tehran tennessee texas thailand
    tokyo tunisia turkey uganda ukraine uruguay utah venezuela vermont vienna vietnam wales warsaw washington
    wisconsin wyoming yemen zambia zimbabwe""".split()
)
COMPASS = frozenset(
    "new north south east west northern southern eastern western united saudi sri costa puerto".split()
)
# Parties and peoples: one capitalised plural is a crowd, not a name.
PEOPLES = frozenset(
    """
    democrats republicans conservatives liberals tories greens libertarians americans mexicans russians israelis
    iranians palestinians ukrainians canadians europeans germans arabs jews muslims christians catholics evangelicals
    kurds british french chinese japanese asians africans latinos hispanics iraqis saudis turks""".split()
)
# First names that guide a pronoun to its person. They never say which pronoun a person goes by:
# that the article says. A name that is not listed, or is borne by both, fits either.
GENDERS = {
    **dict.fromkeys(
        """
    abigail alexandra alice alicia alison amanda amy ana angela anita ann anna anne annie april
    barbara becky beth betsy betty brenda bridget carla carly carmen carol caroline catherine cecile charlotte
    cheryl christina christine cindy claire claudia condoleezza crystal cynthia dawn debbie deborah denise
    diana diane dina donna dora dorothy elena elizabeth ellen emily emma erica eva evelyn fiona florence frances
    gina giorgia gloria grace hannah heather heidi helen hillary huma ingrid irene isabel ivanka jacinda jane
    janet janice jeanne jennifer jenny jessica jill joan joanna joyce judith judy julia julie kamala karen kate
    katherine kathleen kathryn kathy katie kayleigh kirsten kristi laura lauren leah lily linda
    lindsey lisa liz loretta lori louise lucia lucy madeleine maggie mandy margaret maria marie marilyn marine
    marsha martha mary maya megan melania melissa michelle mira molly monica myra nadia nancy natalie nicole nikki
    nina olga olivia pam pamela patricia patty paula peggy rachel rebecca renee rita rosa rose ruth sally
    samantha sandra sara sarah sharon sheila shirley sofia sonia sophie stella stephanie sue susan suzanne sylvia
    tammy tara teresa theresa tina ursula valerie vanessa vera veronica victoria virginia wendy yolanda yvonne
    zoe""".split(),
        "f",
    ),
    **dict.fromkeys(
        """
    aaron abdul abraham adam ahmed alan albert alejandro alexander andrew andy anthony antonio antony
    arthur barack ben benjamin bernard bernie bill billy bob bobby boris brad brandon brett brian bruce bryan carl
    carlos charles charlie christopher chuck clarence craig dan daniel dave david dean dennis derek diego
    dmitry don donald doug douglas drew dwight earl ed eddie edgar eduardo edward elijah emmanuel eric ernest evan
    felipe fernando francis francisco frank fred gabriel garrett gary gavin geoffrey george gerald gerard glenn
    gordon graham greg gregory guy hans harold harry hassan henry herbert howard hugo ian isaac ivan jack
    jacob jaime jair jake james jared jason javier jeb jeff jeffrey jeremy jerome jerry jesus jim jimmy
    joe joel john jon jonathan jorge jose joseph josh joshua juan julian justin karl keir keith ken kenneth
    kevin kyle larry leo leon lloyd louis lucas luis luke manuel marco marcus mario mark martin matt matthew max
    michael miguel mike mitch mitt mohamed mohammed moses muhammad narendra nathan neil nicholas nick nicolas nigel
    noah oliver omar oscar otto pablo patrick paul pedro pete peter phil philip phillip pierre rafael ralph rand
    randy ray raymond reince rex ricardo richard rick rob robby robert roberto rodrigo roger ron ronald roy rudy
    rupert russ russell ryan samuel scott sean sebastian sergei seth shaun simon stanley stefan stephen steve
    steven stuart ted thomas tim timothy toby todd tom tommy tony travis trevor trey tyler victor viktor
    vincent vladimir volodymyr walter warren wayne william xavier zach""".split(),
        "m",
    ),
}
NOT_NAMES = frozenset(
    """
    a an the this that these those he she it they we i you his her its their our my in on at by for from of to with as
    but and or if when while after before since although though because asked speaking meanwhile however still yet so
    then now later also there here what who why how which where not no yes some many most all both one two three
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august five
    six seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty fifty hundreds dozens thousands
    september october november december according another about under over during even only last next instead perhaps
    critics like just such each every until despite among between through without within against other
    others""".split()
)
CAPITAL = "[A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u017e]"
# A run of capitalised words. Names in other scripts are not found: they stand for themselves.
WORD = rf"""(?: \. (?:[ ]?{CAPITAL}\.)* (?:{CAPITAL}(?!\w))?                                        # J., J. K., U.S
              | [\w'-]+ (?: \. (?: (?<=\b[DJMS]r\.) | (?<=\b[LS]t\.) | (?<=\bMs\.)                 # Rubio, Dr., Ms.
                             | (?<=\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Sgt|Maj|Adm|Rev|Hon|Del|Det)\.)    # Sen.
                             | (?<=\b(?:Sens|Reps|Capt|Prof|Cmdr|Supt)\.) ) )? )?"""
RUN = re.compile(
    rf"""
    {CAPITAL} (?<!\w.) {WORD}             # the capital, and only then what stands before it: a set is searched for fast
    (?: [ ] (?: (?:de|del|della|der|da|dos|van|von|al|bin|la|le)[ ] (?:(?:la|las|los|der|den)[ ])?            # de la
              | (?: (?<=Secretary[ ]) | (?<=Minister[ ]) | (?<=Speaker[ ]) | (?<=Director[ ]) ) of[ ](?:the[ ])? )?
        {CAPITAL} {WORD} ){{0,11}}
""",
    re.VERBOSE,
)
SUFFIXES = {"jr.", "sr.", "jr", "sr", "ii", "iii", "iv"}


class Name(NamedTuple):
    """A run of capitalised words taken apart.

    `words` are the name without titles; `gender` guides a pronoun, told by title or else by first
    name; `role` and the `modifiers` before it are the title; `key` is first name with surname, by
    which two forms are one person: "Hillary Rodham Clinton", "Hillary Clinton". `kind` is the kind
    of source where the words tell it, and "" where only the article can; `pronoun` is what a title
    says, "f" of "Ms."; `linked`, whether the surname alone can mean it later: "the Post", but not
    "the House".
    """

    words: tuple[str, ...]
    gender: str = ""
    role: str = ""
    modifiers: frozenset[str] = frozenset()
    key: tuple[str, ...] = ()
    kind: str = ""
    pronoun: str = ""
    linked: bool = True


def title_of(word: str) -> str:
    """The word as titles are listed: "Energy-Secretary" is a secretary."""
    lower = word.lower()
    return lower if lower in UNTITLED else lower.rpartition("-")[2]


def title_end(words: list[str]) -> int:
    """How many of the words are title: up to the last that is listed, or goes by the ending of an
    occupation and has two more behind it, or one that is a listed first name.
    """
    cut = 0
    if (
        words
        and words[-1].lower() in BODY_NAMES
        and not any(word.lower() in GENDERS or word[-1] == "." for word in words[:-1])
    ):
        return int(words[0].lower() in NOT_NAMES)  # the Justice Department is no justice
    for i, word in enumerate(words):
        lower = title_of(word)
        after = len(words) - i - 1
        if lower in ROLES or lower in COURTESY or lower in UNTITLED:
            if (
                not after
                and lower in SURNAMES
                and (i == cut + 1 or (i and words[i - 1].lower() in GENDERS))
            ):
                break
            cut = i + 1
        elif (
            (i == cut and lower in NOT_NAMES)
            or (
                after
                and is_trade(lower)
                and lower not in GENDERS
                and ((i == cut and after > 1) or words[i + 1].lower() in GENDERS)
            )
            or (
                i == cut
                and after
                and lower in PLACES
                and lower not in GENDERS
                and words[-1].lower() not in PEOPLES
                and (after == 1 or words[i + 1].lower() in GENDERS)
            )
        ):
            cut = i + 1
    return cut


@lru_cache(1 << 14)
def parse_name(run: str) -> Name:
    """The name in a run of capitalised words, without its titles.

    >>> parse_name("U.S. Secretary of State Marco Rubio")[:3]
    (('Marco', 'Rubio'), 'm', 'secretary')
    >>> parse_name("The Senator").words, parse_name("Stephen King").words
    ((), ('Stephen', 'King'))
    >>> [parse_name(run).kind for run in ("Rain Institute", "Jane Roe", "Mr. Roe", "Roe")]
    ['organisation', 'named person', 'named person', '']
    """
    owner, _, rest = run.replace("s' ", "s's ").rpartition(
        "'s "
    )  # Trump's son Eric: a name begins behind the 's
    words = rest.strip("'").removesuffix("'s").split()
    cut = title_end(words)
    gender = role = ""
    modifiers = {word.lower() for word in owner.split()}
    for i, word in enumerate(words[:cut]):
        lower = title_of(word)
        gender = COURTESY.get(lower, gender)
        if lower in ROLES or is_trade(lower):
            role = ROLES.get(lower, lower)
        elif lower not in NOT_NAMES and lower not in COURTESY:
            modifiers.add(lower)
    words = tuple(words[cut:])
    last = words[-1].lower() if words else ""
    if not words and run.lower().removeprefix("the ") in (
        "u.s.",
        "u.s",
        "us",
        "u.k.",
        "united states",
    ):
        words, kind = (
            tuple(rest.split()[-2:]) if "nited" in rest else (rest.split()[-1],),
            ORGANISATION,
        )
    else:
        kind = kind_of_name(words, bool(role or gender))
    if not role:
        modifiers = set()
    elif kind == ORGANISATION:
        role = ""
    surname = words[-2 if len(words) > 1 and last in SUFFIXES else -1 :][:1]
    if kind == NAMED and len(words) > 1:
        pronoun, gender = gender, gender or GENDERS.get(words[0].lower(), "")
    else:
        pronoun = gender
    linked = kind != UNNAMED and (kind != ORGANISATION or last not in BODIES)
    return Name(
        words, gender, role, frozenset(modifiers), words[:1] + surname, kind, pronoun, linked
    )


def kind_of_name(words: tuple[str, ...], titled: bool) -> str:
    """The kind of source that the words of a name tell; "" where only the article can."""
    if titled or not words:
        return NAMED
    first, last = words[0].lower(), words[-1].lower()
    if len(words) > 1 and (first in GENDERS or words[0][1:2] == "." or last in SUFFIXES):
        return NAMED
    several = len(words) == 1 and first[-1] == "s" and (first in FOLK or first.endswith("ees"))
    if last in PEOPLES or several or words == ("Source",):
        return UNNAMED
    if (
        any(word.lower() in BODY_NAMES for word in words)
        or (first in COMPASS and len(words) > 1)
        or (len(words) == 1 and first in PLACES and first not in GENDERS)
        or (
            len(words[-1]) > 1
            and words[-1].isupper()
            and not any(word.isalpha() and not word.isupper() for word in words)
        )
    ):
        return ORGANISATION
    return ""


class Phrase(NamedTuple):
    """A noun phrase that is said to speak, taken apart: the names it gives (two of "Roe and Lind"),
    else its head `noun` with the `modifiers` before it in lower case, and whether it points to
    somebody known ("the", "Roe's"). `owner` is the "his" of "his statement". `hint` is a name
    behind a comma, `of` what follows "of": "the president of Mexico". `itself` is what it is called
    where nobody is found.
    """

    itself: str
    names: tuple[Name, ...] = ()
    noun: str = ""
    modifiers: frozenset[str] = frozenset()
    definite: bool = False
    owner: str = ""
    hint: Name | None = None
    of: frozenset[str] = frozenset()


# Where the head of a noun phrase ends; "Secretary of State" goes on.
HEAD_END = re.compile(
    r"""
    [,(;] | (?<!Secretary)(?<!Minister)(?<!Speaker)(?<!Director)\ of\b
  | \ (?: who|for|from|at|in|on|with|to|about|by|as|that|which|after|before|during|against|over|whose|familiar
        | close|behind|near )\b
""",
    re.VERBOSE,
)
TAIL = re.compile(r",| (?:who|which|that)\b")
REFLEXIVE = re.compile(r" (?:him|her|it|them)sel(?:f|ves)$")
DEFINITE = re.compile(r"(?:the|this|that)\s+", re.IGNORECASE)
ARTICLE = re.compile(r"(?:The|An?|One|Some|His|Her|Their|Its|Many|Several|Two|Other|Another)\b")
# What goes on with the name of a body: "Department of Justice".
OF_WHAT = re.compile(
    rf"(?: (?:of|on|for) (?:the )?{CAPITAL}[\w'-]*(?: (?:and )?{CAPITAL}[\w'-]*)*)+"
)
# What is said, by its owner: "Roe's remarks" are Roe.
SAYINGS = DOCUMENTS | frozenset(
    """
    accusation accusations answer answers argument arguments assertion assertions attack attacks call calls
    characterization appeal appeals claim claims comment comments complaint complaints criticism critique declaration
    description explanation insistence language line mantra observation plea pleas pledge prediction promise question
    questions quip quote quotes remark remarks reply response responses retort rhetoric slogan suggestion thoughts
    threat view views vow warning warnings words""".split()
)
QUANTITIES = frozenset(
    """
    percent number group majority minority couple pair handful dozens hundreds thousands half rest most many some one
    two three several all none copy copies version series band crowd coalition""".split()
)
OWNED = re.compile(r"(.+?)(?:'s|(?<=s)') (?:[\w'.-]+ )*?([\w-]+)$")
OWNER = re.compile(r"(his|her) (?:[\w'.-]+ )*?([\w-]+)$", re.IGNORECASE)


def last_name(head: str) -> Name | None:
    """The name that ends a noun phrase: "spokeswoman Haley Morris"."""
    *_, last = [None, *RUN.finditer(head)]
    return (
        parse_name(last[0])
        if last and last.end() == len(head) and parse_name(last[0]).words
        else None
    )


@lru_cache(1 << 12)
def take_apart(phrase: str) -> Phrase:
    """The phrase as names, or as a noun with what stands before it.

    >>> take_apart("the Finnish president").noun, take_apart("Jane Roe, a farmer").names[0].words
    ('president', ('Jane', 'Roe'))
    >>> take_apart("Roe's statement").names[0].words, take_apart("Roe's spokesman").names
    (('Roe',), ())
    """
    phrase = REFLEXIVE.sub("", phrase.strip(' ,;"'))
    itself = TAIL.split(phrase, 1)[0]
    itself = itself[:1].lower() + itself[1:] if ARTICLE.match(itself) else itself
    pieces = phrase.split(", ")[:2]
    hint = None
    for piece in pieces:
        head = HEAD_END.split(piece, 1)[0].rstrip(' "')
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
    head = HEAD_END.split(phrase, 1)[0].rstrip(' "')
    if (m := OWNED.match(head)) and m[2].lower() in SAYINGS and (name := last_name(m[1])):
        return Phrase(itself, (name,))
    if (m := OWNER.match(head)) and m[2].lower() in SAYINGS:
        return Phrase(itself, noun=m[2].lower(), owner=m[1].lower())
    m = DEFINITE.match(head)
    *modifiers, noun = head[m.end() if m else 0 :].lower().split() or [""]
    of = OF_WHAT.match(phrase, len(head))
    if (noun in QUANTITIES or noun in NOT_NAMES) and phrase.startswith(" of ", len(head)):
        noun = (HEAD_END.split(phrase[len(head) + 4 :], 1)[0].lower().split() or [""])[-1]
    modifiers = frozenset(word.removesuffix("'s") for word in modifiers)
    places = frozenset(re.findall(r"\w+", of[0].lower())) - NOT_NAMES if of else frozenset()
    return Phrase(itself, (), noun, modifiers, bool(m or OWNED.match(head)), "", hint, places)
