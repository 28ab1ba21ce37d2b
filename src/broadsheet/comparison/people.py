"""From speakers as each article names them to people across the corpus: "Trump" in one article and
"Donald J. Trump" in another are the same person.

The speakers of an article come from `quotation`, which sees only one article. Here the names of all
articles are combined: full names first, longest first, then surnames on their own, article by
article. Two speakers of one article are two people, whatever their names.
"""

from dataclasses import replace
from typing import Any

import pandas as pd

from ..measuring import Measured, Renamed, Stored, refuse_unmeasured
from ..text import name_key
from .census import (
    ALONE,
    APART,
    AS_NAMED,
    COMMON,
    FORM,
    FREQUENT,
    FREQUENT_IN_STORY,
    IN_STORY,
    NICKNAME,
    ONLY,
    SEVERAL,
    TITLED,
    UNLIKELY,
    Census,
)
from .person_corrections import CORRECTED, Corrections
from .person_names import title_pronoun
from .story_names import is_name

NAMED_PERSON = "named person"
TABLES = ("articles", "quotations", "hits", "sentences")
PEOPLE_COLUMNS = "speaker person articles outlets quotations words rule".split()
TO_CORRECT = "alias person id articles rule person_found".split()
NO_PERSON = "no named person"
JOINING = (CORRECTED, FORM, NICKNAME, ONLY, TITLED, FREQUENT, IN_STORY, FREQUENT_IN_STORY)
STAYING_ALONE = (ALONE, SEVERAL, APART, UNLIKELY, COMMON)


