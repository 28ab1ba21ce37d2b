"""Letters that stand side by side are one piece, whatever their white."""

from broadsheet.formats.pdf.letters import Letter, pieces_of


def letters(*places, base=700.0, bold=False):
    return [Letter(text, left, right, base, 10.0, bold) for text, left, right in places]


def texts(*placed):
    return [piece.text for piece in pieces_of(placed)]


def test_the_letters_of_a_ligature_are_in_one_place():
    assert texts(*letters(("o", 10, 15), ("f", 15, 23), ("f", 15, 23), ("i", 15, 23))) == ["offi"]


def test_a_space_as_wide_as_the_height_of_a_letter_separates_pieces():
    assert texts(*letters(("a", 10, 15), (" ", 15, 18), ("b", 24, 29))) == ["a b"]
    assert texts(*letters(("a", 10, 15), (" ", 15, 18), ("b", 26, 31))) == ["a", "b"]
    label = letters(("a", 10, 15), (" ", 15, 18), bold=True)
    assert texts(*label, *letters(("b", 22, 27))) == ["a", "b"]


def test_a_note_stays_in_its_line_and_the_next_line_is_separate():
    assert texts(*letters(("a", 10, 15)), *letters(("1", 15, 18), base=703.5)) == ["a1"]
    assert texts(*letters(("a", 10, 15)), *letters(("b", 15, 20), base=694)) == ["a", "b"]
