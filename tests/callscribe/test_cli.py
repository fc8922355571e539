"""`callscribe` against a real HTTP server: pulse-local, with a recogniser that needs no time."""

from __future__ import annotations

import hashlib
import json
import subprocess
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from callscribe.cli import main
from callscribe.engines.pocketsphinx import RecognisedWord
from local_server import running_server
from pulse_local.app import create_app
from voices import voiced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEARD = [
    RecognisedWord(word, place * 0.1, place * 0.1 + 0.09, 0.9) for place, word in enumerate("good morning".split())
]


@pytest.fixture(scope="session")
def pulse() -> Iterator[str]:
    """Base URL of a Pulse that hears "good morning" in everything."""
    with running_server(create_app(recogniser=lambda _: list(HEARD), rpm=0)) as base_url:
        yield base_url


@pytest.fixture
def run(pulse: str, capfd: pytest.CaptureFixture[str]) -> Any:
    """`callscribe transcribe` with arguments; returns the exit status, standard output and standard error."""

    def transcribe(*arguments: Any) -> tuple[int, str, str]:
        status = main(["transcribe", "--base-url", pulse, *map(str, arguments)])
        return status, *capfd.readouterr()

    return transcribe


def tell(capfd: pytest.CaptureFixture[str], *arguments: Any) -> tuple[int, str, str]:
    status = main([*map(str, arguments)])
    return status, *capfd.readouterr()


def lines(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_the_status_is_0_where_all_were_transcribed(run: Any, house: Any) -> None:
    assert run(house.record("a.wav"), house.record("b.wav"))[0] == 0


def test_the_status_is_1_where_some_failed(run: Any, house: Any) -> None:
    bad = house.record("bad.wav")
    bad.write_bytes(b"")
    assert run(house.record("a.wav"), bad)[0] == 1


def test_each_failure_is_named_on_standard_error(run: Any, house: Any) -> None:
    bad = house.record("bad.wav")
    bad.write_bytes(b"")
    assert run(bad)[2] == f"empty_file: {bad.as_uri()}: the file is empty (0 bytes). Export or upload it again.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["transcribe"],
        ["transcribe", "a.wav", "--engine", "whisper"],
        ["sing"],
        ["verify"],
        ["transcribe", "--tune"],
    ],
)
def test_a_wrong_call_ends_with_status_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_a_file_that_is_not_there_is_a_wrong_call(run: Any, tmp_path: Path) -> None:
    status, _, told = run(tmp_path / "absent.wav")
    assert (status, told) == (2, f"callscribe: {tmp_path}/absent.wav: no such file or folder.\n")


