"""The language of calls that nobody named one for, told by the words that come back from pulse-local over HTTP."""

from __future__ import annotations

import dataclasses
import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import requests

from acted_calls import Knowing, Line, Track, acted
from callscribe import accounts, batch, documents
from callscribe import run as runs
from callscribe.audio.flac import as_flac
from callscribe.call_language import route
from callscribe.engines.pocketsphinx import RecognisedWord
from callscribe.engines.pulse import PulseClient
from callscribe.errors import AuthenticationError, ServerError, SettingsError
from callscribe.lake.vault import call_key
from callscribe.lake.verify import verify
from callscribe.pipeline import TranscribedCall
from callscribe.repolish import repolish
from callscribe.settings import EngineSettings, PolishSettings, Settings
from local_server import running_server
from pulse_local.app import create_app
from spoken_languages import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callscribe.accounts import Summary
    from callscribe.run import BatchRef


def talk(language: str, *, start_s: float = 0.2, seconds: float = 30.0, times: int = 1) -> Track:
    return acted(seconds, Line(start_s, language, " ".join(SENTENCES[language] * times)))


ENGLISH, SPANISH, GERMAN, DUTCH = (talk(language) for language in ("en", "es", "de", "nl"))
LONG = talk("es", seconds=90.0, times=3)
"""Ninety seconds of Spanish without a pause."""

LITTLE = acted(30.0, Line(12.0, "de", "okay madame"))
CARD = acted(
    30.0, Line(0.2, "card", "my card number is " + "four " + "one " * 15 + "and i would like to pay the bill now")
)
SAID_LITTLE = {
    "status": "success",
    "transcription": "okay",
    "words": [{"start": 0.1, "end": 0.4, "word": "okay", "confidence": 0.9}],
    "utterances": [],
    "metadata": {"duration": 8.0, "fileSize": 1000},
}
TRACKS = (ENGLISH, SPANISH, GERMAN, DUTCH, LONG, LITTLE, CARD)


class Service:
    """A Pulse that hears the tracks, in whatever language it is asked for."""

    def __init__(self, url: str) -> None:
        self.url = url

    def client(self) -> PulseClient:
        return PulseClient("sk", base_url=self.url, max_attempts=1)

    def asked(self) -> list[tuple[str, float]]:
        """Language and seconds of each request that was answered, in order."""
        logs = requests.get(
            f"{self.url}/waves/v1/analytics/asr/logs", headers={"Authorization": "Bearer sk"}, timeout=10
        ).json()
        return [(entry["language"], entry["duration"]) for entry in reversed(logs["data"])]

    def order(self, *faults: dict[str, Any]) -> None:
        requests.post(f"{self.url}/_local/faults", json={"faults": list(faults)}, timeout=10).raise_for_status()


@pytest.fixture
def pulse() -> Iterator[Service]:
    knowing = Knowing(*TRACKS)

    def recognise(samples: Any) -> list[RecognisedWord]:
        words = json.loads(knowing.ask(as_flac(samples), language=""))["words"]
        return [RecognisedWord(word["word"], word["start_s"], word["end_s"], word["confidence"]) for word in words]

    with running_server(create_app(recogniser=recognise, rpm=0, allow_faults=True)) as url:
        yield Service(url)


class Dying:
    """A client whose process is killed at one of its requests."""

    def __init__(self, client: PulseClient, at: int) -> None:
        self._client = client
        self._left = at

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def ask(self, audio: bytes, *, language: str) -> bytes:
        self._left -= 1
        if not self._left:
            raise RuntimeError("killed")
        return self._client.ask(audio, language=language)


def batch_of(house: Any, language: str = "auto", polish: dict[str, Any] | None = None, **engine: Any) -> BatchRef:
    run = house.start(engine={"concurrency": 1, **engine}, polish=polish or {})
    (ref,) = house.discover(dataclasses.replace(run, language=language, engine="pulse"))
    return ref  # type: ignore[no-any-return]


def transcribe(house: Any, pulse: Service, language: str = "auto", **settings: Any) -> Summary:
    ref = batch_of(house, language, **settings)
    house.finish(ref, pulse.client())
    return accounts.reconcile(ref.run_folder, house.lake)


def told(house: Any) -> tuple[str | None, str, float | None]:
    (call,) = house.rows("calls")
    return call["language"], call["language_source"], call["language_confidence"]


