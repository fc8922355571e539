"""Where what was said may be found after a batch: in the vault, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from callscribe import batch
from callscribe.errors import (
    FailureReason,
)

if TYPE_CHECKING:
    from callscribe.run import BatchOutcome, BatchRef

CARD = "four one one one one one one one one one one one one one one one"
SECRET = f"my card number is {CARD} thank you"


def only_batch(house: Any, **settings: Any) -> BatchRef:
    (ref,) = house.discover(house.start(**settings))
    return ref  # type: ignore[no-any-return]


def finish(house: Any, engine: Any, /, *, last_try: bool = True, **settings: Any) -> BatchOutcome:
    return house.finish(only_batch(house, **settings), engine, last_try=last_try)  # type: ignore[no-any-return]


def transcribe(house: Any, engine: Any, /, *, last_try: bool = True, **settings: Any) -> dict[str, Any]:
    ref = only_batch(house, **settings)
    batch.prepare(ref, house.source, house.lake)
    return batch.transcribe(ref, engine, house.lake, last_try=last_try)


@pytest.mark.parametrize("secret", [CARD, "411111", "one one one"])
def test_a_card_number_is_in_no_file_outside_the_vault(house: Any, fake_engine: Any, sounds: Any, secret: str) -> None:
    house.record("spoken.wav", sounds.speech(8), call_id="c-1")
    finish(house, fake_engine(SECRET))
    assert [key for key, content in outside_the_vault(house).items() if secret in content] == []


def test_a_card_number_in_digits_is_in_no_file_outside_the_vault(house: Any, fake_engine: Any) -> None:
    house.record("written.wav", call_id="c-1")
    finish(house, fake_engine("my card number is 4111 1111 1111 1111 thank you"))
    assert [key for key, content in outside_the_vault(house).items() if "1111" in content] == []


def test_what_was_said_around_a_card_number_is_in_the_tables(house: Any, fake_engine: Any) -> None:
    house.record("a.wav")
    finish(house, fake_engine(SECRET))
    assert [row["transcript"] for row in house.rows("calls")] == ["My card number is [CARD_NUMBER]. Thank you."]


def test_a_redaction_tells_where_and_never_what(house: Any, fake_engine: Any, sounds: Any) -> None:
    house.record("a.wav", sounds.speech(8))
    finish(house, fake_engine(SECRET))
    (row,) = house.rows("redactions")
    seen = (row["entity_type"], row["first_word_id"], row["last_word_id"], row["start_ms"], row["end_ms"])
    assert seen == ("CARD_NUMBER", 4, 19, 1200, 5950)


def test_the_text_of_a_language_without_redaction_rules_stays_in_the_vault(house: Any, fake_engine: Any) -> None:
    house.record("a.wav", language="pl")
    finish(house, fake_engine("dobry wieczór"))
    (row,) = house.rows("calls")
    texts = [word["word"] for word in house.rows("words")] + [each["text"] for each in house.rows("utterances")]
    assert (row["transcript"], row["quality_flags"], set(texts)) == (None, ["text_withheld"], {None})


def test_nothing_that_was_said_is_logged_or_told_in_counts(
    house: Any, fake_engine: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", logger="callscribe")
    for name in "ab":
        house.record(f"{name}.wav")
    ref = only_batch(house)
    counts = [
        batch.prepare(ref, house.source, house.lake),
        batch.transcribe(ref, fake_engine("xylophone"), house.lake),
        batch.polish(ref, house.source, house.lake),
        batch.write(ref, house.lake),
    ]
    assert "xylophone" not in caplog.text + str(counts)


def test_an_error_that_nobody_foresaw_costs_its_call_and_quotes_nothing(
    house: Any, fake_engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.record("a.wav", call_id="c-1")

    def stumble(*_: Any, **__: Any) -> Any:
        raise ValueError("cannot parse 'xylophone'")

    monkeypatch.setattr("callscribe.pipeline.find_entities", stumble)
    (failure,) = finish(house, fake_engine("xylophone")).failures
    assert (failure.reason, failure.stage, "xylophone" in failure.message) == (FailureReason.INTERNAL, "polish", False)


def outside_the_vault(house: Any) -> dict[str, str]:
    """Every file of the lake but those of the vault, as text: Parquet as its rows, since it is compressed."""
    import pyarrow.parquet as pq

    texts = {}
    for key, content in house.files().items():
        if key.startswith("vault/"):
            continue
        texts[key] = str(pq.read_table(house.lake.root / key).to_pydict()) if key.endswith(".parquet") else ""
        texts[key] += content.decode("latin-1")
        texts[key] += " ".join(texts[key].split("', '"))
    assert any(key.startswith("tables/words/") for key in texts)
    assert any(key.startswith("work/") for key in texts)
    return texts
