"""Token buckets: room for a burst, and never more than the rate after it."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.lib.buckets import Buckets, Rate

rates = st.builds(Rate, burst=st.integers(1, 20), per_second=st.sampled_from([0.1, 0.5, 1, 7, 30]))
pauses = st.lists(st.floats(0, 5, allow_nan=False), max_size=60)


def test_a_burst_goes_at_once_and_then_waits() -> None:
    buckets = Buckets(Rate(burst=3, per_second=2))
    assert [buckets.wait("a", 100.0) for _ in range(4)] == [0, 0, 0, 0.5]
    assert buckets.wait("a", 100.25) == pytest.approx(0.25)
    assert buckets.wait("a", 100.5) == 0


def test_one_key_does_not_wait_for_another() -> None:
    buckets = Buckets(Rate(burst=1, per_second=1))
    assert [buckets.wait(key, 0.0) for key in ("a", "b", "a", "b")] == [0, 0, 1, 1]


@given(rate=rates, steps=pauses)
def test_no_window_holds_more_than_the_burst_and_the_rate(rate: Rate, steps: list[float]) -> None:
    buckets = Buckets(rate)
    taken = [moment for moment in accumulate(steps) if not buckets.wait("a", moment)]
    for begin in range(len(taken)):
        for end in range(begin, len(taken)):
            allowed = rate.burst + (taken[end] - taken[begin]) * rate.per_second
            assert end - begin + 1 <= allowed + 1e-6


@given(rate=rates, steps=pauses)
def test_whoever_waits_as_told_is_let_through(rate: Rate, steps: list[float]) -> None:
    buckets = Buckets(rate)
    for moment in accumulate(steps):
        wait = buckets.wait("a", moment)
        if wait:
            assert buckets.wait("a", moment + wait + 1e-6) == 0
            return


@given(keys=st.integers(1, 200))
def test_buckets_that_are_full_again_are_forgotten(keys: int) -> None:
    buckets = Buckets(Rate(burst=2, per_second=1))
    for number in range(keys):
        buckets.wait(f"key {number}", 0.0)
    buckets.wait("another", 10.0)
    assert list(buckets._levels) == ["another"]
