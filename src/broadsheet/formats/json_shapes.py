"""A value of JSON as rows, one per article, wherever its structure puts them: in a list, one or
more levels down in the answer of an API, under one key each, by columns.

Also recognised are the objects of Twitter, and those of the Guardian, Elasticsearch and others that
put the fields of an article one level down.
"""

from typing import Any

from .rows import filled_name, recognised
from .values import first_of, prose

DEEP = 4  # the most levels that articles may be below the outermost object
LOOKED_AT = 5  # objects of a list that are checked, to see whether it is a list of articles
# The names under which APIs return their list.
USUAL_LISTS = frozenset(
    "articles results docs documents data hits items stories news entries posts response".split()
)
# Objects in an article that may contain the text of another thing or person.
BESIDES = frozenset(
    "author authors user source publisher image media video caption quoted_status "
    "retweeted_status parent comments related".split()
)


def rows_in(value: Any) -> list:
    """The rows in a value of JSON, each converted to an object if possible, or else unchanged."""
    if isinstance(value, dict):
        rows = (
            by_columns(value)
            or with_users(value)
            or list_inside(value)
            or keyed_objects(value)
            or [value]
        )
    else:
        rows = below_header(value) or in_pages(value) or value
    return [as_row(row) for row in rows]


def as_row(value: Any) -> Any:
    """A value in a list of articles as a row: an object with the fields of its article, any other
    value unchanged.
    """
    return lifted(as_tweet(value)) if isinstance(value, dict) else value


def holds_text(row: dict) -> bool:
    """Whether the object is an article: it has a column of text, and that is not empty."""
    name = filled_name("text", row, recognised(tuple(row), ()).get("text"))
    return name is not None and prose(row[name]) is not None


def as_list(value: Any) -> list:
    return value if isinstance(value, list) else []


def is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def is_list_of_articles(value: Any) -> bool:
    return is_list_of_objects(value) and any(
        isinstance(row, dict) and holds_text(lifted(row)) for row in value[:LOOKED_AT]
    )


def list_inside(answer: Any) -> list | None:
    """The list of articles under a name in the answer of an API: {"status": "ok", "articles":
    [{...}]}; several lists, such as one per outlet, are joined.

    >>> list_inside({"status": "ok", "articles": [{"title": "Rain"}]})
    [{'title': 'Rain'}]
    >>> list_inside({"response": {"results": [{"title": "Rain"}]}})
    [{'title': 'Rain'}]
    >>> list_inside({"text": "It rained.", "images": [{"url": "rain.png"}]})
    """
    if not isinstance(answer, dict) or is_whole_article(answer):
        return None
    lists = lists_below(answer, DEEP)
    of_articles = [(name, rows) for name, rows in lists if is_list_of_articles(rows)]
    if len(of_articles) > 1 and not any(name.lower() in USUAL_LISTS for name, _ in of_articles):
        return [
            {"list": name} | row if isinstance(row, dict) else row
            for name, rows in of_articles
            for row in rows
        ]
    lists = of_articles or lists
    if len({name for name, _ in lists}) > 1 or not lists:
        return None
    return [row for _, rows in lists for row in rows]


def is_whole_article(answer: dict) -> bool:
    """Whether the object itself has a text or a title; the lists in it are then parts of it."""
    ours = recognised(tuple(answer), ())
    title = answer.get(ours.get("title", "title"))
    if any(name.lower() in USUAL_LISTS and is_list_of_stories(answer[name]) for name in answer):
        return False  # a feed has a title, too
    return (
        "text" in answer
        or (isinstance(title, str) and title.count(" ") > 3)
        or (holds_text(answer) and not is_list_of_stories(answer[ours["text"]]))
    )


def is_list_of_stories(value: Any) -> bool:
    """Whether the objects of the list are articles, rather than blocks of one: they have a title or
    an address.
    """
    return is_list_of_articles(value) and any(
        {"title", "url"} & {*row, *recognised(tuple(row), ())}
        for row in value[:LOOKED_AT]
        if isinstance(row, dict)
    )