def people(
    quotations: pd.DataFrame | Measured | Stored, corrections: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The people of a corpus: one row per name of a speaker, as the articles have it, and person it
    refers to, most words first.

    `quotations` is the table of that name, or the result of `bs.measured`, which also has the story
    of each article. Columns:

    - `speaker`, as articles name them, and `person`, the full name that most articles use;
    - the numbers of `articles` and `outlets` that quote this person under this name, and of their
      `quotations` and `words` (of speech; 0 for somebody who is only reported without marks);
    - `rule`, the reason why the name refers to this person.

    The rules, in order:

    1. `corrections`, which `bs.read_people` reads from a `people.csv`: `alias, person`, and `id` if
      a row applies to one article only. They override all other rules.
    2. Titles, initials, "Jr.", accents, hyphens, middle names and the second surname of a Spanish
      or Portuguese name make no difference: "Donald J. Trump", "Claudia Sheinbaum Pardo". A short
      form equals its full name: "Chuck Schumer" (data/nicknames.csv). If several people fit, it is
      the one quoted in three times as many articles as the next, or nobody.
    3. A surname alone refers to the only person of that name in the other articles of its story, if
      stories are known, or to the one with three times as many articles there as the next. If the
      story has no such person, the same rule applies to the corpus. The surname stays alone if
      pronouns contradict each other, or if somebody else in the corpus is quoted three times as
      often.
    4. If a surname is so common that a corpus of this size may contain another person with it
      (data/surnames.csv), then a surname alone, a nickname or a middle name is joined to a person
      only if that person is quoted in at least eight times as many articles as the expected number
      of such namesakes.

    Two speakers of one article remain two people: only corrections join them. Names with
    contradictory initials or suffixes are never joined, such as George W. and George H. W. Bush,
    nor is a junior joined to a name without the suffix that three times as many articles print.
    Organisations, documents and unnamed people are never joined: "the ministry" in two articles may
    be two ministries. The order of the rows changes nothing.

    Fails if two people with the same full name are quoted in one corpus, and if a surname means
    somebody who is nowhere quoted under the full name.

    >>> quotations = pd.DataFrame({"id": ["a", "b", "c"], "outlet": ["A", "B", "B"], "words": 5})
    >>> quotations["speaker"] = ["Donald Trump", "Donald J. Trump", "Trump"]
    >>> people(quotations).set_index("speaker")["person"].to_dict()
    {'Donald J. Trump': 'Donald Trump', 'Donald Trump': 'Donald Trump', 'Trump': 'Donald Trump'}
    >>> two = quotations.assign(speaker=["Bill Clinton", "Hillary Clinton", "Clinton"])
    >>> people(two).set_index("speaker").loc["Clinton", ["person", "rule"]].tolist()
    ['Clinton', 'surname of several people']
    """
    rows = quotations if isinstance(quotations, pd.DataFrame) else _with_stories(quotations)
    if missing := [name for name in ("id", "speaker", "words") if name not in rows]:
        raise ValueError(
            f"people: no column {missing[0]!r} in the quotations; give what `bs.measured` returns, "
            "which knows the article of each"
        )
    if "named_as" in rows and "rule" in rows and corrections is None:
        rows = rows.assign(person=rows["speaker"], speaker=rows["named_as"])
    else:
        who = _who_is_who(rows, corrections)[["id", "speaker", "person", "rule"]]
        rows = rows.merge(who, on=["id", "speaker"], how="left")
    rows = rows.dropna(subset=["speaker"])
    speech = rows["speech"].astype(bool) if "speech" in rows else pd.Series(True, rows.index)
    rows = rows.assign(
        words=rows["words"].where(speech, 0),
        quotations=speech.astype(int),
        outlet=rows.get("outlet"),
    )
    table = (
        rows.groupby(["speaker", "person", "rule"], observed=True)
        .agg(
            articles=("id", "nunique"),
            outlets=("outlet", "nunique"),
            quotations=("quotations", "sum"),
            words=("words", "sum"),
        )
        .reset_index()
    )
    return table.sort_values(
        ["words", "quotations", "speaker", "person", "rule"],
        ascending=[False, False, True, True, True],
        ignore_index=True,
    )[PEOPLE_COLUMNS]


def quoted_people(quotations: pd.DataFrame | Measured | Stored) -> pd.DataFrame:
    """Who is quoted most across the corpus: one row per named person, those with most words first.

    `quotations` is the table of that name by person, or all that `bs.with_people` gives. Columns:
    `person`, `outlets` and `articles` that quote them, `quotations`, `words` of speech. Only people
    whom an article names are counted: who "an official" is in two articles nobody knows. Indirect
    speech is not counted.

    >>> table = pd.DataFrame({"id": ["a", "b", "b"], "outlet": ["A", "B", "B"], "words": [5, 4, 9]})
    >>> table["speaker"] = ["Ana Cruz", "Ana Cruz", "officials"]
    >>> table["kind_of_source"] = ["named person", "named person", "unnamed person"]
    >>> quoted_people(table.assign(speech=True)).values.tolist()
    [['Ana Cruz', 2, 2, 2, 9]]
    >>> quoted_people(table.assign(speech=False)).empty
    True
    """
    rows = quotations if isinstance(quotations, pd.DataFrame) else quotations.quotations
    is_named = rows["speaker"].notna() & (rows["kind_of_source"] == "named person")
    named = rows[is_named & rows["speech"].astype(bool)]
    table = (
        named.groupby("speaker")
        .agg(
            outlets=("outlet", "nunique"),
            articles=("id", "nunique"),
            quotations=("words", "size"),
            words=("words", "sum"),
        )
        .rename_axis("person")
        .reset_index()
    )
    return table.sort_values(
        ["words", "quotations", "person"], ascending=[False, False, True], ignore_index=True
    )


def with_people(
    tables: Measured | Stored,
    corrections: pd.DataFrame | None = None,
    stories: pd.DataFrame | None = None,
) -> Measured | Stored:
    """The tables of `bs.measured` by person: in all of them, `speaker` is the person across the
    corpus, as identified by `people`.

    In `quotations`, `named_as` keeps the speaker as the article names them, and `rule` gives the
    reason why this is the person. All counts of speakers, and all intervals over them, are then by
    person. `speakers`, the number quoted in an article, changes only if `corrections` join two of
    its speakers. `stories` are articles whose `story` is used instead of that in the tables: if the
    tables have the stories of `bs.find_stories`, give the articles as loaded, so that people are
    the same whether or not stories were found.

    >>> from broadsheet.measuring import measured
    >>> texts = ['"We act," Ana Cruz said.', '"We know," Cruz said.']
    >>> tables = with_people(measured(pd.DataFrame({"id": ["a", "b"], "text": texts})))
    >>> tables.quotations[["speaker", "named_as"]].values.tolist()
    [['Ana Cruz', 'Ana Cruz'], ['Ana Cruz', 'Cruz']]
    """
    refuse_unmeasured(tables)
    if is_by_person(tables):
        if corrections is not None:
            raise ValueError(
                "with_people: these tables are already by person; apply the corrections to the "
                "tables of `bs.measured`"
            )
        return tables
    return _renamed(tables, _who_is_who(_with_stories(tables, stories), corrections))


def with_same_people(tables: Measured, others: Measured | Stored) -> Measured:
    """The tables with the people of `others`, a result of `with_people` that covers the same
    articles and more.

    >>> from broadsheet.measuring import measured
    >>> texts = ['"We act," Ana Cruz said.', '"We know," Cruz said.']
    >>> tables = measured(pd.DataFrame({"id": ["a", "b"], "text": texts}))
    >>> with_same_people(tables.of(["b"]), with_people(tables)).quotations["speaker"].tolist()
    ['Ana Cruz']
    """
    columns = ["id", "named_as", "speaker", "rule"]
    who = others.quotations[columns].dropna(subset=["named_as"]).drop_duplicates()
    who.columns = pd.Index(["id", "speaker", "person", "rule"])
    by_person = _renamed(tables, who[who["id"].isin(tables.articles["id"])])
    assert isinstance(by_person, Measured)
    return by_person


def _renamed(tables: Measured | Stored, who: pd.DataFrame) -> Measured | Stored:
    """The tables with the person of each speaker of an article. `who` is the table of
    `_who_is_who`.
    """
    rows = tables.quotations
    speech = rows[rows["speech"]].merge(who, on=["id", "speaker"])
    n = speech.groupby("id")[["speaker", "person"]].nunique()
    fewer = n["speaker"] - n["person"]
    names = Renamed(who[["id", "speaker", "person", "rule"]], fewer[fewer > 0])
    if isinstance(tables, Stored):
        return replace(tables, people=names)
    by_person: Any = {name: names.into(name, getattr(tables, name)) for name in TABLES}
    return tables._replace(**by_person)


def is_by_person(tables: Measured | Stored) -> bool:
    """Whether the tables come from `with_people`."""
    if isinstance(tables, Stored):
        return tables.people is not None
    return "named_as" in tables.quotations


def named_people(tables: Measured | Stored) -> list[str]:
    """The named people quoted, in tables of `with_people`; empty for other tables."""
    quotations = tables.quotations
    if "rule" not in quotations:
        return []
    named = quotations.loc[quotations["rule"] != NO_PERSON, "speaker"]
    return sorted(set(named.dropna()))


def joined_names(people: pd.DataFrame) -> pd.DataFrame:
    """The people with several names, most articles first: `person, names` (each with its number of
    articles), `articles, rules`. `people` is the table of that name.

    >>> table = pd.DataFrame({"speaker": ["Ana Cruz", "Cruz", "Bo"], "articles": [3, 2, 1]})
    >>> table = table.assign(person=["Ana Cruz", "Ana Cruz", "Bo"], rule=[AS_NAMED, ONLY, ALONE])
    >>> joined_names(table).values.tolist()
    [['Ana Cruz', 'Ana Cruz 3, Cruz 2', 5, 'surname: the only one in the corpus']]
    """
    several = people.groupby("person")["speaker"].transform("nunique") > 1
    renamed = people["rule"].isin(JOINING) & (people["speaker"] != people["person"])
    is_joined = people["person"].isin(people.loc[several | renamed, "person"])
    rows = people[is_joined & people["rule"].isin({*JOINING, AS_NAMED})]
    of_name = rows.groupby(["person", "speaker"])[["articles"]].sum().reset_index()
    of_name = of_name.sort_values(["articles", "speaker"], ascending=[False, True])
    of_name["name"] = of_name["speaker"] + " " + of_name["articles"].astype(str)
    table = of_name.groupby("person").agg(names=("name", ", ".join), articles=("articles", "sum"))
    why = rows[rows["rule"] != AS_NAMED].drop_duplicates(["person", "rule"]).sort_values("rule")
    table["rules"] = why.groupby("person")["rule"].agg("; ".join)
    table = table.reset_index().dropna(subset="rules")
    return table.sort_values(["articles", "person"], ascending=[False, True], ignore_index=True)


def people_line(
    people: pd.DataFrame,
    corrections: pd.DataFrame | None = None,
    articles: pd.DataFrame | None = None,
) -> str:
    """A line that reports how many names belong to how many people, how many surnames stay alone,
    and which aliases and ids of `corrections` do not occur. `people` is the table of that name.

    >>> table = pd.DataFrame({"speaker": ["Ana Cruz", "Cruz", "Bo"]})
    >>> table = table.assign(person=["Ana Cruz", "Ana Cruz", "Bo"], rule=[AS_NAMED, ONLY, ALONE])
    >>> people_line(table)
    '3 names of 2 people; 1 surname matches no full name'
    """
    named = people[people["rule"] != NO_PERSON]
    alone = named.loc[named["rule"].isin(STAYING_ALONE), "speaker"].nunique()
    names, persons = named["speaker"].nunique(), named["person"].nunique()
    line = (
        f"{names:,} {'name' if names == 1 else 'names'} of {persons:,} "
        f"{'person' if persons == 1 else 'people'}; {alone:,} "
        f"{'surname matches' if alone == 1 else 'surnames match'} no full name"
    )
    ids = articles["id"] if articles is not None else ()
    by_hand = Corrections(corrections, ids)
    return line + by_hand.unused(zip(people["speaker"], people["rule"] != NO_PERSON), ids)


def people_to_correct(
    tables: Measured | Stored, corrections: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The named people of a corpus as a table to correct, for `bs.read_people`: one row per name,
    `alias, person, id, articles, rule, person_found`, with the names of one person together.

    A name that refers to several people has one row per article, with its `id`. `person_found` is
    the person without corrections: a row whose `person` still equals it was not corrected, and will
    change nothing, even if the corpus has grown.

    >>> from broadsheet.measuring import measured
    >>> texts = ['"We act," Ana Cruz said.', '"We know," Cruz said.']
    >>> tables = measured(pd.DataFrame({"id": ["a", "b"], "text": texts}))
    >>> people_to_correct(tables)[["alias", "person", "articles"]].values.tolist()
    [['Ana Cruz', 'Ana Cruz', 1], ['Cruz', 'Ana Cruz', 1]]
    """
    who = _who_is_who(_with_stories(tables), corrections)
    who = who[who["rule"] != NO_PERSON].rename(columns={"speaker": "alias"})
    who["person_found"] = who["found"].where(who["rule"] == CORRECTED, who["person"])
    # Names that differ only in capitals and accents are one, under the commonest spelling; a body
    # or a word is matched exactly as written.
    who["name"] = who["alias"].map(name_key).where(who["is_name"], "as it stands: " + who["alias"])
    who["used"] = who.groupby(["name", "alias"])["id"].transform("size")
    who = who.sort_values(["used", "alias"], ascending=[False, True], kind="stable")
    who["alias"] = who.groupby("name")["alias"].transform("first")
    who["articles"] = who.groupby(["name", "person"])["id"].transform("size")
    is_several = who.groupby("name")["person"].transform("nunique") > 1
    who["id"] = who["id"].where(is_several)
    who = who.drop_duplicates(["name", "person", "id"])
    who["most"] = who.groupby("person")["articles"].transform("max")
    order = ["most", "person", "articles", "alias", "id"]
    who = who.sort_values(order, ascending=[False, True, False, True, True], ignore_index=True)
    return who[TO_CORRECT]


def _with_stories(tables: Measured | Stored, stories: pd.DataFrame | None = None) -> pd.DataFrame:
    """The quotations with the story of their article, if it is known."""
    articles = tables.articles if stories is None else stories
    if "story" not in articles:
        return tables.quotations
    story = dict(zip(articles["id"], articles["story"]))
    return tables.quotations.assign(story=tables.quotations["id"].map(story))


def _who_is_who(rows: pd.DataFrame, corrections: pd.DataFrame | None) -> pd.DataFrame:
    """One row per speaker of an article: `id, speaker, person, rule, found, is_name`. `found` is
    the person without corrections; if corrections and rules agree, the rule is kept.
    """
    wanted = ["id", "speaker", "outlet", "story", "pronoun", "kind_of_source"]
    speakers = rows.dropna(subset=["speaker"]).reindex(columns=wanted).astype(object)
    speakers = speakers.groupby(["id", "speaker"], as_index=False, sort=True).first()
    if "kind_of_source" in rows:
        is_person = speakers["kind_of_source"] == NAMED_PERSON
    else:
        is_person = speakers["speaker"].map(is_name).astype(bool)
    is_person &= ~speakers["speaker"].map(lambda name: " and " in name).astype(bool)  # are two
    speakers["title"] = _titles(rows, speakers)
    census = Census(speakers[is_person])
    who = _by_rule(census, speakers, is_person)
    if corrections is None:
        return who
    by_hand = Corrections(corrections, rows["id"].unique())
    given = [
        by_hand.of(speaker, article, named)
        for speaker, article, named in zip(who["speaker"], who["id"], who["is_name"])
    ]
    moved = pd.Series(given, index=who.index, dtype=object)
    moved = moved.mask(moved == who["found"], "")
    # Names in corrections that match nobody belong to additional people.
    persons = set(who["found"]) | {by_hand.followed(person) for person in who["found"]}
    more = moved[(moved != "") & ~moved.isin(persons)]
    for person, articles in who.loc[more.index, "id"].groupby(more):
        census.add_by_hand(str(person), articles)
    if len(more):
        again = _by_rule(census, speakers, is_person)
        who = again.assign(found=who["found"])
    renamed = who["person"].map(by_hand.followed).where(who["is_name"], who["person"])
    renamed = renamed.mask(renamed == who["person"], "")
    final = moved.mask(pd.Series(given, index=who.index) == "", renamed)
    return who.assign(
        person=who["person"].mask(final != "", final),
        rule=who["rule"].mask(final != "", CORRECTED),
    )


def _titles(rows: pd.DataFrame, speakers: pd.DataFrame) -> list[str]:
    """The pronoun implied by the title of each speaker, if a mention of them has one."""
    if "mention" not in rows:
        return [""] * len(speakers)
    mentions = rows[["id", "speaker", "mention"]].dropna().drop_duplicates()
    title_of: dict[tuple, str] = {}
    for article, speaker, mention in mentions.itertuples(index=False):
        if title := title_pronoun(mention, speaker):
            title_of.setdefault((article, speaker), title)
    return [title_of.get(key, "") for key in zip(speakers["id"], speakers["speaker"])]


def _by_rule(census: Census, speakers: pd.DataFrame, is_person: pd.Series) -> pd.DataFrame:
    """The table of `_who_is_who` by rules only, without corrections."""
    who = [
        census.who(article, speaker) if known else (speaker, NO_PERSON)
        for article, speaker, known in zip(speakers["id"], speakers["speaker"], is_person)
    ]
    table = pd.DataFrame(who, columns=["person", "rule"], index=speakers.index, dtype=object)
    table = pd.concat([speakers[["id", "speaker"]], table], axis=1)
    return table.assign(found=table["person"], is_name=is_person)
