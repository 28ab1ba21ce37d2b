"""Kinds of source: what a noun phrase or a capitalised run is by its words alone: a person, an
organisation, a document.

Nouns are listed where a list is short, and go by their ending where it is not: English makes names
of occupations by suffixes ("farm-er", "econom-ist", "spokes-woman"). What no list and no ending
tells is left open.
"""

import re
from functools import lru_cache

NAMED, UNNAMED, ORGANISATION, DOCUMENT = KINDS = (
    "named person",
    "unnamed person",
    "organisation",
    "document",
)

# Bodies that speak. Police and authorities are bodies; officers, officials and prosecutors are
# people.
BODIES = frozenset(
    """
    academy administration agency airline alliance app archdiocese army assembly association authorities authority
    bank bench board body brand broadcaster bureau business cabinet camp campaign center centre chamber channel
    charity church city club coalition college commission committee community company conference congress consortium
    convention corporation council country county court courts daily delegation department diocese division embassy
    establishment exchange federation firm force forces foundation franchise front fund government group guard
    hospital house industry initiative institute institution judiciary jury kingdom league leadership left legislature
    library lobby magazine maker manufacturer majority media military militia minority ministry mission mosque
    movement museum nation navy network newspaper newspapers nonprofit office opposition organisation organization
    outlet outlets pac panel parliament parish party patrol platform police press prosecution publication publisher
    regime republic retailer right school secretariat senate service site society startup state station studio
    subcommittee supplier synagogue syndicate tank task team treasury tribunal trust uniformed union unit university
    watchdog website weekly wing zoo""".split()
)
# Names whose words say that a body bears them, besides the above.
BODY_NAMES = BODIES | frozenset(
    """
    ag ap associates bloomberg brothers chronicle co co. corp corp. courier dispatch enterprise examiner enterprises
    gazette globe group herald holdings inc inc. independent industries international journal kremlin limited llc llp
    ltd ltd. mail ministries monitor news observer partners pentagon planned post pravda press project register
    reuters review sentinel standard star statehouse stock studios sun systems technologies telegraph times today
    tribune veterans watch network lives institution works world daily capitol bundestag knesset duma broadcasting
    pictures records airlines motors hospital laboratory labs facebook twitter google amazon youtube microsoft apple
    instagram tiktok boeing netflix politico axios vox buzzfeed newsweek hamas hezbollah taliban isis wikileaks snopes
    reddit uber walmart breitbart federalist atlantic hill blaze intercept guardian economist nation tass xinhua
    gallup nasdaq doj fda cnn""".split()
) - frozenset(
    "right left front house exchange unit state guard bench body force wing task camp".split()
)
# What is written or shown, and speaks without its author.
DOCUMENTS = (
    frozenset(
        """
    account act ad ads advert advertisement advisory affidavit agreement amendment analysis announcement app article
    articles assessment audit autobiography banner bill billboard biography blog blurb book booklet bookmark brief
    briefing brochure bulletin caption card chant charter chapter clause clip code column comic communique complaint
    constitution contract conclusions cover cable commercial convention data database declaration decree definition
    deposition diary directive disclaimer dispatch document documents dossier draft edict editorial editorials email
    emails entry essay excerpt exhibit factsheet feature file files filing filings findings flier flyer footage
    footnote form graffiti graphic guidance guide guideline guidelines handbook headline headlines hymn image
    inscription index indictment infographic injunction invitation invoice journal judgment label law laws lawsuit
    leaflet letter letters log lyrics magazine mailer manifesto manual manuscript measure memo memoir memoirs
    memorandum message messages minutes motion motto narration newsletter note notes notice notification novel
    obituary op-ed ordinance order page papers pamphlet passage petition piece placard placards plaque pleading poem
    poll polls post poster posters posts prayer prologue preamble prospectus proposal provision quotation readout
    recording record records regulation regulations release report reports resolution review rule rulebook rules
    ruling scripture script sign signs song speech spot statement statements statute statutes stipulation story
    stories studies study subpoena suit summary survey surveys syllabus synopsis tape teleprompter testimony text
    texts title trailer transcript transcripts treaty tweet tweets update verdict verse video videos voicemail warrant
    webpage website writ""".split()
    )
    - BODIES
)
# People who are no occupation, and many at once.
FOLK = frozenset(
    """
    aide aides ally allies analyst analysts another applicant attendees attorney aunt audience baby bishop boss boy
    boys brother brothers captain chairman chef chief chiefs child children clergy clerk coach colleague colleagues
    congregant couple cop cops cousin crew critic critics crowd dad daughter delegate delegates democrat democrats
    deputies deputy diplomat diplomats elites everybody everyone expert experts families family fan fans father fellow
    fellows female folks foe foes friend friends general girl girls girlfriend boyfriend governor grandfather
    grandmother guest guests guy guys head heads heir hero hawk hawks host hosts husband individual individuals
    insider inmate intern jihadist judge judges juror jurors kid kids king lady ladies lawmakers lead leftists locals
    males man men member members mom monk mother mum mayor mp mps nephew neighbor neighbour neighbors neighbours niece
    nominee nun nurse nurses observers official officials one onlookers operative operatives opponent opponents others
    parent parents resident participant participants patient passenger passengers partner patriarch people peer peers
    person pilot pilots pope priest prince princess prisoner professor pundit pundits principal queen recruit relative
    relatives representative representatives reps republican republicans residents respondent respondents rival rivals
    scholar scholars sheriff sibling sister sisters someone somebody son source sources soldier soldiers spouse staff
    star student students supporters surgeon surgeons teen senior junior sophomore freshman investigators prosecutors
    researchers protesters organizers teenager teenagers toddler troops uncle victim victims vet veteran veterans
    viewers villagers voters whistleblower widow widower wife witness witnesses woman women workers youth conservative
    conservatives liberal liberals progressive progressives libertarian centrist socialist populist congressman
    congresswoman attendee american americans catholic catholics christian christians muslim muslims ceo cfo coo cto
    founder co-founder premier monarch vicar rabbi imam chaplain dean provost tycoon mogul spokesperson spokespeople
    chair co-chair secretary ambassador envoy expat exec execs evangelical migrant tenant cadet celebrity advocate
    advocates candidate candidates associate agent agents champion guru czar hopeful hopefuls president statesman
    vice-president graduate graduates laureate incumbent cardinal archbishop detective whip constable sergeant
    lieutenant colonel corporal marshal bodyguard athlete frontrunner front-runner runner-up neurologist actress
    duchess duke earl baron baroness strategist native plaintiff plaintiffs defendant defendants suspect suspects
    culprit assailant gunman gunmen""".split()
)
ENDINGS = (
    "er",
    "or",
    "ist",
    "man",
    "woman",
    "men",
    "eer",
    "ess",
    "person",
    "ian",
    "year-old",
    "arian",
    "logue",
    "ant",
    "crat",
    "wright",
    "smith",
)
# They end as occupations do and are none.
NO_TRADE = frozenset(
    """
    after alter another answer amber anger antler banner barrier behavior better bitter bumper burner career center
    chamber chapter character charter cider clever cluster color colour computer container copper corner counter cover
    cylinder danger december dinner disaster disorder either endeavor error ever factor favor favour feather fever
    fewer fiber filter finger flavor flower folder former further gender glamour greater greer hammer harbor her
    hinder holder honor however hunger inner ivor junior kosher labor labour ladder larger later latter layer leather
    lesser letter liquor longer lower manner marker matter meter mirror monster mortar motor murder neither never
    newsletter november number october offer older order other outer over paper particular per poker popular power
    prayer prior proper quarter rather razor refrigerator remainder river rumor rumour senior september server shelter
    shoulder silver similar simpler slender slogan smaller sober solar somber spider stronger sugar summer super
    tender terror theater theatre together tower transfer trailer tremor tumor twitter under upper utter vapor water
    weather weaker whether whisper wider winter wonder yonder younger important significant relevant giant warrant
    restaurant grant constant distant elegant want plant instant pregnant dominant reluctant brilliant vacant variant
    covenant defiant human german roman ottoman omen specimen acumen regimen process success access press progress
    address congress business illness fitness less excess unless wilderness fairness happiness weakness mess stress
    dress guess loss list mist twist exist resist assist insist consist persist enlist italian russian canadian
    australian brazilian egyptian iranian palestinian syrian ukrainian indian asian norwegian victorian authoritarian
    humanitarian totalitarian vegetarian caribbean utilitarian dialogue catalogue analogue ian van can than begun
    bigger higher lighter easier earlier harder faster closer nearer dearer tougher stricter broader deeper richer
    poorer""".split()
)


