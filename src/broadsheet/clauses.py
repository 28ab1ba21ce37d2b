"""Who says something in a paragraph: its verbs, each with its subject, read off coarse word classes.

This is a shallow parser. Every word becomes one letter, a paragraph becomes a string of letters, and noun phrases and
verbs are regular expressions over that string. It knows the grammar of news prose and no other.
"""
import re
from bisect import bisect_right
from functools import lru_cache
from collections.abc import Sequence
from typing import NamedTuple


def inflected(classes: str, verbs: str) -> dict[str, str]:
    """The forms of verbs with a class each, for base, -s, -ed and -ing form; irregular ones are spelled out by slashes.

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
            regular = base, base + ("es" if re.search("(s|sh|ch|x|z)$", base) else "s"), stem + "ed", stem + "ing"
        forms.update(zip(verb.split("/") if "/" in verb else regular, classes))
    return forms


def listed(classes: dict[str, str]) -> dict[str, str]:
    return {word: letter for letter, words in classes.items() for word in words.split()}


# The class of each word that is not told by its ending; a later line wins over an earlier one.
CLASSES = {
    **inflected("vvvg", """
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
        need/needs/needed/needing shoot/shoots/shot/shooting"""),
    # weak: verbs of judgement and thought. What is quoted after them is said, but a verb of speech near by wins.
    **inflected("UUUH", """
        accuse attack blame blast call characterize characterise cite compare condemn credit criticize criticise decry
        defend demand denounce deny deride describe discuss dismiss dub+ express hail issue label laud liken mock order
        portray praise propose question quote refer+ reject ridicule slam+ term thank tout use applaud brand chide rip+
        bash lambast lambaste lash welcome knock hammer skewer rail rebuke scold taunt compliment congratulate endorse
        greet honor invoke outline pan+ paint tease trash voice depict consider deem bemoan hope want learn decide show
        sing/sings/sang/singing see/sees/saw/seeing think/thinks/thought/thinking feel/feels/felt/feeling
        believe/believes/believed/believing find/finds/found/finding speak/speaks/spoke/speaking
        talk/talks/talked/talking"""),
    # strong: verbs of speech
    **inflected("VVVG", """
        acknowledge add admit+ agree advise affirm allege announce answer argue ask assert assure beg+ boast caution charge
        chant chuckle claim clarify comment complain concede conclude confess confirm contend continue counter cry
        declare detail elaborate emphasise emphasize exclaim explain gush implore inform inquire insist instruct
        interject joke lament lecture maintain mention muse murmur mutter note object observe offer opine plead pledge
        post preach predict proclaim promise pronounce protest quip+ reason recall recommend recount reflect reiterate
        remark remind repeat reply report request respond retort reveal scoff scream shout snap+ sneer state stress
        suggest surmise testify thunder tweet urge volunteer vow warn whisper wonder yell echo blog+ email retweet
        theorize speculate summarize underscore fume rant bellow grumble
        say/says/said/saying tell/tells/told/telling write/writes/wrote/writing read/reads/read/reading
        swear/swears/swore/swearing"""),
    **listed({
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
        "Z": "according", "F": "of", "I": "to", "y": "by", "T": "that", "W": "who which whose whom what where how why",
        "C": "and or &", "K": "but nor yet plus",
        "B": "as when while because if although though since after before unless once whether than whereas even",
        "A": """also later never not again once often still just always sometimes afterwards afterward first already now
             earlier instead nevertheless however meanwhile too well rather here there ever almost soon further back
             aloud then so only better recently""",
        "M": """monday tuesday wednesday thursday friday saturday sunday yesterday today tonight tomorrow january
             february march april june july august september october november december jan. feb. mar. apr. aug. sept.
             oct. nov. dec. week month year day night morning afternoon evening weekend ago p.m. a.m. early late last
             next""",
        ",": ", ;", "-": "— – -- -", ".": ". ! ? …", ":": ":", "(": "( [", ")": ") ]",
    }),
}
ENDINGS = (("ing", "g"), ("ed", "v"), ("ly", "A"))
# Capitalised where a sentence begins or in a headline, these are still no names.
NAMELESS = frozenset("DRPFIyTWCKBMZ")
# Nouns as well as verbs: verbs only behind a name, a pronoun, an auxiliary, "to" or a quotation.
NOUNS_TOO = frozenset("""
    add answer answers ask attack attacks blame call calls charge charges claim claims comment comments counter counters
    credit cry cries defend demand demands detail details dismiss echo echoes email emails exclaim express find finds
    hail hope hopes issue issues label labels lament lecture lectures mention mentions mock need needs note notes object
    objects offer offers order orders outline outlines point points press pledge pledges post posts praise promise promises propose protest
    protests question questions quip quips quote quotes read reading reason reasons recall remark remarks report reports
    request requests ridicule run runs scream screams set sets shout shouts show shows slam state states stress tease
    term terms thank thanks tout trash tweet tweets use uses vow vows voice voices welcome want wants whisper yell
    feeling building meeting finding setting writing charge leading wonder release talk talks learn
    left set lead leads saw thought felt""".split())

TOKEN = re.compile(r"""
    (?=[A-Z]) (?: (?: Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Lt|Gen|Col|Capt|Sgt|Maj|Adm|Rev|Hon|Prof|St|Jr|Sr|No|vs
      | Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec ) \.     # abbreviations keep their point
      | (?: [A-Z]\. )+                                  # initials, U.S.
      | [DRI]-[A-Z][\w.]+ )                              # R-Tex.
  | [ap]\.m\.
  | \( [A-Z] [\w.-]{0,12} \)                            # (R-Tex.), (Calif.)
  | [@#$]? [^\W_]+ (?: [.'’&@/\-–]{1,2} [^\W_]+ )* (?: '(?=[\s,.]) )?  # words, numbers, plural possessives
  | --+ | [^\w\s]                                      # marks
""", re.VERBOSE)




class Event(NamedTuple):
    """A verb of a paragraph with its subject, as positions of tokens, ends exclusive; `level` 3 for verbs of speech, 2
    for weak ones, 1 for any other; `antecedent` is what a relative pronoun stands for."""
    verb: int
    first: int
    last: int
    level: int
    antecedent: tuple[int, int] | None = None


# A noun phrase has its head last; a party and state may follow: "the newly elected senator John Roe (R-Tex.)".
CORE = r"(?:(?:[DS]A?M?[vgUVGH]?(?=[nNS]))?[nNSD]{0,9}[nN]p?)"
PHRASE = rf"(?:R|{CORE}(?:[PF]D?{CORE}){{0,3}}(?:C{CORE}(?:[PF]{CORE})?)?|D(?=[AxeVU]))"
# The subject behind its verb, "said Jane Roe, a farmer who …". A name goes on with an apposition or a relative clause up
# to the end of the sentence; only what has no name goes on with "for" or "in", since these begin the place and time else.
NOBLE = rf"""(?: R | D?F?[vg]?{CORE} (?:F{CORE}){{0,2}} (?:C{CORE}(?![AxeVUv]))? (?:(?<=n)[Pv][^,.Q:;-]{{0,40}})?
    (?: ,?W[^,.Q:-]{{0,40}} | ,(?=[DnNSA])[^,.Q:G-]{{0,40}} (?:,(?![gGHPCKBVUvexAR])[^,.Q:G-]{{0,40}}){{0,4}} )? | D )""".replace(" ", "").replace("\n", "")
CHUNK = re.compile(rf"""
    (?P<phrase> {PHRASE} )
  | (?P<verb> (?: [PD]?M{{1,3}} | [Axe] ){{0,5}} I?A? [VUvGHg] | (?: [PD]?M{{1,3}} | [Ax] ){{0,3}} e | x )  # "also to say"
  | (?P<agent> y {PHRASE} )
  | (?P<other> . )
""", re.VERBOSE)
LEVELS = {"V": 3, "G": 3, "U": 2, "H": 2}


SAID_BY = re.compile(rf"(?:R|D?F?[vg]?{CORE}(?:F{CORE}){{0,2}}|D)(?:[,.WQPFM(]|$)")
SPEAKER = re.compile(NOBLE)


def events(tags: str, start: int, end: int) -> list[Event]:
    """The verbs of one sentence with their subjects, in order."""
    found = []
    subject = main = pending = phrase = None   # of the last verb; of the main clause; of a clause that waits for its verb
    before = "."                               # what stood before this chunk: a class, or the name of a group
    passive = object_ = joined = False
    opened = tags[start:start + 1] in "BW"
    for m in CHUNK.finditer(tags, start, end):
        kind = m.lastgroup
        if kind == "phrase":
            object_ = before == "verb"
            if before in "PFI":
                phrase, before = m.span(), "oblique"
                continue
            if before == "bare" and m[0] == "D":       # Smith and Jones both said
                continue
            phrase = m.span()
            if pending is None and before != "verb":
                pending = phrase
            joined = before in "CK,"
            before = "bare"
        elif kind == "verb":
            last = m.end() - 1
            letter = tags[last]
            level = LEVELS.get(letter, 1)
            if level > 1 and "I" in m.group():
                level -= 1
            if before in ("W", "T") and phrase:      # the man who said
                found.append(Event(last, m.start() - 1, m.start(), level, phrase))
                before = "relative"
                continue
            said_by = SAID_BY.match(tags, m.end(), end) if letter in "VU" and before in ",Q" else None
            if said_by and (not subject and not pending or letter == "V" and tags[said_by.end() - 1] == ","):
                found.append(Event(last, *SPEAKER.match(tags, m.end(), end).span(), level))
                before = "verb"
                continue
            if letter in "gHG":
                if before == "bare" and not (object_ and tags[phrase[1] - 1] == "n"):
                    subject = phrase
                elif before == "oblique" and letter == "G" and tags[phrase[1] - 1] == "N":
                    subject = phrase
                elif before == "C":
                    pass
                elif main:
                    subject = main
                elif pending:
                    subject = pending
            elif before == "bare":
                subject = phrase
            elif before in "CK" and main and level == 3 and tags[m.start() - 2] == ",":
                subject = main
            elif before == "oblique" and not subject and not pending:
                subject = phrase
            elif pending and before not in "CK":
                subject = pending[0], m.start() - (tags[m.start() - 1] == ",")
            if letter not in "gHG":
                if subject and (main is None and not opened or subject == phrase and joined):
                    main = subject
                pending = None
            if subject:
                found.append(Event(last, *subject, level))
            passive = "e" in m.group() and letter != "e"
            before = "verb"
        elif kind == "agent":
            if passive and found:
                found[-1] = found[-1]._replace(first=m.start() + 1, last=m.end())
            before = "oblique"
        else:
            before = m.group()
            opened = opened and before != ","
            if before in ":.":
                pending = None
    return found


BASES = frozenset("""
    acknowledge admit advise affirm allege announce argue assert assure boast caution clarify complain concede conclude
    confess confirm contend continue declare explain inform inquire insist instruct joke maintain muse mutter observe
    opine plead preach predict proclaim pronounce recommend recount reflect reiterate remind repeat reply respond retort
    reveal say snap sneer suggest swear tell testify urge volunteer warn wonder write""".split())
# What follows a verb of speech rather than a noun: a quotation, a clause, a person.
VERBAL = re.compile(r"\s*(?:[\":]|,\s*\"|(?:that|the|a|an|his|her|their|its|he|she|it|they|him|them|this)\b|[A-Z])")


@lru_cache(1 << 16)
def classify(token: str, first: bool) -> str:
    """The class of a token; `first` where a sentence begins and a capital therefore says nothing."""
    word = token.lower()
    known = CLASSES.get(word)
    if token[0] == "(" and len(token) > 1:
        return "p"
    if not token[0].isalnum() and token[0] not in "@#$":
        return known or ","
    if token.endswith(("'s", "s'")) and known is None:
        base = CLASSES.get(word[:-2])
        return "R" if base in ("R", "T", "W", "A") else "M" if base == "M" and word[:-2] != "march" else "S"
    if token[0].isupper():
        if known and (first or known in NAMELESS):
            return known
        if first and known is None and word.endswith("ing") and len(word) > 6:
            return "g"
        if first and known is None and len(word) > 6 and word.endswith("ly") and not word.endswith(("lly", "nly")) or word.endswith("ially"):
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


LONGEST = 150    # tokens; a longer "sentence" is a list or a table, and is cut so that no text takes long


class Paragraph:
    """A paragraph as tokens: where each starts and ends, a letter for each, and where its sentences end.

    Each quoted stretch is one token of class Q; `quoted` says which.
    """

    def __init__(self, plain: str, start: int, end: int, stretches: Sequence[tuple[int, int]] = ()):
        self.plain = plain
        self.starts, self.ends, self.bounds = [], [], []
        self.quoted = []
        self._events = {}
        letters = []
        first, ended, cut = True, False, LONGEST       # at the start of a sentence; behind its end; where it is cut
        for left, right in [*stretches, (end, end)]:
            for m in TOKEN.finditer(plain, start, left):
                token = m[0]
                letter = classify(token, first)
                if letter in "VUv" and letters:
                    letter = in_context(token, letter, "".join(letters[-6:]), plain, self.ends[-1], m.end())
                if ended and letter != "." or len(letters) >= cut:
                    if not token[0].islower() or not ended:
                        self.bounds.append(len(letters))
                        cut = len(letters) + LONGEST
                    ended = False
                at, to = m.span()
                self.starts.append(at)
                self.ends.append(to)
                letters.append(letter)
                if first := letter == ".":
                    ended = True
            if left < right:
                if ended or len(letters) >= cut:
                    self.bounds.append(len(letters))
                    cut = len(letters) + LONGEST
                self.quoted.append(len(letters))
                self.starts.append(left)
                self.ends.append(right)
                letters.append("Q")
                first = ended = self.last_inside(-1) in FINAL
            start = right
        self.bounds.append(len(letters))
        self.tags = "".join(letters)

    def last_inside(self, at: int) -> str:
        """The last character inside the quotation at this token: a comma, a point, a letter."""
        return self.plain[self.starts[at]:self.ends[at]].rstrip("\"' ")[-1:]

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence in which the token stands, as tokens, end exclusive."""
        i = bisect_right(self.bounds, at)
        return self.bounds[i - 1] if i else 0, self.bounds[i]

    def events(self, start: int, end: int) -> list[Event]:
        """The verbs between two tokens with their subjects."""
        if (start, end) not in self._events:
            self._events[start, end] = events(self.tags, start, end)
        return self._events[start, end]

    def word(self, at: int) -> str:
        return self.plain[self.starts[at]:self.ends[at]].lower()


FINAL = frozenset(".!?\N{HORIZONTAL ELLIPSIS}")


QUOTED_BY = re.compile("Q,?[DSnN]{1,5}$")     # "…," the editorial


def in_context(token: str, letter: str, before: str, plain: str, previous_end: int, end: int) -> str:
    """The class of a verb once the token before it is known: some are nouns there ("the latest claims")."""
    if QUOTED_BY.search(before):
        return letter
    before = before[-1]
    if token in NOUNS_TOO:
        if before not in "nNRxIAWQ,)TCM" or before in "nN" and not VERBAL.match(plain, end) or before == "n" and (
                token[-1] != "s" or plain[previous_end - 1] == "s"):
            return "n"
    elif token in BASES and (before in "DSP" or before == "n" and plain[previous_end - 1] != "s"):
        return "n"
    return letter
