"""Files that stay valid whatever is said, read back by other people's parsers, and subtitles that can be read."""

from __future__ import annotations

import html
import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pysubs2
import pytest
import webvtt
from hypothesis import example, given
from hypothesis import strategies as st

from callscribe.exports.call import ExportedCall, ExportedUtterance, ExportedWord
from callscribe.exports.cues import LINE_CHARACTERS, LONGEST_CUE_S, SHORTEST_CUE_S, Cue, cues_of, lines_of
from callscribe.exports.formats import as_ctm, as_json, as_srt, as_stm, as_txt, as_vtt

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTILE = [
    "-->",
    "<b>",
    "</v>",
    "{\\an8}",
    "a\n\n2\n00:00:01,000 --> 00:00:02,000\nb",
    "\x00\x1b[31m",
    "\u2028\u2029\x85",
    "\u202eevil",
    "שלום",
    "مرحبا,",
    "👩\u200d👩\u200d👧",
    "e\u0301" * 60,
    "&amp;",
    "42",
    "WEBVTT",
    "NOTE",
    ";;",
    "\ufeff",
    "",
    " ",
    "x" * 100,
    "4" * 42,
]
LONG = "the quick brown fox jumps over the lazy dog and then it goes back home again to sleep for the rest of the day"


def utterance(
    words: list[Any], at_s: float = 0.0, channel: int = 0, role: str | None = "agent", number: int = 0
) -> ExportedUtterance:
    """Words one after the other, 0.3 s each; a number among them is seconds of silence."""
    spoken = []
    for word in words:
        if isinstance(word, float):
            at_s += word
            continue
        given_word = word if isinstance(word, ExportedWord) else ExportedWord(0, word, 0, 0.3)
        end_s = at_s + given_word.end_s - given_word.start_s
        spoken.append(replace(given_word, word_id=len(spoken), start_s=round(at_s, 3), end_s=round(end_s, 3)))
        at_s = end_s
    text = " ".join(word.word for word in spoken)
    start_s, end_s = (spoken[0].start_s, spoken[-1].end_s) if spoken else (at_s, at_s)
    return ExportedUtterance(number, channel, str(channel), role, start_s, end_s, text, text, tuple(spoken))


def call(*utterances: ExportedUtterance) -> ExportedCall:
    return ExportedCall("c-1", None, None, "en", utterances)


def texts(*utterances: ExportedUtterance) -> list[str]:
    return [" ".join(cue.words) for cue in cues_of(call(*utterances))]


WORDS = st.lists(
    st.builds(
        ExportedWord,
        word_id=st.just(0),
        word=st.one_of(st.sampled_from([*HOSTILE, "yes", "no.", "well,", "2"]), st.text(max_size=12)),
        start_s=st.just(0.0),
        end_s=st.sampled_from([0.0, 0.001, 0.3, 9.0]),
        filler=st.booleans(),
        entity_type=st.sampled_from([None, None, None, "CARD_NUMBER"]),
    ),
    max_size=30,
)
CALLS = st.lists(
    st.builds(
        utterance,
        WORDS,
        at_s=st.integers(0, 20_000).map(lambda ms: ms / 1000),
        channel=st.integers(0, 2),
        role=st.sampled_from([None, "agent", "customer", "an agent\nof <v Evil> & Sons " * 3]),
    ),
    max_size=5,
).map(lambda utterances: call(*utterances))
HOSTILE_CALL = call(utterance(list(HOSTILE)), utterance(list(HOSTILE), at_s=3, channel=1, role="customer"))


@given(CALLS)
@example(HOSTILE_CALL)
def test_a_cue_fits_on_two_lines_lasts_no_longer_than_allowed_and_ends_after_it_begins(told: ExportedCall) -> None:
    cues = cues_of(told)
    assert [cue.start_s for cue in cues] == sorted(cue.start_s for cue in cues)
    for cue in cues:
        for prefix in ("", f"{cue.name}:"):
            lines = lines_of(cue.words, prefix)
            assert len(lines) <= 2
            assert max(len(line) for line in lines) <= LINE_CHARACTERS
        assert 0 < cue.end_s - cue.start_s <= LONGEST_CUE_S + 1e-9


@given(CALLS)
@example(HOSTILE_CALL)
def test_srt_is_read_back_by_pysubs2_as_it_was_cut(told: ExportedCall) -> None:
    read = pysubs2.SSAFile.from_string(as_srt(told), "srt")
    cues = cues_of(told)
    assert [(event.start, event.end) for event in read] == [_times_ms(cue) for cue in cues]
    for event, cue in zip(read, cues, strict=True):
        shown = _without_markup(event.text.replace("\\N", " "))
        assert shown.removeprefix(_without_markup(f"{cue.name}: ")) == _without_markup(" ".join(cue.words))


