"""Many values told by a hundred dots: as many as they should be, where values are, and in the right
proportion.
"""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.figures import quantile_dots

VALUES = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=400)


@given(VALUES, st.sampled_from([20, 50, 100]))
def test_every_dot_is_a_value_that_occurs_and_each_part_of_the_values_gets_its_share_of_them(
    values, n
):
    dots = quantile_dots.crowd(pd.Series(values), n).dots
    assert len(dots) == n and set(dots) <= set(values) and (np.diff(dots) >= 0).all()
    for value in values[:5]:
        below = np.mean(np.array(values) <= value)
        assert abs(np.mean(dots <= value) - below) <= 1 / n + 1e-9


def test_of_a_thousand_values_a_third_of_them_zero_a_third_of_the_dots_are_zero():
    told = quantile_dots.crowd(pd.Series([0] * 400 + list(range(1, 601)) + [None] * 7), 100)
    assert (told.dots == 0).sum() == 40 and told.undefined == 7 and told.median == 100.5


def test_values_that_are_all_undefined_have_no_dots_and_no_median():
    told = quantile_dots.crowd(pd.Series([np.nan] * 200), 100)
    assert len(told.dots) == 0 and np.isnan(told.median) and told.undefined == 200
    assert (
        quantile_dots.dot_size([told], quantile_dots.StackRoom(1, 4, 0.3, 1))
        == quantile_dots.SMALLEST
    )


@given(VALUES, st.floats(0, 1e5))
def test_no_stack_holds_values_further_apart_than_a_dot_and_none_is_lost(values, width):
    values = np.sort(values)
    at, under = quantile_dots.stacked(values, width)
    assert len(at) == len(values)
    for place in np.unique(at):
        assert sorted(under[at == place]) == list(range((at == place).sum()))
    assert (np.abs(at - values) <= width / 2 + 1e-6).all()


def test_dots_are_the_smaller_the_less_room_there_is():
    told = [quantile_dots.crowd(pd.Series(np.random.default_rng(1).normal(size=1000)), 100)]
    sizes = [
        quantile_dots.dot_size(told, quantile_dots.StackRoom(8, 4, high, 1))
        for high in (0.6, 0.3, 0.1, 0.01)
    ]
    assert (
        sizes == sorted(sizes, reverse=True)
        and sizes[0] == quantile_dots.LARGEST
        and sizes[-1] == quantile_dots.SMALLEST
    )