def channels(house: Any) -> dict[int, str | None]:
    return {row["channel"]: row["language"] for row in house.rows("speakers")}


def test_a_language_that_nobody_named_is_told_from_the_transcript(house: Any, pulse: Service) -> None:
    house.record("a.wav", SPANISH.samples)
    transcribe(house, pulse)
    language, source, confidence = told(house)
    assert (language, source) == ("es", "transcript")
    assert confidence is not None
    assert 0.8 <= confidence <= 1
    assert pulse.asked() == [("multi-eu", 30.0)]


def test_the_group_of_languages_that_is_asked_for_can_be_chosen(house: Any, pulse: Service) -> None:
    house.record("a.wav", SPANISH.samples)
    transcribe(house, pulse, unknown_language="multi-asian")
    assert pulse.asked() == [("multi-asian", 30.0)]


@pytest.mark.parametrize("routed", [False, True])
def test_a_language_that_a_group_does_not_have_is_not_told_as_one_that_it_has(
    house: Any, pulse: Service, routed: bool
) -> None:
    house.record("a.wav", SPANISH.samples)
    transcribe(house, pulse, unknown_language="multi-asian", route_languages=routed)
    assert (told(house)[0], set(house.texts())) == (None, {None})


@pytest.mark.parametrize("routed", [False, True])
def test_a_language_that_is_named_is_asked_for_and_told_by_nobody(house: Any, pulse: Service, routed: bool) -> None:
    house.record("a.wav", SPANISH.samples, language="de")
    transcribe(house, pulse, route_languages=routed)
    assert told(house) == ("de", "metadata", None)
    assert pulse.asked() == [("de", 30.0)]
    assert channels(house) == {0: None}


def test_a_runs_own_language_is_asked_for_and_told_by_nobody(house: Any, pulse: Service) -> None:
    house.record("a.wav", SPANISH.samples)
    transcribe(house, pulse, "en", route_languages=True)
    assert (told(house), pulse.asked()) == (("en", "setting", None), [("en", 30.0)])


def test_a_sidecar_may_leave_the_language_open(house: Any, pulse: Service) -> None:
    house.record("a.wav", SPANISH.samples, language="Auto")
    transcribe(house, pulse, "en")
    assert told(house)[:2] == ("es", "transcript")


def test_a_language_that_is_not_certain_is_null(house: Any, pulse: Service) -> None:
    house.record("a.wav", LITTLE.samples)
    transcribe(house, pulse)
    assert told(house) == (None, "transcript", None)
    assert channels(house) == {0: None}


def test_each_channel_has_its_own_language(house: Any, pulse: Service) -> None:
    house.record("a.wav", ENGLISH.samples, SPANISH.samples)
    transcribe(house, pulse)
    assert channels(house) == {0: "en", 1: "es"}
    assert all(row["language_confidence"] >= 0.8 for row in house.rows("speakers"))


@pytest.mark.parametrize("routed", [False, True])
def test_the_text_of_a_call_in_two_languages_is_withheld(house: Any, pulse: Service, routed: bool) -> None:
    house.record("a.wav", CARD.samples, SPANISH.samples)
    transcribe(house, pulse, route_languages=routed)
    (call,) = house.rows("calls")
    assert (call["language"], call["transcript"]) == (None, None)
    assert "text_withheld" in call["quality_flags"]
    assert {row["word"] for row in house.rows("words")} == {None}


def test_a_channel_that_says_next_to_nothing_leaves_the_call_its_language(house: Any, pulse: Service) -> None:
    house.record("a.wav", ENGLISH.samples, LITTLE.samples)
    transcribe(house, pulse)
    assert told(house)[0] == "en"
    assert channels(house) == {0: "en", 1: None}