@given(CALLS)
@example(HOSTILE_CALL)
def test_vtt_is_read_back_by_webvtt_py_as_it_was_cut(told: ExportedCall) -> None:
    read = list(webvtt.from_buffer(io.StringIO(as_vtt(told))))
    cues = cues_of(told)
    assert [tuple(round(1000 * s) for s in (each.start_in_seconds, each.end_in_seconds)) for each in read] == [
        tuple(ms // 1000 * 1000 for ms in _times_ms(cue)) for cue in cues
    ]
    for caption, cue in zip(read, cues, strict=True):
        assert (caption.voice is None) == (cue.name is None)
        assert html.unescape(" ".join(_without_voice(caption.raw_text).split("\n"))) == " ".join(cue.words)


@given(CALLS)
@example(HOSTILE_CALL)
def test_every_line_of_a_text_format_is_one_record(told: ExportedCall) -> None:
    ctm, stm = as_ctm(told).splitlines()[1:], as_stm(told).splitlines()[1:]
    assert {len(line.split()) for line in ctm} <= {5, 6}
    assert all(len(line.split()) >= 6 for line in stm)
    assert all(re.match(r"\[\d+:\d\d\] \S", line) for line in as_txt(told).splitlines())


@given(CALLS)
@example(HOSTILE_CALL)
def test_no_format_holds_control_characters_or_a_byte_order_mark(told: ExportedCall) -> None:
    for write in (as_srt, as_vtt, as_txt, as_ctm, as_stm):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ufeff]", write(told))


@given(CALLS)
@example(HOSTILE_CALL)
def test_json_keeps_every_word_exactly(told: ExportedCall) -> None:
    read = json.loads(as_json(told))
    assert [[word["word"] for word in each["words"]] for each in read["utterances"]] == [
        [word.word for word in each.words] for each in told.utterances
    ]


def test_the_words_of_ctm_and_stm_are_the_same() -> None:
    from_ctm = [line.split()[4] for line in as_ctm(HOSTILE_CALL).splitlines()[1:]]
    from_stm = [word for line in as_stm(HOSTILE_CALL).splitlines()[1:] for word in line.split()[5:]]
    assert from_stm == [word.translate(str.maketrans("{}", "[]")) for word in from_ctm]


def test_a_word_with_white_space_is_several_in_ctm_and_one_that_shows_nothing_none() -> None:
    words = [ExportedWord(0, word, 0, 1, 0.5) for word in ("10\u00a0000 \n", "\u200b\x00 ", "")]
    assert as_ctm(call(utterance(words))).splitlines()[1:] == [
        "c-1 1 0.000 0.500 10 0.5000",
        "c-1 1 0.500 0.500 000 0.5000",
    ]


def test_a_confidence_that_is_unknown_is_left_out_of_ctm() -> None:
    assert as_ctm(call(utterance(["hello"]))).splitlines()[1:] == ["c-1 1 0.000 0.300 hello"]


def test_text_that_stm_would_take_for_a_label_or_alternatives_is_not() -> None:
    assert as_stm(call(utterance("<b> { a / b }".split()))).splitlines()[1].endswith(" <o> <b> [ a / b ]")


@pytest.mark.parametrize("write", [as_ctm, as_stm])
def test_a_call_id_is_one_field_and_no_comment(write: Callable[[ExportedCall], str]) -> None:
    comment, line = write(replace(call(utterance(["hello"])), call_id=";; call 7")).splitlines()
    assert (comment.partition(": ")[0], line.split()[:2]) == (";; ;; call 7", ["_;_call_7", "1"])


def test_an_utterance_of_hesitations_alone_is_no_line_and_no_cue() -> None:
    told = call(utterance([ExportedWord(0, "um", 0, 0.3, filler=True)]), utterance(["Yes."], at_s=3.0))
    assert (as_txt(told), as_srt(told).count("-->")) == ("[0:03] agent: Yes.\n", 1)


@given(st.integers(0, 2**31 - 1))
def test_milliseconds_of_the_tables_are_seconds_without_noise(ms: int) -> None:
    said = ExportedWord(0, "hello", ms / 1000, ms / 1000)
    told = call(replace(utterance(["hello"]), words=(said,)))
    exact = f"{ms // 1000}.{ms % 1000:03d}"
    (read,) = json.loads(as_json(told), parse_float=Decimal)["utterances"][0]["words"]
    assert (read["start_s"], as_ctm(told).split()[-3]) == (Decimal(exact), exact)


def test_a_cue_ends_with_a_sentence_rather_than_in_the_middle_of_one() -> None:
    words = "I will send it to you today by courier from our warehouse. You should have it on Friday at the latest."
    assert texts(utterance(words.split())) == [
        "I will send it to you today by courier from our warehouse.",
        "You should have it on Friday at the latest.",
    ]


def test_a_sentence_that_is_too_long_is_cut_at_a_comma_or_a_pause() -> None:
    with_comma = LONG.replace("dog", "dog,").split()
    at_pause = [*LONG.split()[:9], 0.4, *LONG.split()[9:]]
    for words in (with_comma, at_pause):
        assert [text.rpartition(" ")[2].strip(",") for text in texts(utterance(words))] == ["dog", "day"]


