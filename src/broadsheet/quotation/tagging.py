"""Word classes: every token of a news text as one letter, which is all that clauses are read from.

Closed classes, verbs of speech and the commonest other verbs are listed; the rest goes by capital
and ending. Coarse on purpose: a letter a token is what regular expressions run over at thousands of
paragraphs a second.
"""

import re
from functools import lru_cache


def inflected(classes: str, verbs: str) -> dict[str, str]:
    """The forms of verbs with a class each, for base, -s, -ed and -ing form; irregular ones are
    spelled out by slashes.

    >>> inflected("bsdg", "deny admit+ say/says/said/saying")["admitting"]
    'g'
    """
    forms = {}
    for verb in verbs.split():
        base = verb.removesuffix("+")
        stem = base[:-1] if base[-1] == "e" else base + base[-1] if verb[-1] == "+" else base
        if base[-1] == "y" and base[-2] not in "aeo":
            regular = base, base[:-1] + "ies", base[:-1] + "ied", stem + "ing"
        else:
            regular = (
                base,
                base + ("es" if re.search("(s|sh|ch|x|z|o)$", base) else "s"),
                stem + "ed",
                stem + "ing",
            )
        forms.update(zip(verb.split("/") if "/" in verb else regular, classes))
    return forms


def listed(classes: dict[str, str]) -> dict[str, str]:
    return {word: letter for letter, words in classes.items() for word in words.split()}