@lru_cache(1 << 14)
def is_trade(noun: str) -> bool:
    """Whether a noun in lower case names people by what they are or do, one or many.

    >>> is_trade("farmer"), is_trade("officials"), is_trade("54-year-old"), is_trade("answer"), is_trade("company")
    (True, True, True, False, False)

    Fails on words that only look like occupations: "the teleporter" is a person here.
    """
    if noun in FOLK:
        return True
    single = noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
    if noun in BODIES or noun in DOCUMENTS or single in NO_TRADE or noun in NO_TRADE:
        return False
    return single in FOLK or (len(single) > 4 and single.endswith(ENDINGS))


@lru_cache(1 << 14)
def kind_by_noun(noun: str) -> str | None:
    """The kind of source that a noun names where no name stands beside it; None where it names no
    source.

    >>> [kind_by_noun(noun) for noun in ("farmer", "ministry", "indictment", "weather")]
    ['unnamed person', 'organisation', 'document', None]

    A group of people is an unnamed person; the police and "authorities" are an organisation.
    "Paper" is a document here: that "the paper" is mostly the newspaper, only the article tells.
    """
    noun = noun.lower().removesuffix("'s").rstrip("'")
    if noun in DOCUMENTS or noun == "paper":
        return DOCUMENT
    if (
        noun in BODIES
        or (noun.endswith("ies") and noun[:-3] + "y" in BODIES)
        or noun.removesuffix("s") in BODIES
    ):
        return ORGANISATION
    noun = noun.rpartition("-")[2] if not noun.endswith("-old") else noun
    return UNNAMED if is_trade(noun) else None


