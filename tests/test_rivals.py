"""Rival definitions: what is left of a contrast when it is counted otherwise."""
import broadsheet as bs
from broadsheet.framing import Framing
from broadsheet.rivals import without_each_term

from test_contrasts import made


def with_terms(framing: Framing, terms: list[str]) -> Framing:
    return framing._replace(hits=framing.hits.assign(term=(terms * len(framing.hits))[:len(framing.hits)]))


def test_a_contrast_that_hangs_on_one_term_does_not_survive_its_loss():
    framing = made({"A": [[1] * 30], "B": [[0] * 30]})
    table = bs.rival_contrasts(framing, "A", seed=1).set_index("definition")
    assert table.loc["all words", "says"] == "these two articles differ"
    assert table["survives"].to_dict() == {"all words": True, "narration only": True, "per sentence": True,
                                           "negated left out": True, "without one term": False}
    assert table.loc["without one term", "term"] == "war"


def test_a_contrast_of_many_terms_survives_the_loss_of_each():
    framing = with_terms(made({"A": [[2] * 30], "B": [[0] * 30]}), ["war", "strike", "troops"])
    assert bs.rival_contrasts(framing, "A", seed=1)["survives"].all()


def test_without_each_term_counts_what_is_left_by_hand():
    framing = with_terms(made({"A": [[1, 1]], "B": [[1, 0]]}), ["war", "war", "strike"])
    table = without_each_term(framing, "A").set_index("term")
    assert table["gone"].to_dict() == {"strike": 1, "war": 2}
    assert table.loc["strike", "doublings"] == bs.contrasts(framing._replace(hits=framing.hits[:2]), 1)["doublings"].iloc[0]


def test_a_frame_that_its_sources_brought_in_is_lost_with_the_quotations():
    table = bs.rival_contrasts(made({"A": [[2] * 15 + [0] * 15], "B": [[0] * 30]}, quoted=15), "A", seed=1)
    assert not table.set_index("definition").loc["narration only", "survives"]


def test_with_one_outlet_there_is_nothing_to_make_again():
    assert bs.rival_contrasts(made({"A": [[1, 2]]}), "A", seed=1).empty