def test_short_sentences_share_a_cue() -> None:
    assert texts(utterance("Yes. I see. Thank you.".split())) == ["Yes. I see. Thank you."]


def test_a_cue_does_not_tell_what_is_said_after_a_long_pause() -> None:
    assert texts(utterance(["The", "answer", "is", 1.5, "no."])) == ["The answer is", "no."]


def test_a_redacted_span_is_never_cut_and_shown_once_however_long_it_is() -> None:
    card = [ExportedWord(0, "[CARD_NUMBER]", 0, 0.6, entity_type="CARD_NUMBER", redaction_id=0)] * 16
    assert texts(utterance(["it", "is", *card, "okay"])).count("[CARD_NUMBER]") == 1


def test_two_redacted_spans_side_by_side_are_two() -> None:
    spans = [ExportedWord(0, "[PHONE]", 0, 0.3, entity_type="PHONE", redaction_id=number) for number in (0, 0, 1)]
    assert texts(utterance(spans)) == ["[PHONE] [PHONE]"]


def test_a_short_cue_stays_until_it_can_be_read_where_nobody_goes_on_sooner() -> None:
    alone, before_another = (
        cues_of(call(utterance(["Yes."]), *others))[0]
        for others in ((), (utterance(["No."], at_s=0.5, channel=1, role="customer"),))
    )
    assert (alone.end_s, before_another.end_s) == (SHORTEST_CUE_S, 0.5)


def test_a_cue_ends_where_the_next_of_its_party_begins_but_not_for_another_party() -> None:
    dragged = utterance([ExportedWord(0, "Well", 0, 3)])
    next_own = cues_of(call(dragged, utterance(["yes."], at_s=1.0)))
    other = cues_of(call(dragged, utterance(["yes."], at_s=1.0, channel=1, role="customer")))
    assert (next_own[0].end_s, other[0].end_s) == (1.0, 3.0)


def test_the_name_comes_back_after_somebody_else_has_spoken() -> None:
    turns = utterance(["Hello", 1.2, "there"]), utterance(["Mm-hm."], at_s=0.8, channel=1, role="customer")
    assert [line for line in as_srt(call(*turns)).splitlines() if line[:1].isalpha()] == [
        "Agent: Hello",
        "Customer: Mm-hm.",
        "Agent: there",
    ]


@pytest.mark.parametrize(
    ("parties", "names"),
    [
        (((0, "0", "agent"), (1, "1", "customer")), ["Agent", "Customer"]),
        (((0, "0", "agent"), (1, "1", "agent")), ["Agent 0", "Agent 1"]),
        (((0, "0", None), (0, "1", None)), ["Speaker 0", "Speaker 1"]),
        (((0, "0", None), (1, "0", None)), ["Speaker 0 on channel 0", "Speaker 0 on channel 1"]),
        (((0, "0", "agent"), (0, None, None)), ["Agent", "Unknown"]),
        (((0, None, None),), [None]),
    ],
)
def test_names_tell_the_parties_apart(
    parties: tuple[tuple[int, str | None, str | None], ...], names: list[str | None]
) -> None:
    turns = [
        replace(utterance(["hello"], at_s=float(place)), channel=channel, speaker=speaker, role=role)
        for place, (channel, speaker, role) in enumerate(parties)
    ]
    assert [cue.name for cue in cues_of(call(*turns))] == names


def test_where_nobody_is_known_nobody_is_named() -> None:
    told = call(replace(utterance(["hello"]), speaker=None, role=None))
    assert (as_txt(told), as_srt(told).splitlines()[2], as_vtt(told).splitlines()[3]) == (
        "[0:00] hello\n",
        "hello",
        "hello",
    )


def test_markup_that_is_said_is_shown_and_not_obeyed() -> None:
    told = call(utterance(["<b>", "{\\an8}", "-->", "AT&T"]))
    assert as_srt(told).splitlines()[2] == "Agent: ‹b› (/an8) --› AT&T"
    assert as_vtt(told).splitlines()[3] == "<v Agent>&lt;b&gt; {\\an8} --&gt; AT&amp;T"


def test_a_hundred_hours_are_told() -> None:
    told = call(utterance(["late"], at_s=360_001.234))
    assert as_srt(told).splitlines()[1] == "100:00:01,234 --> 100:00:02,234"
    assert webvtt.from_buffer(io.StringIO(as_vtt(told)))[0].start == "100:00:01.234"


def _times_ms(cue: Cue) -> tuple[int, int]:
    return round(cue.start_s * 1000), round(cue.end_s * 1000)


def _without_markup(text: str) -> str:
    """What SRT has no way to write is written otherwise; the rest is as said."""
    return re.sub(r"[<>{}\\‹›()/:,.]", "", text)


def _without_voice(raw: str) -> str:
    return re.sub(r"^<v [^>]*>", "", raw)