# The class of each word that is not told by its ending; a later line wins over an earlier one.
CLASSES = {
    **inflected(
        "vvvg",
        """
        make/makes/made/making take/takes/took/taking give/gives/gave/giving go/goes/went/going get/gets/got/getting
        come/comes/came/coming know/knows/knew/knowing keep/keeps/kept/keeping let/lets/let/letting
        begin/begins/began/beginning leave/leaves/left/leaving bring/brings/brought/bringing hold/holds/held/holding
        stand/stands/stood/standing lose/loses/lost/losing pay/pays/paid/paying meet/meets/met/meeting
        run/runs/ran/running set/sets/set/setting lead/leads/led/leading understand/understands/understood/understanding
        spend/spends/spent/spending grow/grows/grew/growing win/wins/won/winning send/sends/sent/sending
        build/builds/built/building fall/falls/fell/falling sell/sells/sold/selling hear/hears/heard/hearing
        become/becomes/became/becoming sit/sits/sat/sitting wear/wears/wore/wearing choose/chooses/chose/choosing
        seek/seeks/sought/seeking fight/fights/fought/fighting teach/teaches/taught/teaching rise/rises/rose/rising
        draw/draws/drew/drawing drive/drives/drove/driving buy/buys/bought/buying break/breaks/broke/breaking
        put/puts/put/putting beat/beats/beat/beating forget/forgets/forgot/forgetting seem/seems/seemed/seeming
        need/needs/needed/needing shoot/shoots/shot/shooting shake/shakes/shook/shaking""",
    ),
    # weak: verbs of judgement and thought. What is quoted after them is said, but a verb of speech
    # near by wins.
    **inflected(
        "UUUH",
        """
        accuse attack blame blast call characterize characterise cite compare condemn credit criticize criticise decry
        defend demand denounce deny deride describe discuss dismiss dub+ express hail issue label laud liken mock order
        portray praise propose question quote refer+ reject ridicule slam+ term thank tout use applaud brand chide rip+
        bash lambast lambaste lash welcome knock hammer skewer rail rebuke scold taunt compliment congratulate endorse
        greet honor invoke outline pan+ paint tease trash voice depict consider deem bemoan hope want learn decide show
        sing/sings/sang/singing see/sees/saw/seeing think/thinks/thought/thinking feel/feels/felt/feeling
        believe/believes/believed/believing find/finds/found/finding speak/speaks/spoke/speaking
        talk/talks/talked/talking""",
    ),
    # strong: verbs of speech
    **inflected(
        "VVVG",
        """
        acknowledge add admit+ agree advise affirm allege announce answer argue ask assert assure beg+ boast caution
        charge chant chuckle claim clarify comment complain concede conclude confess confirm contend continue counter
        cry declare detail elaborate emphasise emphasize exclaim explain gush implore inform inquire insist instruct
        interject joke lament lecture maintain mention muse murmur mutter note object observe offer opine plead pledge
        post preach predict proclaim promise pronounce protest quip+ reason recall recommend recount reflect reiterate
        remark remind repeat reply report request respond retort reveal scoff scream shout snap+ sneer state stress
        suggest surmise testify thunder tweet urge volunteer vow warn whisper wonder yell echo blog+ email retweet
        theorize speculate summarize underscore fume rant bellow grumble
        say/says/said/saying tell/tells/told/telling write/writes/wrote/writing read/reads/read/reading
        swear/swears/swore/swearing""",
    ),
    **listed(
        {
            "e": "be am is are was were been being isn't wasn't aren't weren't",
            "x": """have has had having do does did will would can could may might must shall should don't doesn't didn't
             won't wouldn't can't couldn't hasn't haven't hadn't shouldn't cannot""",
            "D": """the a an this these those his her its their my our your one two three four five six seven eight nine ten
             some many several most all both each every another other few any no more such""",
            "R": "he she they i we it you he's she's they're i'm we're it's you're he'd she'd everyone someone others",
            "O": "him them me us himself herself themselves itself",
            "P": """about above across against along alongside amid among around at behind below beneath beside besides
             between beyond despite down during except for from in inside into like near off on onto out outside over
             past per regarding through throughout toward towards under until unlike up upon via with within without
             including following""",
            "Z": "according",
            "F": "of",
            "I": "to",
            "y": "by",
            "T": "that",
            "W": "who which whose whom what where how why",
            "C": "and or &",
            "K": "but nor yet plus",
            "B": "as when while because if although though since after before unless once whether than whereas even",
            "A": """also later never not again once often still just always sometimes afterwards afterward first already now
             earlier instead nevertheless however meanwhile too well rather here there ever almost soon further back
             aloud then so only better recently""",
            "M": """monday tuesday wednesday thursday friday saturday sunday yesterday today tonight tomorrow january
             february march april june july august september october november december jan. feb. mar. apr. aug. sept.
             oct. nov. dec. week month year day night morning afternoon evening weekend ago p.m. a.m. early late last
             next""",
            "n": """family anomaly assembly monopoly bully belly jelly supply thing something anything nothing everything
             sibling ceiling wedding funding housing training clothing spring string offspring darling evening hundred
             speed breed creed weed""",
            ",": ", ;",
            "-": "― — – -- -",
            ".": ". ! ? …",
            ":": ":",
            "(": "( [",
            ")": ") ]",
        }
    ),
}
ENDINGS = (("ing", "g"), ("ed", "v"), ("ly", "A"))
# Capitalised where a sentence begins or in a headline, these are still no names.
NAMELESS = frozenset("DRPFIyTWCKBMZ")
# Nouns as well as verbs: verbs only behind a name, a pronoun, an auxiliary, "to" or a quotation.
NOUNS_TOO = frozenset(
    """
    add answer answers ask attack attacks blame building call calls charge charges claim claims comment comments
    counter counters credit cries cry defend demand demands detail details dismiss echo echoes email emails exclaim
    express feeling felt find finding finds hail hope hopes issue issues label labels lament lead leading leads
    learn lecture lectures left meeting mention mentions mock need needs note notes object objects offer offers
    order orders outline outlines pledge pledges point points post posts praise press promise promises propose
    protest protests question questions quip quips quote quotes read reading reason reasons recall release remark
    remarks report reports request requests ridicule run runs saw scream screams set sets setting shout shouts show
    shows slam state states stress talk talks tease term terms thank thanks thought tout trash tweet tweets use uses
    voice voices vow vows want wants welcome whisper wonder writing yell""".split()
)

# A token with the gap behind it, so that the tokens of a paragraph follow one upon the other and
# their lengths say where each begins. The two shortest alternatives come first, for most tokens are
# of them.
GAP = re.compile(r"[\s_]*+")
TOKEN = re.compile(
    rf"""
    [a-z]++ [ ] (?![\s_])
  | (?: [A-Za-z][a-z]*+ (?=[ ,])
      | (?=[A-Z]) (?: (?: Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Lt|Gen|Col|Capt|Sgt|Maj|Adm|Rev|Hon|Prof|St|Jr|Sr|No|vs
          | Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec ) \.     # abbreviations keep their point
          | (?: [A-Z]\. )+                                  # initials, U.S.
          | [DRI]-[A-Z][\w.]+ )                              # R-Tex.
      | [ap]\.m\.
      | \( [A-Z] [\w.-]{{0,12}} \)                          # (R-Tex.), (Calif.)
      | [@#$]? [^\W_]+ (?: [.'’&@/\-–]{{1,2}} [^\W_]+ )* (?: '(?=[\s,.]) )?  # words, numbers, plural possessives
      | --+ | "++ | [^\w\s]                                # marks
    ) {GAP.pattern}
""",
    re.VERBOSE,
)