def test_one_recording_of_unknown_language_costs_itself_only_where_nothing_can_tell_languages(
    house: Any, pulse: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("callscribe.polish.languages.can_identify", lambda: False)
    house.record("a.wav", ENGLISH.samples, language="en", call_id="named")
    house.record("b.wav", SPANISH.samples, language="auto", call_id="open")
    transcribe(house, pulse, "en")
    assert [row["call_id"] for row in house.rows("calls")] == ["named"]
    assert ("b.wav" in house.reasons(), len(pulse.asked())) == (True, 1)


def test_an_english_call_that_was_heard_in_a_group_is_redacted_and_shown(house: Any, pulse: Service) -> None:
    house.record("a.wav", CARD.samples)
    transcribe(house, pulse)
    (text,) = house.texts()
    assert text.startswith("My card number is [CARD_NUMBER]")
    assert text.endswith("like to pay the bill now.")


def test_the_text_of_a_language_without_rules_is_withheld(house: Any, pulse: Service) -> None:
    house.record("a.wav", DUTCH.samples)
    transcribe(house, pulse)
    assert (told(house)[0], set(house.texts())) == ("nl", {None})


def test_the_text_of_a_language_that_was_told_is_shown_where_the_user_said_so(house: Any, pulse: Service) -> None:
    house.record("a.wav", DUTCH.samples)
    transcribe(house, pulse, polish={"unredacted_text_in": ("nl",)})
    (text,) = house.texts()
    assert "rekening" in text


def test_putting_a_call_right_anew_keeps_the_language_that_was_told(house: Any, pulse: Service) -> None:
    house.record("a.wav", SPANISH.samples)
    transcribe(house, pulse)
    before = told(house)
    settings = Settings(polish=PolishSettings(unredacted_text_in=("es",)))
    repolish(house.lake, settings, since=date(2026, 11, 1), language="auto")
    (text,) = house.texts()
    assert (told(house), "factura" in text, len(pulse.asked())) == (before, True, 1)


def test_with_routing_the_first_minute_tells_the_language_that_the_call_is_asked_for(
    house: Any, pulse: Service
) -> None:
    house.record("a.wav", LONG.samples)
    transcribe(house, pulse, route_languages=True)
    assert told(house)[:2] == ("es", "first_minute")
    assert pulse.asked() == [("multi-eu", 60.0), ("es", 90.0)]


def test_the_channels_share_the_first_minute(house: Any, pulse: Service) -> None:
    house.record("a.wav", LONG.samples, talk("es", start_s=31.0, seconds=90.0).samples)
    transcribe(house, pulse, route_languages=True)
    firsts = [seconds for language, seconds in pulse.asked() if language == "multi-eu"]
    assert (firsts[0], len(firsts), sum(firsts) <= 60) == (30.0, 2, True)
    assert [language for language, _ in pulse.asked()][2:] == ["es", "es"]


def test_what_the_first_minute_cost_is_in_the_accounts(house: Any, pulse: Service) -> None:
    house.record("a.wav", LONG.samples)
    summary = transcribe(house, pulse, route_languages=True)
    (call,), (intake,) = house.rows("calls"), house.rows("intake")
    assert (call["billed_ms"], call["first_minute_ms"], call["cost_usd"]) == (150_000, 60_000, 0.0125)
    assert (intake["requests"], intake["billed_ms"], intake["first_minute_ms"]) == (2, 150_000, 60_000)
    assert (summary.first_minutes_s, summary.first_minutes_usd) == (60.0, 0.005)
    assert str(summary).endswith("2.5 min billed, USD 0.0125, of that 1.0 min, USD 0.0050 to tell languages.")
    assert verify(house.lake) == []


@pytest.mark.parametrize("fault", ["truncated_json", "decode_error"])
def test_a_first_minute_that_tells_nothing_costs_no_call(house: Any, pulse: Service, fault: str) -> None:
    house.record("a.wav", LONG.samples)
    pulse.order({"fault": fault, "times": 3 if fault == "truncated_json" else 1})
    transcribe(house, pulse, route_languages=True)
    assert (told(house)[:2], house.reasons()) == (("es", "transcript"), {})


def test_without_routing_no_first_minute_is_paid(house: Any, pulse: Service) -> None:
    house.record("a.wav", LONG.samples)
    summary = transcribe(house, pulse)
    (call,), (intake,) = house.rows("calls"), house.rows("intake")
    assert (call["first_minute_ms"], intake["first_minute_ms"], summary.first_minutes_s) == (0, 0, 0.0)
    assert "to tell languages" not in str(summary)


def test_a_second_run_pays_for_no_first_minute(house: Any, pulse: Service) -> None:
    house.record("a.wav", LONG.samples)
    transcribe(house, pulse, route_languages=True)
    house.note("a.wav", call_date="2026-11-02", agent_id="kim")  # so that it is listed again
    summary = transcribe(house, pulse, route_languages=True)
    assert (summary.requests, summary.from_cache, summary.first_minutes_s) == (0, 1, 0.0)
    assert len(pulse.asked()) == 2
    assert told(house)[:2] == ("es", "first_minute")


def test_a_killed_try_leaves_the_first_minute_paid(house: Any, pulse: Service) -> None:
    house.record("a.wav", LONG.samples)
    ref = batch_of(house, route_languages=True)
    batch.prepare(ref, house.source, house.lake)
    with pytest.raises(RuntimeError, match="killed"):
        batch.transcribe(ref, Dying(pulse.client(), at=2), house.lake)  # type: ignore[arg-type]
    assert pulse.asked() == [("multi-eu", 60.0)]
    counts = batch.transcribe(ref, pulse.client(), house.lake)
    assert pulse.asked() == [("multi-eu", 60.0), ("es", 90.0)]
    assert (counts["requests"], counts["billed_s"], counts["first_minutes_s"]) == (2, 150.0, 60.0)


def test_a_try_that_failed_leaves_the_first_minute_paid(house: Any, pulse: Service) -> None:
    house.record("a.wav", LONG.samples)
    ref = batch_of(house, route_languages=True)
    batch.prepare(ref, house.source, house.lake)
    pulse.order({"fault": "500", "times": 1, "after": 1})
    with pytest.raises(ServerError):
        batch.transcribe(ref, pulse.client(), house.lake, last_try=False)
    batch.transcribe(ref, pulse.client(), house.lake)
    assert pulse.asked() == [("multi-eu", 60.0), ("es", 90.0)]


def test_a_first_minute_that_is_not_certain_leaves_the_call_to_the_group(house: Any, pulse: Service) -> None:
    house.record("a.wav", ENGLISH.samples, SPANISH.samples)
    transcribe(house, pulse, route_languages=True)
    assert {language for language, _ in pulse.asked()} == {"multi-eu"}
    assert told(house) == (None, "transcript", None)
    assert channels(house) == {0: "en", 1: "es"}


def test_a_short_call_that_stays_in_the_group_is_paid_for_once(house: Any, pulse: Service, sounds: Any) -> None:
    house.record("a.wav", sounds.speech(8.0))
    ref = batch_of(house, route_languages=True)
    batch.prepare(ref, house.source, house.lake)
    client = pulse.client()
    honest = client.ask

    def ask(audio: bytes, *, language: str) -> bytes:
        honest(audio, language=language)
        return json.dumps(SAID_LITTLE).encode()

    client.ask = ask  # type: ignore[assignment, method-assign]
    counts = batch.transcribe(ref, client, house.lake)
    (call,) = documents.get(house.lake, f"{ref.folder}/transcribed.json", batch.Transcribed).calls
    assert (counts["requests"], counts["billed_s"], counts["first_minutes_s"]) == (1, 8.0, 0.0)
    assert call.prepared.billed_s == 8.0


def test_a_call_that_an_earlier_version_transcribed_can_be_put_right_anew(house: Any, pulse: Service) -> None:
    house.record("a.wav", CARD.samples, call_id="c-1")
    transcribe(house, pulse, "en")
    record = json.loads(house.lake.read(call_key("c-1")).content)
    for later in ("asked_for", "language_confidence", "channel_languages", "first_minute"):
        del record["prepared"][later]
    house.lake.write(call_key("c-1"), json.dumps(record).encode())
    accounts = repolish(
        house.lake, Settings(polish=PolishSettings(low_confidence=0.5)), since=date(2026, 11, 1), language="en"
    )
    assert (accounts.rewritten, told(house)) == (1, ("en", "setting", None))


def test_a_language_that_the_engine_does_not_know_leaves_the_call_to_the_group(house: Any, pulse: Service) -> None:
    house.record("a.wav", LONG.samples)
    ref = batch_of(house, route_languages=True)
    batch.prepare(ref, house.source, house.lake)
    client = pulse.client()
    honest = client.options

    def options(language: str) -> dict[str, str]:
        if language == "es":
            raise SettingsError("no Spanish")
        return honest(language)

    client.options = options  # type: ignore[method-assign]
    batch.transcribe(ref, client, house.lake)
    assert pulse.asked() == [("multi-eu", 60.0), ("multi-eu", 90.0)]


def test_a_call_knows_every_answer_that_was_made_of_it(house: Any, pulse: Service) -> None:
    house.record("a.wav", LONG.samples, call_id="c-1")
    transcribe(house, pulse, route_languages=True)
    call = documents.get(house.lake, call_key("c-1"), TranscribedCall)
    kept = {key.rpartition("/")[2].removesuffix(".json") for key in house.files("vault/answers/")}
    assert set(call.all_answers) == kept
    assert len(kept) == 2


def test_first_minutes_are_cleared_away_with_the_other_chunks(house: Any, pulse: Service) -> None:
    house.record("a.wav", LONG.samples)
    ref = batch_of(house, route_languages=True)
    batch.prepare(ref, house.source, house.lake)
    batch.transcribe(ref, pulse.client(), house.lake)
    assert [key for key in house.files(f"{ref.folder}/chunks/") if key.endswith("-first.flac")] != []
    documents.clear(house.lake, ref.run_folder)
    assert house.files("work/") == {}


@pytest.mark.parametrize("routed", [False, True])
def test_a_group_that_the_region_does_not_serve_fails_the_call_in_the_services_words(
    house: Any, pulse: Service, routed: bool
) -> None:
    house.record("a.wav", SPANISH.samples)
    transcribe(house, pulse, unknown_language="multi", route_languages=routed)
    (failure,) = house.rows("failures")
    assert (failure["reason"], "Language 'multi' has not been enabled" in failure["message"]) == (
        "engine_rejected",
        True,
    )


def test_a_call_whose_first_minute_cannot_be_served_waits_alone(house: Any, pulse: Service) -> None:
    house.record("a.wav", SPANISH.samples)
    house.record("b.wav", GERMAN.samples, language="de")
    pulse.order({"fault": "503", "times": 1})
    ref = batch_of(house, route_languages=True)
    outcome = house.finish(ref, pulse.client(), last_try=True)
    assert (outcome.transcribed, [failure.reason.value for failure in outcome.failures]) == (1, ["engine_unavailable"])
    assert pulse.asked() == [("de", 30.0)]


def test_while_there_are_tries_left_a_first_minute_that_cannot_be_served_is_trouble(house: Any, pulse: Service) -> None:
    house.record("a.wav", SPANISH.samples)
    pulse.order({"fault": "503", "times": 1})
    ref = batch_of(house, route_languages=True)
    batch.prepare(ref, house.source, house.lake)
    with pytest.raises(ServerError):
        batch.transcribe(ref, pulse.client(), house.lake, last_try=False)


def test_a_key_that_is_not_accepted_stops_at_the_first_minute(house: Any) -> None:
    house.record("a.wav", SPANISH.samples)
    ref = batch_of(house, route_languages=True)
    batch.prepare(ref, house.source, house.lake)
    calls = documents.get(house.lake, f"{ref.folder}/prepared.json", batch.Prepared).calls
    with running_server(create_app(recogniser=lambda _: [], api_key="other", rpm=0)) as url:
        client = PulseClient("sk", base_url=url)
        with pytest.raises(AuthenticationError):
            route(calls, client, house.lake, ref.folder, EngineSettings(route_languages=True))


def test_an_engine_of_one_language_refuses_a_call_without_one(
    house: Any, fake_engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_english(_: object, language: str) -> dict[str, str]:
        if language != "en":
            raise SettingsError("This engine knows English only.")
        return {}

    monkeypatch.setattr(fake_engine, "options", only_english)
    house.record("a.wav", SPANISH.samples, language="auto")
    (ref,) = house.discover(house.start(engine={"route_languages": True}))
    outcome = house.finish(ref, fake_engine())
    assert [failure.reason.value for failure in outcome.failures] == ["engine_rejected"]


def test_a_run_that_could_not_tell_languages_does_not_begin(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)
    with pytest.raises(SettingsError, match=r"airflow-pulse\[language\]"):
        runs.start_run(
            house.lake,
            dag_id=None,
            run_id="r",
            run_date=date(2026, 11, 20),
            recordings_uri=house.source.uri,
            recordings_glob="**/*",
            language="auto",
            engine="pulse",
            settings=Settings(),
        )