def lists_below(answer: dict, deep: int) -> list[tuple[str, list]]:
    """The lists of objects at each name of an object and of the objects in it, with their names."""
    found: list[tuple[str, list]] = []
    for name, value in answer.items():
        if is_list_of_objects(value):
            if deep and not is_list_of_articles(value):
                inside = [pair for row in value for pair in lists_in_row(row, deep - 1)]
                if any(is_list_of_articles(rows) for _, rows in inside):
                    found += inside
                    continue
            found.append((name, value))
        elif isinstance(value, dict) and deep:
            found += lists_below(value, deep - 1)
    return found


def lists_in_row(row: Any, deep: int) -> list[tuple[str, list]]:
    return lists_below(row, deep) if isinstance(row, dict) and not is_whole_article(row) else []


def in_pages(value: Any) -> list | None:
    """The articles of a list of answers, such as several saved pages of results."""
    if not is_list_of_objects(value) or is_list_of_articles(value):
        return None
    pages = [list_inside(answer) for answer in value]
    if any(rows is not None and is_list_of_articles(rows) for rows in pages):
        return [row for answer, rows in zip(value, pages) for row in (rows or [answer])]
    return None


def keyed_objects(answer: dict) -> list | None:
    """Objects stored under one key each; the key becomes their `id` if they have none.

    >>> keyed_objects({"a1": {"text": "It rained."}, "a2": {"text": "It snowed."}})
    [{'id': 'a1', 'text': 'It rained.'}, {'id': 'a2', 'text': 'It snowed.'}]
    >>> keyed_objects({"source": {"name": "The Post"}, "text": "It rained."})
    """
    objects = list(answer.values())
    if not objects or not all(isinstance(row, dict) for row in objects):
        return None
    if not all(holds_text(lifted(row)) for row in objects[:LOOKED_AT]):
        return None
    if len(objects) == 1:
        return objects
    return [{"id": key} | row for key, row in answer.items()]


def by_columns(table: dict) -> list[dict] | None:
    """The rows of a table that pandas saved by its columns.

    >>> by_columns({"title": {"0": "Rain"}, "text": {"0": "It rained."}})
    [{'title': 'Rain', 'text': 'It rained.'}]
    >>> by_columns({"columns": ["text"], "index": [0], "data": [["It rained."]]})
    [{'text': 'It rained.'}]
    >>> by_columns({"text": ["It rained.", "It snowed."], "authors": ["Ann Lund", "Bo Roe"]})
    """
    columns, data = table.get("columns"), table.get("data")
    if isinstance(columns, list) and isinstance(data, list):
        rows = [row for row in data if isinstance(row, list) and len(row) == len(columns)]
        return [dict(zip(map(str, columns), row)) for row in rows] if rows == data else None
    ours = recognised(tuple(table), ())
    # Lists of equal length may be paragraphs and authors of one article, whose title is not a list.
    if "text" not in {*ours, *table} or not {"title", "url", "published"} & {*ours, *table}:
        return None
    values = list(table.values())
    if all(isinstance(value, dict) for value in values):
        keys = list(values[0])
        if keys and all(list(value) == keys for value in values):
            return [{name: table[name][key] for name in table} for key in keys]
    if all(isinstance(value, list) and len(value) == len(values[0]) for value in values):
        return [dict(zip(table, row)) for row in zip(*values)] or None
    return None


def below_header(value: Any) -> list[dict] | None:
    """The rows of a list of lists, the first of which holds the names.

    >>> below_header([["title", "text"], ["Rain", "It rained."]])
    [{'title': 'Rain', 'text': 'It rained.'}]
    >>> below_header([["It rained.", "It snowed."]])
    """
    if not isinstance(value, list) or len(value) < 2:
        return None
    header = value[0]
    if not isinstance(header, list) or not all(isinstance(name, str) for name in header):
        return None
    same = all(isinstance(row, list) and len(row) == len(header) for row in value)
    if not same or "text" not in {*header, *recognised(tuple(header), ())}:
        return None
    return [dict(zip(header, row)) for row in value[1:]]