# What stands behind a name and tells what bears it.
APPOSED = re.compile(
    r"""
    (?:,\ \d\d)? ,\ (?: who\ is\ )? (?:the|an?|its|his|her|their|[A-Z][\w.-]*'s)\ ((?:[\w'.-]+\ ){0,6}?[\w-]+)
        (?= [,.;\n"] | \ (?:of|for|in|at|and|who|from|with|on|to|that|which|based)\b | $ )      # , a farmer from Skara,
  | ,\ ((?:[\w'.-]+\ ){0,4}?[a-z-]+) (?= ,\ | \ (?:of|for|at)\ )                       # , chief executive of
""",
    re.VERBOSE,
)
TELLING = (",", " w", " (", " h", " i")
AGED = re.compile(r", (?:a )?(\d\d?)(?:-year-old|(?=[,.]))")
PERSONAL = re.compile(r",? (?:who|whose|whom|himself|herself)\b|,? \(?[RDI]-[A-Z]")
BODILY = re.compile(
    r",? (?:which|itself)\b|, (?:an?|the) (?:[\w-]+ ){0,4}(?:company|group|organi[sz]ation|firm|agency|site|website|newspaper)\b(?!')"
)
NEAR = re.compile(r"[^.!?\"\n]{0,60}?\b(he|she|his|her|him|its|itself)\b")
OF_NAME = re.compile(r" (?:of|for|from|at) (?:the )?([A-Z][\w-]*(?: [A-Z][\w-]*){0,3})")
NOUN = re.compile(r" [a-z-]+")