# Base forms: no verbs behind a singular noun ("a snappy retort").
BASES = frozenset(
    """
    acknowledge admit advise affirm allege announce argue assert assure boast caution clarify complain concede
    conclude confess confirm contend continue declare explain inform inquire insist instruct joke maintain muse
    mutter observe opine plead preach predict proclaim pronounce recommend recount reflect reiterate remind repeat
    reply respond retort reveal say snap sneer suggest swear tell testify urge volunteer warn wonder write""".split()
)
# What follows a verb of speech rather than a noun: a quotation, a clause, a person.
VERBAL = re.compile(
    r"""
    \s* (?: [":] | ,\s*" | (?:that|the|a|an|his|her|their|its|he|she|it|they|him|them|this|these|those)\b | [A-Z] )
""",
    re.VERBOSE,
)


@lru_cache(1 << 16)
def classify(token: str, first: bool) -> str:
    """The class of a token; `first` where a sentence begins and a capital therefore says nothing.

    >>> [classify(token, False) for token in ("Smith", "said", "slowly", "farmer", "Smith's")]
    ['N', 'V', 'A', 'n', 'S']
    """
    word = token.lower()
    known = CLASSES.get(word)
    if token[0] == "(" and len(token) > 1:
        return "p"
    if token in "@#$" or (not token[0].isalnum() and token[0] not in "@#$"):
        return known or ","
    if token.endswith(("'s", "s'")) and known is None:
        base = CLASSES.get(word[:-2])
        return (
            "R"
            if base in ("R", "T", "W", "A")
            else "M"
            if base == "M" and word[:-2] != "march"
            else "S"
        )
    if token[0].isupper():
        if known and (first or known in NAMELESS):
            return known
        if (
            first and len(word) > 6
        ):  # Speaking, Initially; but Sterling, Kelly and Connelly are people
            if word.endswith("ing"):
                return "g"
            if word.endswith("ly") and not word.endswith(("elly", "illy", "olly", "nly")):
                return "A"
        return "N"
    if known:
        return known
    if token[0].isdigit():
        return "D" if word.replace(",", "").replace(".", "").isdigit() else "n"
    if len(word) > 4:
        for ending, letter in ENDINGS:
            if word.endswith(ending):
                return letter
    return "n"


class Bare(dict):
    """Each token without the gap behind it; emptied when it holds too many."""

    def __missing__(self, token: str) -> str:
        if len(self) > 1 << 16:
            self.clear()
        self[token] = token[: len(token.replace("_", " ").rstrip())]
        return self[token]


BARE = Bare()


class Letters(dict):
    """The class of each token, gap included, asked once a token; emptied when it holds too many.
    Where only the sentence tells whether it is a verb, the class is one of `UNSURE`.
    """

    def __init__(self, first: bool):
        self.first = first
        self[QUOTATION] = "Q"

    def __missing__(self, token: str) -> str:
        if token == QUOTATION:  # another thread has just emptied the table
            return "Q"
        if len(self) > 1 << 16:
            self.clear()
            self[QUOTATION] = "Q"
        word = BARE[token]
        letter = classify(word, self.first)
        if letter in VERBS and (word in NOUNS_TOO or word in BASES):
            letter = UNSURE[VERBS.index(letter)]
        self[token] = letter
        return letter


QUOTATION = ""  # the token that stands for a quoted stretch
VERBS, UNSURE = "VUv", "123"
LETTERS = Letters(False)
FIRST_LETTERS = Letters(True)  # of tokens that begin a sentence
QUOTED_BY = re.compile("Q,?[DSnN]{0,4}[nN]$")  # "…," the editorial


def in_context(
    token: str, letter: str, before: str, plain: str, previous_end: int, end: int
) -> str:
    """The class of a verb once the letters before it are known: some are nouns there ("the latest
    claims").
    """
    if QUOTED_BY.search(before):
        return letter
    before = before[-1]
    if token in NOUNS_TOO:
        if (
            before not in "nNRxIAWQ,)TCM"
            or (before in "nN" and not VERBAL.match(plain, end))
            or (before == "n" and (token[-1] != "s" or plain[previous_end - 1] == "s"))
        ):
            return "n"
    elif token in BASES and (before in "DSP" or (before == "n" and plain[previous_end - 1] != "s")):
        return "n"
    return letter