def lifted(row: dict) -> dict:
    """The object with the fields of its article, if these are one level down.

    >>> lifted({"_id": "7", "_source": {"title": "Rain", "text": "It rained."}})
    {'_id': '7', 'title': 'Rain', 'text': 'It rained.'}
    >>> lifted({"text": "It rained.", "source": {"name": "The Post"}})
    {'text': 'It rained.', 'source': {'name': 'The Post'}}
    """
    if not any(isinstance(value, dict) for value in row.values()) or holds_text(row):
        return with_tags(row)
    for name, inner in row.items():
        if isinstance(inner, dict) and name.lower() not in BESIDES:
            within = lifted(inner)
            if holds_text(within):
                outer = {
                    (f"{other}_in_table" if other in within else other): value
                    for other, value in row.items()
                    if other != name
                }
                return with_tags(outer | within)
    return with_tags(row)


def with_tags(row: dict) -> dict:
    """The article with the outlet and the authors from its typed tags, such as the Guardian's, if
    nothing else names them.

    >>> with_tags({"text": "It rained.", "tags": [{"type": "contributor", "webTitle": "Ann Lund"}]})
    {'text': 'It rained.', 'tags': [{'type': 'contributor', 'webTitle': 'Ann Lund'}], \
'authors': ['Ann Lund']}
    """
    thread = row.get("thread")
    if isinstance(thread, dict) and "site" in thread:  # Webz.io's name for the outlet
        row = {"outlet": thread["site"]} | row
    tags = [tag for tag in as_list(row.get("tags")) if isinstance(tag, dict)]
    if not tags:
        return row
    ours = recognised(tuple(row), ())
    more = {}
    for field, kind in (("authors", "contributor"), ("outlet", "publication")):
        tagged = [tag["webTitle"] for tag in tags if tag.get("type") == kind and "webTitle" in tag]
        if tagged and not row.get(ours.get(field, field)):
            more[ours.get(field, field)] = tagged
    return row | more


def with_users(answer: dict) -> list[dict] | None:
    """The posts in an answer of Twitter's API v2, each with its account.

    >>> with_users({"data": [{"text": "It rained.", "author_id": "7"}],
    ...             "includes": {"users": [{"id": "7", "name": "The Post"}]}})
    [{'text': 'It rained.', 'author_id': '7', 'user': {'id': '7', 'name': 'The Post'}}]
    """
    includes = answer.get("includes")
    posts = answer.get("data")
    if not isinstance(includes, dict) or not posts:
        return None
    users = {
        user.get("id"): user for user in as_list(includes.get("users")) if isinstance(user, dict)
    }
    return [
        post | {"user": users[post["author_id"]]} if post.get("author_id") in users else post
        for post in (posts if isinstance(posts, list) else [posts])
        if isinstance(post, dict)
    ]


def as_tweet(row: dict) -> dict:
    """An object of Twitter as an article: its full text, and the account as author and outlet; any
    other object unchanged.

    >>> as_tweet({"full_text": "It rained.", "created_at": "", "user": {"name": "The Post"}})
    {'created_at': '', 'text': 'It rained.', 'authors': 'The Post', 'outlet': 'The Post'}
    >>> as_tweet({"text": "It rained.", "user": {"name": "Ann"}})
    {'text': 'It rained.', 'user': {'name': 'Ann'}}
    """
    user: dict = next(
        (row[name] for name in ("user", "author") if isinstance(row.get(name), dict)), {}
    )
    account = user.get("name") or user.get("username") or user.get("screen_name")
    if "created_at" not in row or not account or not {"text", "full_text"} & row.keys():
        return row
    longer = [row.get(name) for name in ("extended_tweet", "note_tweet")]
    text = first_of(
        [
            *(
                part.get("full_text") or part.get("text")
                for part in longer
                if isinstance(part, dict)
            ),
            row.get("full_text"),
            row.get("text"),
        ]
    )
    kept = {name: value for name, value in row.items() if name not in ("full_text", "user")}
    return kept | {"text": text, "authors": account, "outlet": account}
