from __future__ import annotations

import zlib
from collections import Counter
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from callscribe.recordings.batches import bucket_of, group_batches
from callscribe.recordings.recording import CallMetadata, Listed, Recording


def recording(number: int, call_date: date | None, call_id: str | None) -> Listed:
    return Listed(
        recording=Recording(
            uri=f"file:///calls/{number}.wav",
            key=f"{number}.wav",
            size_bytes=1,
            modified_at=datetime(2026, 11, 20, tzinfo=UTC),
            fingerprint=str(number),
            metadata=CallMetadata(call_date=call_date, call_id=call_id),
        )
    )


DATES = st.none() | st.dates(date(2026, 11, 1), date(2026, 11, 4))
LISTINGS = st.lists(st.tuples(DATES, st.none() | st.text(max_size=5)), max_size=40).map(
    lambda known: [recording(number, *each) for number, each in enumerate(known)]
)
BUCKETS = st.integers(1, 5)
SIZES = st.integers(1, 7)


@given(LISTINGS, BUCKETS, SIZES)
def test_every_recording_is_in_exactly_one_batch(listed: list[Listed], buckets: int, size: int) -> None:
    batches = group_batches(listed, buckets=buckets, batch_size=size)
    shared_out = Counter(one.recording.uri for batch in batches for one in batch.listed)
    assert shared_out == Counter(one.recording.uri for one in listed)


@given(LISTINGS, BUCKETS, SIZES)
def test_no_batch_is_empty_or_larger_than_asked(listed: list[Listed], buckets: int, size: int) -> None:
    batches = group_batches(listed, buckets=buckets, batch_size=size)
    assert all(1 <= len(batch.listed) <= size for batch in batches)


@given(LISTINGS, BUCKETS, SIZES)
def test_a_batch_holds_one_call_date(listed: list[Listed], buckets: int, size: int) -> None:
    for batch in group_batches(listed, buckets=buckets, batch_size=size):
        assert {one.recording.metadata.call_date for one in batch.listed} == {batch.call_date}


@given(LISTINGS, BUCKETS, SIZES)
def test_calls_with_an_id_share_their_batch_with_one_bucket(listed: list[Listed], buckets: int, size: int) -> None:
    for batch in group_batches(listed, buckets=buckets, batch_size=size):
        ids = [one.recording.metadata.call_id for one in batch.listed if batch.call_date]
        assert len({bucket_of(call_id, buckets) for call_id in ids if call_id}) <= 1


@given(LISTINGS, BUCKETS, SIZES)
def test_batches_have_ids_of_their_own(listed: list[Listed], buckets: int, size: int) -> None:
    ids = [batch.batch_id for batch in group_batches(listed, buckets=buckets, batch_size=size)]
    assert len(set(ids)) == len(ids)


@given(LISTINGS, BUCKETS, SIZES)
def test_the_same_listing_gives_the_same_batches(listed: list[Listed], buckets: int, size: int) -> None:
    first = group_batches(listed, buckets=buckets, batch_size=size)
    assert group_batches(iter(listed), buckets=buckets, batch_size=size) == first


@given(LISTINGS, BUCKETS, SIZES)
def test_a_batch_keeps_the_order_of_the_listing(listed: list[Listed], buckets: int, size: int) -> None:
    for batch in group_batches(listed, buckets=buckets, batch_size=size):
        assert sorted(batch.listed, key=listed.index) == list(batch.listed)


def test_a_batch_id_tells_the_date_the_bucket_and_the_number() -> None:
    listed = [recording(number, date(2026, 11, 2), "c") for number in range(3)]
    ids = [batch.batch_id for batch in group_batches(listed, buckets=1, batch_size=2)]
    assert ids == ["2026-11-02-b00-000", "2026-11-02-b00-001"]


def test_recordings_without_a_date_share_a_batch() -> None:
    listed = [recording(number, None, str(number)) for number in range(3)]
    assert [batch.batch_id for batch in group_batches(listed, buckets=4, batch_size=9)] == ["undated-b00-000"]


@given(st.text(), st.integers(1, 64))
def test_a_bucket_is_the_crc32_of_the_id(identity: str, buckets: int) -> None:
    assert bucket_of(identity, buckets) == zlib.crc32(identity.encode()) % buckets
