"""Lexicons made to take hours or all memory: each is read or refused at once, in one short line."""

import time

import pytest

from broadsheet.lexicon import load_lexicon

SECONDS = 3  # of processor time, several times what any of them takes
TEN_TIMES = "".join(
    f"{name}: &{name} [{', '.join([f'*{inner}'] * 10)}]\n"
    for inner, name in zip("abcdefg", "bcdefgh")
)
MANY = [f"f{number}" for number in range(5000)]

REFUSED = {
    "aliases.yaml": ("a: &a [war, raid]\n" + TEN_TIMES, "line 2: .a refers to another place"),
    "itself.yaml": ("a: &a [*a]\n", "line 1: .a refers to another place"),
    "brackets.yaml": ("a: " + "[" * 400 + "war" + "]" * 400, "more than 100 nested levels"),
    "open.yaml": ("a: " + "[" * 500, "more than 100 nested levels"),
    "blocks.yaml": (
        "\n".join(" " * level + "a:" for level in range(400)),
        "more than 100 nested levels",
    ),
    "frames.yaml": ("\n".join(f"{name}: [war]" for name in MANY[:2100]), "more than 2,000 frames"),
    "term.yaml": ("a: [" + "war " * 10_000 + "]", "has 39,999 characters"),
    "columns.csv": (f"word,{','.join(MANY)}\nwar{',1' * 5000}\n", "more than 2,000 frames"),
    "names.csv": (f"frame,{','.join(MANY[:1500])}\n", "f10 and 1,489 more: name them"),
    "term.csv": ("term,frame\n" + "war-" * 10_000 + ",a\n", "has 40,000 characters"),
    "stars.csv": ("term,frame\n" + "*" * 40_000 + ",a\n", "has 40,000 characters"),
    "term.dic": ("%\n1 war\n%\n" + "war " * 10_000 + "1\n", "line 4: .*39,999 characters"),
    "blanks.dic": ("%\n1 war\n%\nwar" + " " * 40_000 + "x 1\n", "line 4: .*characters"),
    "numbers.dic": ("%\n1 war\n%\nwar " + "1 2" * 10_000 + "x\n", "is not a word and its categ"),
    "tabs.dic": ("%\n1 war\n%\nwar" + "\t1" * 20_000 + "x\n", "is not a word and its categories"),
    "digits.dic": ("%\n1 war\n%\nwar " + "1" * 5000 + "\n", "is not a word and its categories"),
    "category.dic": ("%\n" + "1" * 5000 + " war\n%\nwar 1\n", "is not a new category"),
    "categories.dic": (
        "%\n" + "".join(f"{n} {name}\n" for n, name in enumerate(MANY)) + "%\nwar 1\n",
        "more than 2,000 frames",
    ),
    "faces.dic": ("%\n1 war\n%\n" + "(" * 40_000 + " 1\n", "has no terms"),
}
READ = {
    "titles.dic": "%\n1 war " + "a (" * 13_000 + "\n%\nraid 1\n",
    "categories.dic": "%\n1 war\n%\nraid" + " 1" * 20_000 + "\n",
    "columns.csv": f"word,{','.join(MANY[:1900])}\n" + f"war{',1' * 1900}\nraid{',1' * 1900}\n",
    "list.yaml": "war: [" + ", ".join(MANY[:1000]) + "]",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_lexicon_made_to_hang_is_refused_at_once_in_a_short_line(tmp_path, name):
    content, why = REFUSED[name]
    file = tmp_path / name
    file.write_text(content)
    begun = time.process_time()
    with pytest.raises(ValueError, match=why) as error:
        load_lexicon(file)
    assert time.process_time() - begun < SECONDS
    said = str(error.value).removeprefix(f"{file}: ")
    assert len(said) < 300 and "\n" not in said


# a lexicon of these frames in each format
FRAMES_OF = {
    "x.csv": lambda names: f"word,{','.join(names)}\nwar{',1' * len(names)}\n",
    "empty.csv": lambda names: f"word,{','.join(names)}\nwar,1{',' * (len(names) - 1)}\n",
    "listed.csv": lambda names: "term,frame\n" + "".join(f"war,{name}\n" for name in names),
    "x.dic": lambda names: (
        "%\n" + "".join(f"{n} {name}\n" for n, name in enumerate(names)) + "%\nwar 0\n"
    ),
    "x.yaml": lambda names: "".join(f"{name}: [war]\n" for name in names),
}


@pytest.mark.filterwarnings("ignore:.*without words")
@pytest.mark.parametrize("name", FRAMES_OF)
def test_a_lexicon_has_up_to_two_thousand_frames_in_every_format(tmp_path, name):
    file = tmp_path / name
    file.write_text(FRAMES_OF[name](MANY[:2000]))
    assert load_lexicon(file).frames
    file.write_text(FRAMES_OF[name](MANY[:2001]))
    with pytest.raises(ValueError, match="more than 2,000 frames"):
        load_lexicon(file)


@pytest.mark.parametrize("brackets, is_read", [(98, True), (99, False)])
def test_a_hundred_levels_in_each_other_are_read_and_no_more(tmp_path, brackets, is_read):
    # the frames are the first level, each bracket is one more, and the word the last
    file = tmp_path / "levels.yaml"
    file.write_text("a: " + "[" * brackets + "war" + "]" * brackets + "\nb: [war]\n")
    if is_read:
        assert list(load_lexicon(file).frames) == ["a", "b"]
    else:
        with pytest.raises(ValueError, match="more than 100 nested levels"):
            load_lexicon(file)


@pytest.mark.parametrize("name", READ)
def test_a_large_lexicon_is_read_at_once(tmp_path, name):
    file = tmp_path / name
    file.write_text(READ[name])
    begun = time.process_time()
    lexicon = load_lexicon(file)
    assert time.process_time() - begun < SECONDS
    assert lexicon.frames
