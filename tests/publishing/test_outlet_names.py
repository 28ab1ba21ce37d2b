"""Outlets in running text: as their own field has them, with the article where it is missing."""

import pytest

from broadsheet.publishing.outlet_names import in_prose, opening


@pytest.mark.parametrize(
    ("field", "inside", "at_the_beginning"),
    [
        ("New York Times", "the New York Times", "The New York Times"),
        ("new york times", "the new york times", "The new york times"),
        ("The Ellery Tribune", "The Ellery Tribune", "The Ellery Tribune"),
        ("The New York Times", "The New York Times", "The New York Times"),
        ("Fox News", "Fox News", "Fox News"),
        ("USA TODAY", "USA TODAY", "USA TODAY"),
        ("Times of London Books", "Times of London Books", "Times of London Books"),
        ("eltiempo.com", "eltiempo.com", "eltiempo.com"),
        ("no outlet named", "no outlet named", "no outlet named"),
    ],
)
def test_an_outlet_is_named_as_people_write_it(field, inside, at_the_beginning):
    assert (in_prose(field), opening(field)) == (inside, at_the_beginning)