def test_settings_that_cannot_be_used_are_a_wrong_call(run: Any, house: Any, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[audio]\nchunk_s = 1\n")
    status, _, told = run(house.record("a.wav"), "--settings", tmp_path / "settings.toml")
    assert (status, "audio.chunk_s is 1.0" in told) == (2, True)


def test_a_call_date_that_is_none_is_a_wrong_call(run: Any, house: Any, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(house.record("a.wav"), "--call-date", "2.11.2026")
    assert "'2.11.2026' is not a date like 20" in capfd.readouterr().err


def test_a_missing_key_is_told_with_where_to_set_it(house: Any, capfd: pytest.CaptureFixture[str]) -> None:
    status, _, told = tell(capfd, "transcribe", house.record("a.wav"))
    assert (status, "SMALLEST_API_KEY" in told) == (2, True)


def test_a_service_that_cannot_be_reached_is_told_without_a_traceback(
    house: Any, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("callscribe.engines.pulse._backoff", lambda _: 0.0)
    status, _, told = tell(capfd, "transcribe", house.record("a.wav"), "--base-url", "http://127.0.0.1:9")
    assert (status, "engine_unavailable: " in told and "a.wav: No answer from Pulse at http://127.0.0.1:9" in told) == (
        1,
        True,
    )


def test_a_lake_that_is_a_file_is_told_without_a_traceback(run: Any, house: Any, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    status, _, told = run(house.record("a.wav"), "--lake", tmp_path / "file")
    assert (status, told.startswith("callscribe: ")) == (2, True)


def test_a_conversation_is_printed(run: Any, house: Any) -> None:
    output = run(house.record("a.wav", call_id="c-1"))[1]
    assert ("c-1  a.wav" in output, "Good morning." in output) == (True, True)


def test_with_json_each_recording_is_an_object_on_a_line_in_the_order_given(run: Any, house: Any) -> None:
    bad = house.record("bad.wav")
    bad.write_bytes(b"")
    files = [house.record("b.wav"), bad, house.record("a.wav")]
    told = [(each["uri"], each["outcome"]) for each in lines(run(*files, "--json")[1])]
    outcomes = ["transcribed", "failed", "transcribed"]
    assert told == [(file.as_uri(), outcome) for file, outcome in zip(files, outcomes, strict=True)]


def test_json_tells_the_transcript_and_the_utterances(run: Any, house: Any) -> None:
    (told,) = lines(run(house.record("a.wav", call_id="c-1", channel_roles=["agent"]), "--json")[1])
    seen = {name: told[name] for name in ("call_id", "call_date", "duration_s", "channels", "words", "transcript")}
    assert seen == {
        "call_id": "c-1",
        "call_date": "2026-11-02",
        "duration_s": 1.0,
        "channels": 1,
        "words": 2,
        "transcript": "Good morning.",
    }
    assert [each["text"] for each in told["utterances"]] == ["Good morning."]


def test_json_tells_why_a_recording_failed(run: Any, house: Any) -> None:
    bad = house.record("bad.wav", call_id="c-1")
    bad.write_bytes(b"")
    (told,) = lines(run(bad, "--json")[1])
    assert (told["call_id"], told["stage"], told["reason"]) == ("c-1", "prepare", "empty_file")


def test_without_a_lake_a_call_needs_no_date(run: Any, house: Any) -> None:
    (told,) = lines(run(house.record("a.wav", call_date=None), "--json")[1])
    assert (told["outcome"], told["call_date"]) == ("transcribed", None)


def test_a_lake_needs_a_date_for_each_call(run: Any, house: Any) -> None:
    (told,) = lines(run(house.record("a.wav", call_date=None), "--lake", house.lake.root, "--json")[1])
    assert told["reason"] == "no_call_date"


def test_the_date_may_be_given(run: Any, house: Any) -> None:
    run(house.record("a.wav", call_date=None), "--lake", house.lake.root, "--call-date", "2026-11-05")
    assert [row["call_date"] for row in house.rows("calls")] == [date(2026, 11, 5)]


def test_a_date_that_is_given_does_not_win_over_the_metadata(run: Any, house: Any) -> None:
    run(house.record("a.wav"), "--lake", house.lake.root, "--call-date", "2026-11-05")
    assert [row["call_date"] for row in house.rows("calls")] == [date(2026, 11, 2)]


def test_a_folder_stands_for_the_recordings_in_it(run: Any, house: Any) -> None:
    for name in ("a.wav", "deep/b.wav", ".hidden.wav"):
        house.record(name)
    (house.source.root / "README.md").write_text("no recording")
    uris = [each["uri"].rpartition("/")[2] for each in lines(run(house.source.root, "--json")[1])]
    assert uris == ["a.wav", "b.wav"]


def test_a_file_that_is_named_twice_is_taken_once(run: Any, house: Any) -> None:
    file = house.record("a.wav")
    status, output, _ = run(file, file, house.source.root, "--json")
    assert (status, [each["outcome"] for each in lines(output)]) == (0, ["transcribed"])


def test_a_lake_keeps_tables_and_vault_and_no_work(run: Any, house: Any) -> None:
    run(house.record("a.wav"), "--lake", house.lake.root)
    assert {key.partition("/")[0] for key in house.files()} == {"tables", "vault"}


def test_a_second_run_with_the_same_lake_pays_nothing(run: Any, house: Any) -> None:
    for _ in range(2):
        run(house.record("a.wav"), "--lake", house.lake.root)
    assert sorted(row["requests"] for row in house.rows("intake")) == [0, 1]


def test_the_language_that_nobody_named_is_told_with_what_it_cost(
    house: Any, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    said = "buenos días tengo una pregunta sobre mi última factura".split()
    heard = [RecognisedWord(word, place * 0.1, place * 0.1 + 0.09, 0.9) for place, word in enumerate(said)]
    (tmp_path / "settings.toml").write_text("[engine]\nroute_languages = true\n")
    file = house.record("a.wav", voiced(4.0), call_id="c-1")
    with running_server(create_app(recogniser=lambda _: list(heard), rpm=0)) as url:
        arguments = ["transcribe", file, "--base-url", url, "--language", "auto"]
        settled = tell(capfd, *arguments)
        routed = tell(capfd, *arguments, "--settings", tmp_path / "settings.toml")
        (told,) = lines(tell(capfd, *arguments, "--json")[1])
    assert (settled[0], "\nes (100% sure)\n" in settled[1]) == (0, True)
    assert (routed[0], "\nes (100% sure); 4 s were heard first to tell it, for USD 0.0003\n" in routed[1]) == (0, True)
    assert (told["language"], told["language_source"], told["billed_s"], told["first_minute_s"]) == (
        "es",
        "transcript",
        4.0,
        0.0,
    )


def test_a_language_that_is_not_certain_is_told(run: Any, house: Any) -> None:
    assert "\nlanguage unsure\n" in run(house.record("a.wav"), "--language", "auto")[1]


def test_the_local_engine_cannot_be_asked_to_tell_a_language(house: Any, capfd: pytest.CaptureFixture[str]) -> None:
    file = house.record("a.wav")
    status, _, told = tell(capfd, "transcribe", file, "--engine", "local", "--language", "auto")
    assert (status, told) == (
        2,
        "callscribe: The local engine knows English only, so --language auto needs --engine pulse.\n",
    )


def test_a_model_of_one_language_cannot_be_asked_to_tell_it(run: Any, house: Any, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[engine]\nmodel = "pulse-pro"\n')
    status, _, told = run(house.record("a.wav"), "--language", "auto", "--settings", tmp_path / "settings.toml")
    assert (status, "pulse-pro transcribes English only; language is 'multi-eu'" in told) == (2, True)


def test_preflight_tells_what_a_recording_is(house: Any, capfd: pytest.CaptureFixture[str], sounds: Any) -> None:
    file = house.record("a.wav", sounds.speech(1, seed=1), sounds.speech(1, seed=2))
    status, output, _ = tell(capfd, "preflight", file, "--json")
    (told,) = lines(output)
    figures = told.pop("figures")
    assert (status, told) == (
        0,
        {
            "uri": file.as_uri(),
            "verdict": "ok",
            "message": None,
            "container": "wav",
            "codec": "pcm_s16le",
            "sample_rate_hz": 16_000,
            "channels": 2,
            "duration_s": 1.0,
            "recording_sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
            "quality_flags": [],
            "channel_numbers": [0, 1],
            "layout": "two_party",
            "channel_correlation": pytest.approx(0, abs=0.2),
            "crosstalk_share": None,
            "ivr_share": None,
        },
    )
    assert [one["speech_share"] > 0.5 for one in figures] == [True, True]


def test_preflights_of_many_files_come_in_the_order_given(house: Any, capfd: pytest.CaptureFixture[str]) -> None:
    files = [house.record(f"{number}.wav") for number in (3, 1, 2)]
    files[1].write_bytes(b"")
    _, output, _ = tell(capfd, "preflight", *files, "--json")
    assert [told["uri"] for told in lines(output)] == [file.as_uri() for file in files]


def test_preflight_tells_why_a_recording_cannot_be_transcribed(house: Any, capfd: pytest.CaptureFixture[str]) -> None:
    file = house.record("a.wav")
    file.write_bytes(b"hello")
    status, output, _ = tell(capfd, "preflight", file, "--json")
    (told,) = lines(output)
    assert (status, told["verdict"], told["duration_s"], told["quality_flags"]) == (1, "not_audio", None, [])


def test_preflight_is_a_line_for_people_too(house: Any, capfd: pytest.CaptureFixture[str]) -> None:
    talk = voiced(4.0)
    file = house.record("a.wav", talk, talk)
    status, output, _ = tell(capfd, "preflight", file)
    first, *channels, flag = output.splitlines()
    assert (status, first) == (0, f"{file}: ok, 4.0 s, 2 x 16000 Hz pcm_s16le, dual mono")
    assert [line.partition(",")[0].partition(":")[0] for line in channels] == ["  channel 0", "  channel 1"]
    assert flag.startswith("  dual_mono: both channels carry the same signal")


def test_preflight_sends_nothing_anywhere(
    house: Any, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    assert tell(capfd, "preflight", house.record("a.wav"))[0] == 0


def test_verify_ends_with_0_where_everything_holds(house: Any, capfd: pytest.CaptureFixture[str]) -> None:
    house.record("a.wav")
    house.transcribe()
    assert tell(capfd, "verify", "--lake", house.lake.root) == (0, "The accounting and the tables hold.\n", "")


def test_verify_ends_with_1_and_names_what_does_not_hold(house: Any, capfd: pytest.CaptureFixture[str]) -> None:
    house.record("a.wav")
    house.transcribe()
    house.lake.write("tables/words/dt=2026-11-02/bucket=00.parquet", b"broken")
    status, output, _ = tell(capfd, "verify", "--lake", house.lake.root)
    assert (status, output.partition(":")[0]) == (1, "tables/words/dt=2026-11-02/bucket=00.parquet")


@pytest.mark.parametrize("command", ["verify", "show"])
def test_a_folder_that_is_no_lake_is_a_wrong_call(
    command: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert tell(capfd, command, "--lake", tmp_path) == (
        2,
        "",
        f"callscribe: {tmp_path}: no lake (it has no folder tables).\n",
    )


def test_show_prints_calls_a_conversation_and_what_failed(
    house: Any, capfd: pytest.CaptureFixture[str], fake_engine: Any
) -> None:
    house.record("a.wav", call_id="c-1", queue="billing")
    house.record("bad.wav").write_bytes(b"")
    house.transcribe(fake_engine("good morning"))
    status, output, _ = tell(capfd, "show", "--lake", house.lake.root)
    parts = ["1 calls", "Call c-1 of 2026-11-02, queue billing", "Good morning.", "1 recordings not", "empty_file"]
    assert (status, [part for part in parts if part not in output]) == (0, [])


def test_show_prints_the_call_that_is_asked_for(house: Any, capfd: pytest.CaptureFixture[str]) -> None:
    for name in ("c-1", "c-2"):
        house.record(f"{name}.wav", call_id=name)
    house.transcribe()
    assert "Call c-2 of" in tell(capfd, "show", "--lake", house.lake.root, "--call-id", "c-2")[1]


def test_show_measures_word_errors_where_it_has_references(
    house: Any, capfd: pytest.CaptureFixture[str], fake_engine: Any, tmp_path: Path
) -> None:
    house.record("a.wav", call_id="c-1")
    house.transcribe(fake_engine("good morning my dear"))
    (tmp_path / "c-1.json").write_text('{"turns": [{"text": "Good morning, my bear."}]}')
    assert "25%" in tell(capfd, "show", "--lake", house.lake.root, "--references", tmp_path)[1]


def test_show_counts_no_failure_that_a_later_run_overcame(
    house: Any, capfd: pytest.CaptureFixture[str], sounds: Any
) -> None:
    house.record("a.wav").write_bytes(b"")
    house.transcribe()
    house.record("a.wav", sounds.speech(1))
    house.transcribe()
    assert "not transcribed" not in tell(capfd, "show", "--lake", house.lake.root)[1]


def test_the_query_that_show_prints_can_be_run(house: Any, capfd: pytest.CaptureFixture[str]) -> None:
    house.record("a.wav")
    house.transcribe()
    output = tell(capfd, "show", "--lake", house.lake.root)[1]
    command = output.partition("who talks most:")[2].strip()
    assert "talk_s" in subprocess.run(command, shell=True, capture_output=True, text=True, check=True).stdout


def test_the_command_tells_its_version(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert (ended.value.code, capfd.readouterr().out.startswith("callscribe ")) == (0, True)