def role_at(plain: str, start: int, end: int) -> tuple[str, frozenset[str]] | None:
    """What the words before a name or behind it say that its bearer is, with the words before that.

    >>> text = "It rained, said Jane Roe, a sheep farmer."
    >>> role, modifiers = role_at(text, text.index("Jane"), text.index(", a"))
    >>> role, sorted(modifiers)
    ('farmer', ['sheep'])
    """
    if plain.startswith(", ", end) and (m := APPOSED.match(plain, end, end + 120)):
        *modifiers, role = (m[1] or m[2]).lower().replace("'s", "").split()
        if is_trade(role):
            if of := OF_NAME.match(plain, m.end()):
                modifiers += of[1].lower().split()
            return role, frozenset(modifiers)
    if start < 2 or not (plain[start - 2].islower() or plain.startswith(", ", start - 2)):
        return None
    before = plain[max(0, start - 60) : start]
    *modifiers, role = before.split() or [""]
    if (
        role[-1:] == "," and role[0].islower() and is_trade(role[:-1])
    ):  # the Mexican president, Jane Roe
        for k in range(len(modifiers) - 1, max(-1, len(modifiers) - 6), -1):
            word = modifiers[k].lower()
            if word in DETERMINERS or word.endswith("'s"):
                return role[:-1], frozenset(
                    w.lower().removesuffix("'s") for w in modifiers[k:]
                ) - DETERMINERS
    elif role.islower() and is_trade(role):  # spokeswoman Jane Roe
        return role, frozenset(
            w.lower().removesuffix("'s") for w in modifiers[-3:] if w[-1] not in ",.;"
        ) - DETERMINERS
    return None


def kind_by_context(plain: str, start: int, end: int, single: bool) -> str | None:
    """The kind of source that the words around a name tell: "who" of a person, "which" of a body;
    None where they are silent. `single` says that the name is one word.

    >>> [kind_by_context(text, 0, 3, True) for text in ("Roe, who farms,", "Roe, which sells", "Roe spoke")]
    ['named person', 'organisation', None]
    """
    if plain.startswith(TELLING, end):
        if PERSONAL.match(plain, end) or AGED.match(plain, end):
            return NAMED
        if BODILY.match(plain, end):
            return ORGANISATION
    if role_at(plain, start, end):
        return NAMED
    if (
        start > 1
        and plain[start - 2].islower()
        and plain[start - 1] == " "
        and plain[max(0, start - 20) : start].split()[-1] in BODIED
    ):
        return ORGANISATION
    before = plain[max(0, start - 8) : start].lower()
    if (before.endswith("the ") and not NOUN.match(plain, end)) or (
        single and before.endswith((" in ", " at ", " near ", " from "))
    ):
        return ORGANISATION
    if m := NEAR.match(plain, end):
        return ORGANISATION if m[1].startswith("it") else NAMED
    return None


BODIED = frozenset(
    "company firm newspaper magazine press publisher network website site group agency bank nonprofit band".split()
)
DETERMINERS = frozenset("the a an his her their its our my said says".split())
DEMONYMS = {
    "french": "france",
    "british": "britain",
    "spanish": "spain",
    "dutch": "netherlands",
    "american": "u.s.",
    "u.s": "u.s.",
    "danish": "denmark",
    "finnish": "finland",
    "irish": "ireland",
    "greek": "greece",
    "polish": "poland",
    "swiss": "switzerland",
    "d-calif": "california",
    "gop": "republican",
}


def same_place(one: str, other: str) -> bool:
    """Whether two words before a role may say the same: "Mexican" and "Mexico".

    >>> same_place("mexican", "mexico"), same_place("french", "france"), same_place("danish", "finnish")
    (True, True, False)
    """
    one, other = (DEMONYMS.get(word, word) for word in (one, other))
    return one == other or (len(one) > 4 and len(other) > 3 and one[:4] == other[:4])
