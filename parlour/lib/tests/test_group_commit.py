"""One writer: everything that is put is committed once, in order, in batches that share the cost."""

from collections.abc import Callable, Sequence
from threading import Event, Thread

from parlour.lib.group_commit import GroupCommit

PATIENCE_SECONDS = 10


def writer(commit: Callable[[Sequence[int]], None], at_most: int = 10) -> GroupCommit[int]:
    made = GroupCommit(commit, at_most=at_most, name="test writer")
    made.start()
    return made


def test_what_is_put_is_committed_in_order() -> None:
    done: list[int] = []
    work = writer(done.extend)
    for number in range(1_000):
        work.put(number)
    work.close(timeout_seconds=PATIENCE_SECONDS)
    assert done == list(range(1_000))


def test_what_gathers_during_a_commit_is_the_next_batch() -> None:
    batches: list[list[int]] = []
    begun, may_go_on = Event(), Event()

    def commit(batch: Sequence[int]) -> None:
        batches.append(list(batch))
        begun.set()
        may_go_on.wait(PATIENCE_SECONDS)

    work = writer(commit, at_most=3)
    work.put(0)
    assert begun.wait(PATIENCE_SECONDS)
    for number in range(1, 6):
        work.put(number)
    assert len(work) == 5
    may_go_on.set()
    work.close(timeout_seconds=PATIENCE_SECONDS)
    assert batches == [[0], [1, 2, 3], [4, 5]]
    assert len(work) == 0


def test_each_threads_work_keeps_its_own_order() -> None:
    done: list[int] = []
    work = writer(done.extend)

    def put(thread: int) -> None:
        for number in range(200):
            work.put(thread * 1_000 + number)

    threads = [Thread(target=put, args=(thread,)) for thread in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    work.close(timeout_seconds=PATIENCE_SECONDS)
    assert len(done) == 1_000
    for thread_number in range(5):
        own = [number for number in done if number // 1_000 == thread_number]
        assert own == sorted(own)


def test_closing_without_work_ends_at_once() -> None:
    work = writer(lambda batch: None)
    work.close(timeout_seconds=PATIENCE_SECONDS)
    assert not work._thread.is_alive()
