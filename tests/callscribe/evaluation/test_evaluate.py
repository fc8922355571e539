"""`callscribe evaluate`: figures, what is printed, and what is never printed."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from callscribe.cli import main
from callscribe.lake.vault import call_key

if TYPE_CHECKING:
    from pathlib import Path

CARD = "four one one one one one one one one one one one one one one one"


@pytest.fixture
def tell(capfd: pytest.CaptureFixture[str]) -> Any:
    """`callscribe evaluate` with arguments; returns the exit status, standard output and standard error."""

    def evaluate(*arguments: Any) -> tuple[int, str, str]:
        status = main(["evaluate", *map(str, arguments)])
        return status, *capfd.readouterr()

    return evaluate


@pytest.fixture
def figures(tell: Any) -> Any:
    """The JSON object that `callscribe evaluate` prints."""

    def evaluate(*arguments: Any) -> Any:
        return json.loads(tell(*arguments, "--json")[1])

    return evaluate


def folder(root: Path, name: str, **texts: str) -> Path:
    """A folder of text files."""
    (root / name).mkdir()
    for call_id, text in texts.items():
        (root / name / f"{call_id}.txt").write_text(text, encoding="utf-8")
    return root / name


def turns(root: Path, call_id: str, *said: tuple[str, float, float, str]) -> Path:
    """A folder with a reference of one call."""
    told = [
        {"speaker": speaker, "start_s": start_s, "end_s": end_s, "text": text} for speaker, start_s, end_s, text in said
    ]
    (root / "references").mkdir(exist_ok=True)
    path = root / "references" / f"{call_id}.json"
    path.write_text(json.dumps({"call_id": call_id, "turns": told}), encoding="utf-8")
    return path.parent


def test_each_call_is_measured_and_all_together(tmp_path: Path, figures: Any) -> None:
    heard = folder(tmp_path, "heard", a="good warning", b="one two four five six seven eight nine")
    said = folder(tmp_path, "said", a="good morning", b="one two three four five six seven eight")
    found = figures(heard, said)
    errors = [
        (call["call_id"], call["substitutions"], call["deletions"], call["insertions"]) for call in found["calls"]
    ]
    assert errors == [("a", 1, 0, 0), ("b", 0, 1, 1)]
    assert [call["wer"] for call in found["calls"]] == [0.5, 0.25]
    assert found["total"]["wer"] == 0.3


def test_the_worst_ten_spans_are_of_all_calls(tmp_path: Path, figures: Any) -> None:
    wrong = {f"c{number:02d}": "so " * number + "good" for number in range(12)}
    right = dict.fromkeys(wrong, "good")
    found = figures(folder(tmp_path, "heard", **wrong), folder(tmp_path, "said", **right))["worst_spans"]
    assert [(span["call_id"], span["errors"]) for span in found] == [
        (f"c{number:02d}", number) for number in range(11, 1, -1)
    ]
    assert found[-1] == {"call_id": "c02", "start_s": None, "word": 1, "errors": 2, "said": "", "recognised": "so so"}


def test_two_files_are_compared_whatever_their_names(tmp_path: Path, tell: Any) -> None:
    for name in ("whisper", "truth"):
        (tmp_path / f"{name}.txt").write_text("good morning")
    status, output, _ = tell(tmp_path / "whisper.txt", tmp_path / "truth.txt")
    assert (status, "0.0%" in output) == (0, True)


def test_a_call_without_a_counterpart_is_named_and_fails(tmp_path: Path, tell: Any, figures: Any) -> None:
    heard, said = folder(tmp_path, "heard", a="hi", extra="hi"), folder(tmp_path, "said", a="hi", missed="hi")
    status, output, _ = tell(heard, said)
    assert (status, "extra" in output, "missed" in output) == (1, True, True)
    found = figures(heard, said)
    assert (found["only_in_hypothesis"], found["only_in_reference"], len(found["calls"])) == (["extra"], ["missed"], 1)


def test_a_reference_without_words_has_no_rate_and_its_insertions_count(tmp_path: Path, figures: Any) -> None:
    found = figures(folder(tmp_path, "heard", a="hi there"), folder(tmp_path, "said", a=""))
    assert (found["total"]["wer"], found["total"]["cer"], found["total"]["insertions"]) == (None, None, 2)


def test_where_speakers_or_confidence_are_unknown_their_figures_are_null(tmp_path: Path, figures: Any) -> None:
    found = figures(folder(tmp_path, "heard", a="hi"), folder(tmp_path, "said", a="hi"))
    assert (found["total"]["cpwer"], found["total"]["der"], found["calibration"]) == (None, None, None)


def test_formats_can_be_mixed(tmp_path: Path, figures: Any) -> None:
    (tmp_path / "heard.ctm").write_text("c-1 1 0.0 0.4 good 0.9\nc-1 1 0.5 0.4 warning 0.3\nc-1 2 2.0 0.5 hello 0.8\n")
    (tmp_path / "said.stm").write_text("c-1 A agent 0.0 0.9 good morning\nc-1 B customer 2.0 2.5 hello\n")
    found = figures(tmp_path / "heard.ctm", tmp_path / "said.stm", "--collar", "0")
    total = found["total"]
    assert (total["wer"], total["cpwer"], total["der"]) == pytest.approx((1 / 3, 1 / 3, 0.0))
    assert found["worst_spans"][0]["start_s"] == 0.5
    assert found["calibration"]["expected_calibration_error"] == pytest.approx((0.1 + 0.3 + 0.2) / 3)


def test_the_collar_decides_what_is_scored(tmp_path: Path, figures: Any) -> None:
    (tmp_path / "heard.stm").write_text("c-1 A x 0.2 1.0 good\nc-1 B y 2.0 3.0 hello\n")
    (tmp_path / "said.stm").write_text("c-1 A agent 0.0 1.0 good\nc-1 B customer 2.0 3.0 hello\n")
    rates = [
        figures(tmp_path / "heard.stm", tmp_path / "said.stm", "--collar", s)["total"]["der"] for s in ("0", "0.25")
    ]
    assert rates == pytest.approx([0.1, 0.0])


@pytest.mark.parametrize("collar", ["-1", "nan", "inf", "wide"])
def test_a_collar_is_seconds(collar: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["evaluate", "a", "b", "--collar", collar])
    assert (ended.value.code, "is not a number of seconds" in capfd.readouterr().err) == (2, True)


def test_what_is_not_there_is_refused(tmp_path: Path, tell: Any) -> None:
    assert tell(tmp_path / "no", tmp_path / "no")[::2] == (
        2,
        f"callscribe: {tmp_path}/no: no such file or folder.\n",
    )


def test_a_file_that_cannot_be_read_is_refused_by_line(tmp_path: Path, tell: Any) -> None:
    (tmp_path / "a.stm").write_text("c-1 A agent\n")
    status, _, error = tell(tmp_path / "a.stm", tmp_path / "a.stm")
    assert (status, "a.stm:1: 3 fields" in error) == (2, True)


def test_the_figures_are_printed_on_80_columns(tmp_path: Path, tell: Any) -> None:
    (tmp_path / "heard.ctm").write_text("a-call-with-a-long-name-of-many-digits-0123456789 1 0.0 0.4 [hi] 0.9\n")
    (tmp_path / "said.stm").write_text(
        "a-call-with-a-long-name-of-many-digits-0123456789 A x 0.0 0.9 good [bold] day\n"
    )
    _, output, _ = tell(tmp_path / "heard.ctm", tmp_path / "said.stm")
    assert max(map(len, output.splitlines())) <= 80
    assert [part for part in ("WER", "total", "100.0%", "NFKC", "good [bold] day") if part not in output] == []


# --- Lakes --------------------------------------------------------------------------------------------------------


def lake_of(house: Any, engine: Any, *channels: Any, **sidecar: Any) -> Path:
    house.record("a.wav", *channels, call_id="c-1", **sidecar)
    house.transcribe(engine)
    return house.lake.root  # type: ignore[no-any-return]


def test_a_lake_is_measured_by_the_words_in_its_vault(
    house: Any, fake_engine: Any, sounds: Any, tmp_path: Path, figures: Any
) -> None:
    lake = lake_of(house, fake_engine(f"my card number is {CARD} thank you"), sounds.speech(8))
    said = turns(tmp_path, "c-1", ("customer", 0.0, 7.0, f"my card number is {CARD} thank you"))
    found = figures(lake, said)
    assert (found["total"]["wer"], found["total"]["words"], found["calibration"]["words"]) == (0.0, 22, 22)


def test_nothing_that_the_tables_hide_is_printed(
    house: Any, fake_engine: Any, sounds: Any, tmp_path: Path, tell: Any
) -> None:
    lake = lake_of(house, fake_engine(f"the car number is {CARD} thanks you"), sounds.speech(8))
    said = turns(tmp_path, "c-1", ("customer", 0.0, 7.0, f"my card number is {CARD.replace('four', 'five')} thank you"))
    for arguments in ((lake, said), (lake, said, "--json"), (said, lake), (said, lake, "--json")):
        status, output, error = tell(*arguments)
        assert status == 0
        assert [word for word in ("one", "five", "four") if word in (output + error).split()] == []
    assert "[CARD_NUMBER]" in output


def test_what_the_tables_hide_is_hidden_though_detection_does_not_find_it_any_more(
    house: Any, fake_engine: Any, tmp_path: Path, tell: Any
) -> None:
    lake = lake_of(house, fake_engine("we like the ninja cookies"))
    for path in (lake / "tables/words").rglob("*.parquet"):
        rows = pq.ParquetFile(path).read()
        hidden = ["NAME" if word == "ninja" else None for word in rows["word"].to_pylist()]
        column = rows.schema.get_field_index("entity_type")
        pq.write_table(rows.set_column(column, rows.schema.field(column), pa.array(hidden, pa.string())), path)
    said = turns(tmp_path, "c-1", ("agent", 0.0, 1.5, "it was miss nobody here"))
    for arguments in ((lake, said), (lake, said, "--json")):
        status, output, _ = tell(*arguments)
        assert (status, "ninja" in output, "[NAME]" in output, "cookies" in output) == (0, False, True, True)


def test_a_call_that_breaks_the_reading_costs_no_other_call_its_figures(
    house: Any, fake_engine: Any, tmp_path: Path, tell: Any
) -> None:
    house.record("b.wav", call_id="c-2")
    lake = lake_of(house, fake_engine("good morning"))
    record = lake / call_key("c-2")
    record.unlink()
    record.mkdir()
    said = turns(tmp_path, "c-1", ("agent", 0.0, 0.6, "good morning"))
    turns(tmp_path, "c-2", ("agent", 0.0, 0.6, "good morning"))
    status, output, _ = tell(lake, said, "--json")
    found = json.loads(output)
    assert (status, [call["call_id"] for call in found["calls"]]) == (1, ["c-1"])
    assert [(each["call_id"], "IsADirectoryError" in each["reason"]) for each in found["unreadable"]] == [("c-2", True)]


def test_nothing_is_printed_of_a_call_whose_text_is_withheld(
    house: Any, fake_engine: Any, tmp_path: Path, tell: Any
) -> None:
    lake = lake_of(house, fake_engine("dobry wieczór moja pani"), language="pl")
    status, output, _ = tell(lake, turns(tmp_path, "c-1", ("agent", 0.0, 1.0, "schönen abend mein herr")))
    assert (status, "[WITHHELD]" in output) == (0, True)
    assert [word for word in ("dobry", "wieczór", "pani", "abend", "herr") if word in output] == []


def test_the_channels_of_a_lake_are_speakers(
    house: Any, fake_engine: Any, sounds: Any, tmp_path: Path, figures: Any
) -> None:
    sides = sounds.speech(1.0, seed=1), sounds.speech(1.0, seed=2)
    lake = lake_of(house, fake_engine("good morning"), *sides)
    said = turns(tmp_path, "c-1", ("agent", 0.0, 0.55, "good morning"), ("customer", 0.0, 0.55, "good warning"))
    total = figures(lake, said, "--collar", "0")["total"]
    assert (total["cpwer"], total["der"]) == pytest.approx((0.25, 0.0))


def test_a_lake_without_its_vault_is_told_so(house: Any, fake_engine: Any, tmp_path: Path, tell: Any) -> None:
    lake = lake_of(house, fake_engine("good morning"))
    shutil.rmtree(lake / "vault")
    status, output, _ = tell(lake, turns(tmp_path, "c-1", ("agent", 0.0, 1.0, "good morning")))
    told = " ".join(output.split())
    assert (status, "c-1 cannot be read: the vault of" in told, "has no answers for it" in told) == (1, True, True)
    assert "not recognised" not in told


def test_a_vault_that_is_damaged_is_named_without_its_words(
    house: Any, fake_engine: Any, tmp_path: Path, tell: Any
) -> None:
    lake = lake_of(house, fake_engine("good ninja"))
    for path in (lake / "vault").rglob("*.json"):
        path.write_text('{"words": "ninja"}')
    status, output, error = tell(lake, turns(tmp_path, "c-1", ("agent", 0.0, 1.0, "good morning")), "--json")
    assert (status, json.loads(output)["unreadable"][0]["call_id"], "ninja" in output + error) == (1, "c-1", False)


def test_a_lake_without_calls_has_nothing_to_compare(house: Any, tmp_path: Path, figures: Any) -> None:
    (house.lake.root / "tables").mkdir(parents=True)
    found = figures(house.lake.root, turns(tmp_path, "c-1", ("agent", 0.0, 1.0, "good morning")))
    assert (found["calls"], found["only_in_reference"]) == ([], ["c-1"])
