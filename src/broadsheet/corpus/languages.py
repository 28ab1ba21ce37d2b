"""The language in which an article is written, because every measure here is made for English.

py3langid recognises 97 languages by their n-grams: it gives the same answer on every machine and
downloads nothing. It reads the first 1,000 characters; a text that is plainly English is not passed
to it, because each call takes a millisecond.
"""

from collections.abc import Collection

from ..formats import LANGUAGES, language_code
from ..patterns import regex

UNPARTED = regex(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]"
)  # scripts without spaces, from Thai to Chinese
# words: py3langid mistakes one in 300 shorter stretches of English for another language; of
# stretches this long, 1 in 1,000
FEWEST = 25
ENGLISH = " the ", " of ", " and ", " to ", " in "


def plainly_english(text: str) -> bool:
    """Whether the commonest words of English make up more than a twelfth of the text, and "the" a
    fiftieth; no text in another language passes.

    >>> plainly_english("The mayor said that the bridge would be closed until the end of May, and "
    ...                 "the ferries run.")
    True
    """
    text = text[:2000].lower()
    words = text.count(" ") + 1
    counts = [text.count(word) for word in ENGLISH]
    return 50 * counts[0] > words and 12 * sum(counts) > words


def language_of(text: str) -> str | None:
    """The ISO 639 code of the language of the text; None if it is too short to judge.

    >>> language_of("Die Brücke bleibt bis Ende Mai gesperrt, sagte der Bürgermeister am Montag "
    ...             "vor dem Rathaus. Fähren fahren jede Stunde, und niemand hat sich bisher "
    ...             "beschwert.")
    'de'
    >>> language_of("Die Brücke.")
    """
    start = text[:1000]
    words = len(start.split())
    if words < FEWEST and words + len(UNPARTED.findall(start)) // 2 < FEWEST:
        return None
    if plainly_english(text):
        return "en"
    import py3langid

    return py3langid.classify(start)[0]


def check_languages(languages: Collection[str] | None) -> None:
    """Nothing, where each is the code of a language that texts are found to be in; ValueError in a
    line for one that is none, since it would reject every article.

    >>> check_languages(["en", "de"]), check_languages([]), check_languages(None)
    (None, None, None)
    >>> check_languages(["German"])
    Traceback (most recent call last):
    ValueError: languages: 'German' is no code that is known; did you mean 'de'?
    """
    if isinstance(languages, str):
        raise ValueError(f"languages: a list, such as [{languages!r}], even if it is only one")
    if set(languages or ()) <= {"en"}:
        return
    import py3langid

    told = {code for code, _ in py3langid.rank("")}
    for language in languages or ():
        if language not in told:
            meant = language_code(language)
            common = sorted(told & set(LANGUAGES.values()))
            mend = (
                f"did you mean {meant!r}?"
                if meant in told
                else f"known are {', '.join(common)} and {len(told) - len(common)} more"
            )
            raise ValueError(f"languages: {language!r} is no code that is known; {mend}")


def foreign(article: dict, languages: Collection[str] | None) -> str | None:
    """The reason for rejecting an article whose text is in none of the languages; else None. An
    empty list of languages accepts all.

    If neither table nor page states the language, the one recognised is written into `language`.
    """
    found = language_of(article["text"])
    if found and not article.get("language"):
        article["language"] = found
    if not languages or found is None or found in languages:
        return None
    kept = [*sorted(languages), found]
    return (
        f"written in another language ({found!r}, according to py3langid); to keep it: --languages "
        f"{' '.join(kept)}, in Python languages={kept}"
    )
