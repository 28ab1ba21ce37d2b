"""Names: what a run of capitalised words says about a person: name, title, and the pronoun that goes with it."""
import re
from functools import lru_cache
from typing import NamedTuple

# What a person who bears a title is called later in the text: "Sen. Roe" is "the senator".
ROLES = {role: role for role in """
    adviser ambassador analyst attorney author bishop chair chairman chairwoman chancellor chief coach commissioner
    congressman congresswoman director executive general governor judge justice king leader manager mayor minister
    officer pastor pope premier president prince princess professor queen representative secretary senator sheriff
    speaker spokesman spokesperson spokeswoman strategist""".split()} | {
    "advisor": "adviser", "dr.": "doctor", "gen.": "general", "gov.": "governor", "prof.": "professor",
    "rep.": "representative", "sen.": "senator", "vice": "president"}
# What else may stand behind a name: "Jane Roe, a farmer,".
ROLE_NOUNS = frozenset(ROLES.values()) | set("""
    activist candidate economist expert farmer founder historian journalist lawmaker lawyer nominee owner researcher
    resident scientist student teacher writer""".split())
COURTESY = {
    **dict.fromkeys("mr. sir lord king prince pope congressman chairman spokesman".split(), "m"),
    **dict.fromkeys("mrs. ms. miss lady dame queen princess congresswoman chairwoman spokeswoman".split(), "f")}
UNTITLED = frozenset("""
    mr mrs ms former late then col. lt. capt. sgt. maj. adm. rev. st. hon. state of defense foreign prime deputy senior
    u.s. reps. sens. united states billionaire republican democratic president-elect vice-president""".split())
# First names that tell which pronoun refers to a person. A name that is not listed fits either.
GENDERS = {**dict.fromkeys("""
    abigail alexandra alice alicia alison amanda amy ana andrea angela anita ann anna anne annie april ashley
    barbara becky beth betsy betty brenda bridget carla carly carmen carol caroline catherine cecile charlotte
    cheryl christina christine cindy claire claudia condoleezza crystal cynthia dana dawn debbie deborah denise
    diana diane dina donna dora dorothy elena elizabeth ellen emily emma erica eva evelyn fiona florence frances
    gina giorgia gloria grace hannah heather heidi helen hillary huma ingrid irene isabel ivanka jacinda jackie jane
    janet janice jean jeanne jennifer jenny jessica jill joan joanna joyce judith judy julia julie kamala karen kate
    katherine kathleen kathryn kathy katie kayleigh kelly kim kirsten kristi laura lauren leah leslie lily linda
    lindsey lisa liz loretta lori louise lucia lucy lynn madeleine maggie mandy margaret maria marie marilyn marine
    marsha martha mary maya megan melania melissa michelle mira molly monica myra nadia nancy natalie nicole nikki
    nina olga olivia pam pamela patricia patty paula peggy rachel rebecca renee rita robin rosa rose ruth sally
    samantha sandra sara sarah sharon sheila shirley sofia sonia sophie stella stephanie sue susan suzanne sylvia
    tammy tara teresa theresa tina tracy ursula valerie vanessa vera veronica victoria virginia wendy yolanda yvonne
    zoe""".split(), "f"),
    **dict.fromkeys("""
    aaron abdul abraham adam ahmed alan albert alejandro alex alexander ali andrew andy anthony antonio antony
    arthur barack ben benjamin bernard bernie bill billy bob bobby boris brad brandon brett brian bruce bryan carl
    carlos charles charlie chris christopher chuck clarence craig dan daniel dave david dean dennis derek diego
    dmitry don donald doug douglas drew dwight earl ed eddie edgar eduardo edward elijah emmanuel eric ernest evan
    felipe fernando francis francisco frank fred gabriel garrett gary gavin geoffrey george gerald gerard glenn
    gordon graham grant greg gregory guy hans harold harry hassan henry herbert howard hugo ian isaac ivan jack
    jacob jaime jair jake james jared jason javier jay jeb jeff jeffrey jeremy jerome jerry jesse jesus jim jimmy
    joe joel john jon jonathan jordan jorge jose joseph josh joshua juan julian justin karl keir keith ken kenneth
    kevin kyle larry lee leo leon lloyd louis lucas luis luke manuel marco marcus mario mark martin matt matthew max
    michael miguel mike mitch mitt mohamed mohammed moses muhammad narendra nathan neil nicholas nick nicolas nigel
    noah oliver omar oscar otto pablo patrick paul pedro pete peter phil philip phillip pierre rafael ralph rand
    randy ray raymond reince rex ricardo richard rick rob robby robert roberto rodrigo roger ron ronald roy rudy
    rupert russ russell ryan sam samuel scott sean sebastian sergei seth shaun simon stanley stefan stephen steve
    steven stuart ted terry thomas tim timothy toby todd tom tommy tony travis trevor trey tyler victor viktor
    vincent vladimir volodymyr walter warren wayne will william xavier zach""".split(), "m")}
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
SUFFIXES = {"jr.", "sr.", "jr", "sr", "ii", "iii", "iv"}


class Name(NamedTuple):
    """A run of capitalised words taken apart: the name without titles, what the titles say, and as `key` first name
    with surname, by which two forms are one person: "Hillary Rodham Clinton", "Hillary Clinton"."""
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
