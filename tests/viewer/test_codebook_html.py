"""The codebook: every task and frame, nothing of a lexicon as markup, nothing fetched."""

import broadsheet as bs
from broadsheet.comparison import tasks
from broadsheet.lexicon import Frame, term
from broadsheet.viewer import codebook

ABOUT = {"coders": 2, "overlap": 0.5}


def test_it_holds_definitions_examples_near_misses_and_the_rules_of_each_task():
    lexicon = bs.load_lexicon("security-sovereignty")
    page = codebook(lexicon, ABOUT, "demo", "1")
    for frame in lexicon.frames.values():
        assert frame.title in page
    assert "bombed" in page and "not photo bomb, box office bomb, bomb cyclone" in page
    assert all(task.title in page for task in tasks().values())
    assert "50 % of the items are coded by everybody" in page


def test_what_a_lexicon_says_is_no_markup():
    frame = Frame("<b>War</b>", "<script>x</script>", ("A & B",), (term("war"),))
    page = codebook(bs.Lexicon("<i>", {"war": frame}), ABOUT, "<u>", "1")
    assert "<script" not in page and "<b>War" not in page and "<u>" not in page
    assert "&lt;b&gt;War" in page and "A &amp; B" in page


def test_a_frame_without_a_definition_asks_for_one():
    lexicon = bs.Lexicon(
        "bare", {"war": Frame("", "", (), tuple(term(f"w{n}") for n in range(70)))}
    )
    page = codebook(lexicon, {"coders": 1, "overlap": 0.5}, "x", "1")
    assert "The lexicon does not define this frame" in page and "and 10 more" in page
    assert "100 % of the items" in page and "://" not in page
