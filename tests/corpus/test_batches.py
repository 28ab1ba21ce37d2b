"""A path as batches: what `load` puts into one table, however few articles a batch holds."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import broadsheet as bs
from broadsheet.corpus import batches

TEXTS = st.sampled_from(
    [
        "It rained all day.",
        "It rained all night.",
        "Nobody came.",
        "Itâ€™s late.",
        "",
        "Troops came at noon.",
    ]
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from(["a", "b", "c", "table-1", ""]),
            "outlet": st.sampled_from(["A", "B", ""]),
            "text": TEXTS,
            "published": st.sampled_from(["2025-09-04", "13-09-2025", ""]),
        }
    ),
    min_size=1,
    max_size=12,
)


def streamed(path, seen, **chosen):
    """All articles, rejected, duplicates and notes of a path, from its batches."""
    notes = []
    found = list(batches.read_batches(path, seen, notes, **chosen))
    return *([one for batch in found for one in batch[part]] for part in range(3)), notes, found


@settings(max_examples=60)
@given(ROWS, st.integers(1, 5), st.sampled_from(["exact", "none"]))
def test_batches_of_any_size_hold_what_load_holds(tmp_path_factory, rows, size, duplicates):
    folder = tmp_path_factory.mktemp("batches")
    pd.DataFrame(rows).to_csv(folder / "table.csv", index=False)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(batches, "SOURCES_IN_BATCH", size)
        articles, rejected, repeated, notes, _ = streamed(
            folder / "table.csv", folder / "seen", duplicates=duplicates
        )
    loaded = bs.load(folder / "table.csv", duplicates=duplicates)
    names = ["source", "id", "outlet", "published", "text"]
    assert [[one.get(name) for name in names] for one in articles] == (
        loaded.articles[names]
        .astype(object)
        .where(loaded.articles[names].notna(), None)
        .values.tolist()
    )
    assert sorted(rejected) == list(map(tuple, loaded.rejected.values))
    assert sorted(repeated) == sorted(
        map(tuple, loaded.duplicates[["source", "duplicate_of"]].values)
    )
    assert {note for note in loaded.notes if "decoded" in note} == {
        note for note in notes if "decoded" in note
    }
    assert not (folder / "seen").exists()


def test_a_batch_is_full_from_so_many_characters_on(tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "CHARACTERS", 100)
    pd.DataFrame({"text": [f"It was day {n}. " * 8 for n in range(4)]}).to_csv(
        tmp_path / "in.csv", index=False
    )
    assert [
        len(batch.articles) for batch in streamed(tmp_path / "in.csv", tmp_path / "seen")[-1]
    ] == [1, 1, 1, 1]


def test_a_checksum_tells_batches_of_other_articles_apart(tmp_path):
    sums = []
    for text in ("It rained.", "It rained.", "It snowed."):
        pd.DataFrame({"text": [text]}).to_csv(tmp_path / "in.csv", index=False)
        sums.append(streamed(tmp_path / "in.csv", tmp_path / "seen")[-1][0].checksum)
    assert sums[0] == sums[1] != sums[2]


def test_near_duplicates_are_refused_with_what_finds_them(tmp_path):
    with pytest.raises(ValueError, match=r"bs\.near_duplicates finds"):
        streamed(tmp_path, tmp_path / "seen", duplicates="near")


@pytest.mark.parametrize(
    "size, repeated_lines", [(1, "cut"), (4, "cut"), (500, "cut"), (3, "keep")]
)
def test_lines_repeat_across_batches_and_the_best_known_of_equal_texts_is_kept(
    tmp_path, monkeypatch, size, repeated_lines
):
    rows = [
        {
            "outlet": "A",
            "text": "\n".join(
                [f"The council met for hour {n}{sentence} and spoke." for sentence in range(9)]
                + ["Sign up here"]
            ),
        }
        for n in range(7)
    ]
    rows[5] |= {"text": "word " * 20_001, "outlet": None}
    rows.append({**rows[2], "title": "The council", "text": rows[2]["text"].upper().title()})
    rows.append({**rows[1], "title": "The council"})
    rows.append({**rows[3], "outlet": "B"})  # from which nothing is cut
    rows.append({**rows[4], "text": rows[4]["text"].removesuffix("\nSign up here")})
    rows.append({**rows[4], "text": rows[4]["text"], "title": "The council"})
    pd.DataFrame(rows).to_csv(tmp_path / "in.csv", index=False)
    monkeypatch.setattr(batches, "SOURCES_IN_BATCH", size)
    chosen = {"languages": None, "repeated_lines": repeated_lines}
    articles, _, repeated, notes, _ = streamed(tmp_path / "in.csv", tmp_path / "seen", **chosen)
    loaded = bs.load(tmp_path / "in.csv", **chosen)
    names = ["source", "text", "cut", "doubt"]
    assert [[one.get(name) or None for name in names] for one in articles] == [
        [text, *rest, cut or None, doubt if isinstance(doubt, str) else None]
        for text, *rest, cut, doubt in loaded.articles[names].values.tolist()
    ]
    assert repeated == list(
        loaded.duplicates[["source", "duplicate_of"]].itertuples(index=False, name=None)
    )
    same = [("in.csv#10", "in.csv#4"), ("in.csv#2", "in.csv#9"), ("in.csv#5", "in.csv#12")]
    cut = [("in.csv#11", "in.csv#12")] if repeated_lines == "cut" else []
    assert sorted(repeated) == sorted(same + cut) and set(notes) == set(loaded.notes)
    assert any("Sign up here" in one["text"] for one in articles) == (repeated_lines == "keep")
    assert not list(tmp_path.glob("seen*"))
