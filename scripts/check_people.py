"""How often quotations are given to the right person, and indirect speech is found, on articles
annotated by reading.

    .venv/bin/python scripts/check_people.py ARTICLES.jsonl.gz

`data/annotations/people.json` holds offsets and names alone. ARTICLES, gzipped JSON lines with `ID`
and `content_original`, holds the texts; an article whose text is another than the annotated one is
an error. A name is right where it is the annotated one but for capitals and an article before it.
Prints one JSON object.
"""

import gzip
import hashlib
import json
import re
import sys

import broadsheet as bs
from broadsheet.paths import ANNOTATIONS


def name(speaker) -> str:
    """The speaker as compared; empty where there is none."""
    return re.sub("^(the|an?) ", "", speaker.lower()) if isinstance(speaker, str) else ""


def same(row, wanted: dict) -> bool:
    """Whether two clauses share at least half of what they cover together."""
    shared = min(row.end, wanted["end"]) - max(row.start, wanted["start"])
    return 2 * shared >= max(row.end, wanted["end"]) - min(row.start, wanted["start"])


def main(path: str) -> None:
    annotated = json.loads((ANNOTATIONS / "people.json").read_text(encoding="utf-8"))["articles"]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = {row["ID"]: row["content_original"] for row in map(json.loads, lines)}
    spoken, pairs, clauses, wanted_clauses, recalled, told = 0, [], [], 0, 0, 0
    for article in annotated:
        text = texts[article["id"]]
        if hashlib.sha256(text.encode()).hexdigest() != article["sha256"]:
            sys.exit(f"{article['id']}: the text is not the annotated one")
        found = list(bs.quotes(text).itertuples())
        marked = {(row.start, row.end): row for row in found if row.speech}
        indirect = [row for row in found if row.kind == "indirect"]
        wanted = [quotation for quotation in article["quotations"] if quotation["speech"]]
        spoken += len(wanted)
        pairs += [
            (marked[q["start"], q["end"]], q) for q in wanted if (q["start"], q["end"]) in marked
        ]
        clauses += [any(same(row, each) for each in article["indirect"]) for row in indirect]
        told += sum(
            any(
                same(row, each) and name(row.speaker) == name(each["speaker"])
                for each in article["indirect"]
            )
            for row in indirect
        )
        wanted_clauses += len(article["indirect"])
        recalled += sum(any(same(row, each) for row in indirect) for each in article["indirect"])
    named = [(row, q) for row, q in pairs if q["kind_of_source"] == "named person"]
    said = [(row, q) for row, q in pairs if q["pronoun"]]
    right = sum(name(row.speaker) == name(q["speaker"]) for row, q in pairs)
    print(
        json.dumps(
            {
                "speech": spoken,
                "found": len(pairs),
                "person_right": round(right / len(pairs), 3),
                "named_person_right": round(
                    sum(name(r.speaker) == name(q["speaker"]) for r, q in named) / len(named), 3
                ),
                "kind_of_source_right": round(
                    sum(row.kind_of_source == q["kind_of_source"] for row, q in pairs) / len(pairs),
                    3,
                ),
                "pronoun_right": round(
                    sum(row.pronoun == q["pronoun"] for row, q in said) / len(said), 3
                ),
                "pronoun_not_in_the_annotation": sum(
                    isinstance(r.pronoun, str) and not q["pronoun"] for r, q in pairs
                ),
                "indirect": {
                    "found": len(clauses),
                    "annotated": wanted_clauses,
                    "precision": round(sum(clauses) / len(clauses), 3),
                    "recall": round(recalled / wanted_clauses, 3),
                    "found_and_speaker_right": told,
                },
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
