"""One number of each kind for each article: of few with intervals, of many as the folder of what
was measured has them.
"""

import numpy as np
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.comparison import profiles
from broadsheet.measuring.dataset import survey

LEXICON = bs.load_lexicon("security-sovereignty")
TEXTS = [
    'Talks on border security began. "We respect sovereignty," President Ana Cruz said. '
    '"It is ours."',
    "Talks began on Monday. Nobody spoke to reporters.",
    "Troops came. It was late, and nobody knew why they had come.",
]


def test_values_are_those_of_measure_and_lie_in_their_intervals():
    articles = pd.DataFrame({"id": list("abc"), "outlet": ["B", "A", "B"], "text": TEXTS})
    table = bs.article_profile(bs.measured(articles, LEXICON), seed=1)
    rows = bs.measure(articles, LEXICON).set_index("id")
    assert len(table) == 9 and table["measure"].unique().tolist() == list(
        profiles.PROFILED.values()
    )
    for column, name in profiles.PROFILED.items():
        told = table[table["measure"] == name].set_index("id")["value"]
        np.testing.assert_allclose(
            told[list("abc")],
            rows.loc[list("abc"), column] * (100 if column == "quoted_share" else 1),
        )
    drawn = table.dropna(subset="low")
    assert (drawn["low"] <= drawn["value"] + 1e-9).all() and (
        drawn["value"] <= drawn["high"] + 1e-9
    ).all()


def test_of_many_articles_the_folder_gives_the_values_that_memory_gives_without_intervals(
    tmp_path, monkeypatch
):
    pd.DataFrame({"id": list("cab"), "outlet": ["B", "A", "B"], "text": TEXTS}).to_csv(
        tmp_path / "in.csv", index=False
    )
    survey(tmp_path / "in.csv", tmp_path / "out", LEXICON, workers=1)
    articles = bs.load(tmp_path / "out").articles
    few = bs.article_profile(bs.measured(articles, LEXICON), seed=1)
    monkeypatch.setattr(profiles, "MANY", 2)
    many = bs.article_profile(bs.measured(articles, LEXICON, folder=tmp_path / "out"), seed=1)
    assert many["low"].isna().all() and many["high"].isna().all()
    values = ["measure", "outlet", "id"]
    pd.testing.assert_frame_equal(
        many.set_index(values)[["value"]].sort_index(),
        few.set_index(values)[["value"]].sort_index(),
    )


def test_without_a_lexicon_there_is_nothing_to_compare_and_a_line_says_so():
    with pytest.raises(ValueError, match="lexicon"):
        bs.article_profile(
            bs.measured(pd.DataFrame({"id": ["a"], "outlet": ["A"], "text": ["It rained."]})),
            seed=1,
        )


def test_differences_name_the_widest_pair_and_say_whether_intervals_overlap():
    profile = pd.DataFrame(
        {
            "measure": "grade",
            "id": ["a", "b", "c"],
            "value": [9.0, 12, 15],
            "low": [8.0, 10, 14],
            "high": [10.0, 14, 16],
        }
    )
    assert bs.differences(profile).values.tolist() == [["grade", "a", "c", 6.0, False]]


def test_with_few_articles_the_caution_speaks_of_articles_and_with_many_of_how_they_were_drawn():
    few, many = pd.DataFrame({"outlet": ["A", "B"]}), pd.DataFrame({"outlet": ["A", "B"] * 30})
    assert "nothing here says that these outlets differ" in bs.caution(few)
    assert "how they were drawn" in bs.caution(many)
