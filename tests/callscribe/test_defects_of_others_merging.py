"""What other systems lose, double, mix up or invent where chunks meet: each defect has a test here.

A test names the system and the thread, or the place in its source, that reports the defect.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from acted_calls import WORD_S, Knowing, Line, Said, acted
from callscribe.engines.base import EngineWord
from callscribe.transcript.merge import ChunkWords, Merged, merge_chunks
from callscribe.transcript.words import Word

if TYPE_CHECKING:
    from acted_calls import Track

STORY = """
    well yes yes i called last week and they told me that that is not a problem at all and somebody would come on monday
    so i stayed at home all day and nobody came and nobody called me and then i called again and they told me the same
    thing again that somebody would come and i said no no no that is what you told me last week and i do not want to
    stay at home again for nothing so what i want is a letter and in the letter i want to read when somebody will come
    and who it will be thank you very much that is what i said and thank you very much was all that i heard
"""
TALK = acted(len(STORY.split()) * WORD_S + 1.0, Line(0.5, "caller", STORY))
"""Words without a pause between them: wherever it is cut somebody is speaking."""

VOCABULARY = "well then now so who what why where there here this that these those some know think it was not".split()


def heard(house: Any, track: Track, engine: Knowing | None = None, /, **audio: Any) -> list[dict[str, Any]]:
    """A recording's rows of `words`."""
    house.record("call.wav", track.samples)
    house.transcribe(engine or Knowing(track), audio=audio)
    rows: list[dict[str, Any]] = house.rows("words", "word_id")
    return rows


def spoken(text: str, start_s: float = 0.0, confidence: float = 0.9) -> list[Word]:
    return [
        Word(word, start_s + place * 0.3, start_s + place * 0.3 + 0.28, confidence)
        for place, word in enumerate(text.split())
    ]


def text_of(merged: Merged) -> str:
    return " ".join(word.word for word in merged.words)


# --- Doubled words at joins: anchors 3.1 ---------------------------------------------------------------------------


@pytest.mark.parametrize("overlap_s", [0.4, 1.0, 2.0, 4.0])
def test_talk_without_a_pause_comes_back_word_for_word_from_its_chunks(house: Any, overlap_s: float) -> None:
    """jamiepine/voicebox/pull/832 (overlap never trimmed), Vaibhavs10/insanely-fast-whisper#167 (text of the overlap
    twice), dagster-modal-demo, anchors 1e.15 (chunks put end to end, words cut through)."""
    words = heard(house, TALK, chunk_s=8.0, overlap_s=overlap_s)
    assert len(house.rows("seams")) >= 4
    assert [row["word"] for row in words] == TALK.texts


def test_a_word_at_the_end_of_one_chunk_and_the_beginning_of_the_next_is_said_once() -> None:
    """vllm-project/vllm#29350: "what have kept me me honest"."""
    left = [*spoken("what have kept"), Word("me", 0.9, 1.1, 0.7)]
    right = [Word("me", 0.88, 1.18, 0.9), *spoken("honest kept me inspired", 1.2)]
    merged = merge_chunks([ChunkWords(0, 1.1, left), ChunkWords(0.85, 3, right)])
    assert text_of(merged) == "what have kept me honest kept me inspired"


@pytest.mark.parametrize(("left", "right"), [("cancel", "cancel"), ("cancel", "Cancel"), ("cancel.", "CANCEL!")])
def test_an_overlap_of_one_word_is_one_word(left: str, right: str) -> None:
    """huggingface/transformers `_find_longest_common_sequence`, anchors 1e.13: one word or another case is no match.
    CrispStrobe/CrispASR#378: "ask not Ask not what your country"."""
    ours = [*spoken("i would like to"), *spoken(left, 1.2)]
    theirs = [*spoken(right, 1.2), *spoken("my order", 1.5)]
    merged = merge_chunks([ChunkWords(0, 1.6, ours), ChunkWords(1.1, 3, theirs)])
    assert [word.word.casefold().strip(".!") for word in merged.words] == "i would like to cancel my order".split()


def test_what_a_speaker_repeats_is_not_taken_for_a_doubled_word() -> None:
    """FluidInference/FluidAudio/pull/708 and others drop the second of two equal words at a join: "that that" stays."""
    words = spoken("they told me that that is no no no problem")
    for start_s in (0.8, 1.1, 1.4, 1.7, 2.0):
        left = [word for word in words if word.end_s < start_s + 0.7]
        right = [word for word in words if word.start_s > start_s]
        assert text_of(merge_chunks([ChunkWords(0, start_s + 0.7, left), ChunkWords(start_s, 4, right)])) == (
            "they told me that that is no no no problem"
        )


def test_no_word_ends_before_it_starts_and_none_starts_before_the_one_before(house: Any) -> None:
    """nyrahealth/CrisperWhisper#41: start=69.64 s, end=61.5 s, and words of two chunks interleaved."""

    def badly_timed(words: list[tuple[EngineWord, Said]]) -> list[tuple[EngineWord, Said]]:
        last = len(words) - 1
        return [
            (replace(word, end_s=word.start_s - 8.14) if place in (0, last) else word, said)
            for place, (word, said) in enumerate(words)
        ]

    words = heard(house, TALK, Knowing(TALK, mishear=badly_timed), chunk_s=8.0, overlap_s=2.0)
    assert [row["word"] for row in words] == TALK.texts
    assert all(row["start_ms"] <= row["end_ms"] for row in words)
    assert all(before["start_ms"] <= after["start_ms"] for before, after in pairwise(words))


# --- Text that is matched where it does not belong, or not at all: anchors 1e.13 and 3.2 ---------------------------


@pytest.mark.parametrize("overlap_s", [0.7, 1.0, 1.5])
def test_a_phrase_that_comes_again_later_deletes_nothing_in_between(overlap_s: float) -> None:
    """huggingface/transformers `_find_longest_common_sequence`, anchors 1e.13: with a short overlap it may lock on a
    match far outside of it, and all words between are gone."""
    before = spoken("i have told you twice now so thank you very much")
    after = spoken("but i still have not had the letter that you promised me so thank you very much", 3.3)
    left = [*before[:-1], replace(before[-1], word="match")]
    left = [word for word in left if word.end_s <= 3.3]
    right = [word for word in (*before, *after) if word.start_s >= 3.3 - overlap_s]
    right[0] = replace(right[0], word="vary")
    merged = merge_chunks([ChunkWords(0, 3.3, left), ChunkWords(3.3 - overlap_s, 9, right)])
    assert [word.word for word in merged.words[-len(after) :]] == [word.word for word in after]
    assert len(merged.words) == len(before) + len(after)


def test_an_overlap_that_was_worded_differently_is_there_once() -> None:
    """CrispStrobe/CrispASR#365: "s'est rendue compte" and "s'est rendu compte" were both kept, since text alone did not
    match; huggingface/transformers/pull/20104."""
    left = spoken("la ministre s'est rendue compte de son erreur")
    right = [replace(word, word="rendu" if word.word == "rendue" else word.word) for word in left]
    merged = merge_chunks([ChunkWords(0, 2.5, left), ChunkWords(0.5, 4, [*right[2:], *spoken("et elle", 2.4)])])
    assert text_of(merged).replace("rendue", "rendu") == "la ministre s'est rendu compte de son erreur et elle"


def test_an_overlap_on_which_the_chunks_do_not_agree_loses_no_word_around_it_and_is_flagged() -> None:
    """CrispStrobe/CrispASR#378: silent deletion is a worse failure than duplication, which readers can see."""
    before, after = spoken("please send it to me"), spoken("by the end of the week", 2.7)
    left = [*before, *spoken("add the ad dress", 1.5)]
    right = [*spoken("had they undress", 1.55), *after]
    merged = merge_chunks([ChunkWords(0, 2.7, left), ChunkWords(1.5, 5, right)])
    words = text_of(merged)
    assert words.startswith("please send it to me ")
    assert words.endswith(" by the end of the week")
    assert len(merged.words) >= len(before) + len(after) + 3
    assert merged.seams[0].flagged


# --- Speech that is missing: anchors 3.3 ---------------------------------------------------------------------------


def test_a_word_at_the_overlaps_beginning_that_one_side_missed_is_kept() -> None:
    """CrispStrobe/CrispASR#378: its fuzzy matcher dropped a leading "Many" that nothing said was double."""
    truth = spoken("that is so Many people have called us about it today")
    left = [word for word in truth if word.word != "Many" and word.end_s < 2.2]
    right = [word for word in truth if word.start_s > 0.8]
    merged = merge_chunks([ChunkWords(0, 2.2, left), ChunkWords(0.8, 4, right)])
    assert text_of(merged) == "that is so Many people have called us about it today"


@pytest.mark.parametrize("edge", ["first", "last"])
def test_what_an_engine_skips_at_an_edge_of_its_chunks_is_taken_from_the_neighbour(house: Any, edge: str) -> None:
    """SYSTRAN/faster-whisper#1179 and #1427, m-bain/whisperX#828 and #931: seconds are missing without a word of it."""

    def skipping(words: list[tuple[EngineWord, Said]]) -> list[tuple[EngineWord, Said]]:
        from_s, until_s = words[0][0].start_s, words[-1][0].end_s
        if edge == "first" and words[0][1] is not TALK.said[0]:
            return [each for each in words if each[0].start_s > from_s + 1.5]
        if edge == "last" and words[-1][1] is not TALK.said[-1]:
            return [each for each in words if each[0].end_s < until_s - 1.5]
        return words

    words = heard(house, TALK, Knowing(TALK, mishear=skipping), chunk_s=8.0, overlap_s=2.0)
    assert [row["word"] for row in words] == TALK.texts


def test_a_soft_beginning_is_not_taken_for_silence(house: Any) -> None:
    """m-bain/whisperX#574: the first 20 s were skipped by the voice activity detector."""
    soft = acted(30.0, Line(0.2, "caller", "hello is anybody there i can hardly hear you"), level=600)
    loud = acted(30.0, Line(12.0, "caller", "hello can you hear me now i am on the other telephone"))
    track = replace(soft, samples=soft.samples + loud.samples, said=(*soft.said, *loud.said))
    words = heard(house, track, leave_out_silence_s=2.0)
    assert house.rows("calls")[0]["billed_ms"] < 15_000
    assert [row["word"] for row in words] == track.texts


def test_a_join_that_was_badly_heard_is_heard_once_more(house: Any) -> None:
    """SYSTRAN/faster-whisper BatchedInferencePipeline, anchors 1e.14: no bad stretch is ever decoded again."""

    def unsure_at_the_edges(words: list[tuple[EngineWord, Said]]) -> list[tuple[EngineWord, Said]]:
        from_s, until_s = words[0][0].start_s, words[-1][0].end_s
        return [
            (word, said)
            if said in (TALK.said[0], TALK.said[-1]) or from_s + 2 < word.start_s < until_s - 2
            else (replace(word, word=f"{'brr' if word.start_s < 4 else 'sss'}{said.word[::-1]}", confidence=0.2), said)
            for word, said in words
        ]

    engine = Knowing(TALK, mishear=unsure_at_the_edges)
    once = [row["word"] for row in heard(house, TALK, engine, chunk_s=8.0, overlap_s=2.0)]
    flagged = house.rows("calls")[0]["flagged_seams"]
    asked = len(engine.asked)
    again = [row["word"] for row in heard(house, TALK, engine, chunk_s=8.0, overlap_s=2.0, heal_seams=True)]
    assert flagged >= 4
    assert len(engine.asked) == asked + flagged
    assert sum(word in TALK.texts for word in again) > sum(word in TALK.texts for word in once)


def test_speech_through_a_cut_without_an_overlap_is_flagged(house: Any) -> None:
    """dagster-modal-demo, anchors 1e.15, and whisperX's merged segments: joined without overlap, and nobody told."""
    heard(house, TALK, chunk_s=8.0, overlap_s=0.0)
    seams = house.rows("seams")
    assert {(row["method"], row["flagged"]) for row in seams} == {("abutting", True)}
    assert house.rows("calls")[0]["flagged_seams"] == len(seams) > 0


def test_a_card_number_that_was_cut_through_is_hidden_in_every_table(house: Any) -> None:
    """Azure ingestion client, anchors 1e.8: the text is redacted and the words are not; here chunks cut it up, too."""
    digits = "four one one one one one one one one one one one one one one one"
    track = acted(20.0, Line(0.2, "caller", f"my card number is {digits} have you got that yes it is my own card"))
    words = heard(house, track, chunk_s=5.0, overlap_s=1.0)
    cuts_ms = [row["start_ms"] for row in house.rows("seams")]
    spans = [(row["start_ms"], row["end_ms"]) for row in house.rows("redactions")]
    assert any(start_ms < cut_ms < end_ms for start_ms, end_ms in spans for cut_ms in cuts_ms)
    assert [row["word"] for row in words if row["entity_type"] is None] == [
        word for word in track.texts if word not in digits.split()
    ]
    shown = " ".join(str(row) for table in ("calls", "utterances", "words", "speakers") for row in house.rows(table))
    assert not {"four", "one"} & set(shown.replace("'", " ").split())


# --- Times that drift: anchors 3.4 ---------------------------------------------------------------------------------


@pytest.mark.parametrize("audio", [{"chunk_s": 8.0}, {"chunk_s": 8.0, "leave_out_silence_s": 1.0}, {}])
def test_words_keep_their_times_to_the_end_of_the_call(house: Any, audio: dict[str, Any]) -> None:
    """vllm-project/vllm#32588 (half a second more a chunk), m-bain/whisperX#1276 (10 to 20 s off),
    SYSTRAN/faster-whisper#230 and ggml-org/whisper.cpp#3162 (silence that was cut out is not put back)."""
    lines = [
        Line(start_s, "caller", text)
        for start_s, text in zip(
            (0.7, 7.13, 12.91, 21.37, 26.5, 33.33, 41.0), ["so what is it that you want me to do now"] * 7, strict=True
        )
    ]
    track = acted(47.0, *lines)
    words = heard(house, track, **audio)
    assert [row["word"] for row in words] == track.texts
    assert max(abs(row["start_ms"] - said.start_s * 1000) for row, said in zip(words, track.said, strict=True)) <= 1
    assert max(abs(row["end_ms"] - said.end_s * 1000) for row, said in zip(words, track.said, strict=True)) <= 1
    assert not audio or any(row["start_ms"] % 1000 for row in house.rows("seams"))


# --- Speakers who change their labels: anchors 3.6 ------------------------------------------------------------------


def test_speakers_keep_their_labels_over_all_chunks(house: Any) -> None:
    """juanmc2005/diart#121, m-bain/whisperX#777 and pull/1221, microsoft/VibeVoice#230, AWS Post Call Analytics#152:
    each window numbers its speakers anew, here by who is first heard in it."""
    chance = random.Random(7)
    lines, at_s = [], 0.3
    for turn in range(48):
        words_of_turn = chance.choices(VOCABULARY, k=chance.randint(2, 6))
        lines.append(Line(at_s, "ab"[turn % 2], " ".join(words_of_turn)))
        at_s += len(words_of_turn) * 0.3 + 0.3
    track = acted(at_s, *lines)
    begin: list[str] = []

    def noting(words: list[tuple[EngineWord, Said]]) -> list[tuple[EngineWord, Said]]:
        begin.append(words[0][1].speaker)
        return words

    house.record("call.wav", track.samples)
    house.transcribe(Knowing(track, diarize=True, mishear=noting), audio={"chunk_s": 9.0, "overlap_s": 4.0})
    words = house.rows("words", "word_id")
    assert min(begin.count("a"), begin.count("b")) >= 2
    labels = {(said.speaker, row["speaker"]) for said, row in zip(track.said, words, strict=True)}
    assert sorted(labels) == [("a", "0"), ("b", "1")]
    assert "speakers_uncertain" not in house.rows("calls")[0]["quality_flags"]


def test_a_speaker_who_cannot_be_followed_over_a_join_is_kept_apart_and_flagged(house: Any) -> None:
    """facebookresearch/svoice#68 and diart#121: where an overlap holds no word, whoever speaks first next is taken for
    whoever spoke first before."""
    track = acted(
        30.0,
        Line(0.5, "a", "i will put you through to somebody who knows about that just a moment please"),
        Line(23.0, "b", "good morning you wanted to know about your contract is that right"),
    )
    house.record("call.wav", track.samples)
    house.transcribe(Knowing(track, diarize=True), audio={"chunk_s": 16.0, "overlap_s": 2.0})
    (call,) = house.rows("calls")
    of_speaker = defaultdict(set)
    for said, row in zip(track.said, house.rows("words", "word_id"), strict=True):
        of_speaker[said.speaker].add(row["speaker"])
    assert of_speaker["a"].isdisjoint(of_speaker["b"])
    assert "speakers_uncertain" in call["quality_flags"]


# --- Words that nobody said: anchors 3.5 ---------------------------------------------------------------------------


@pytest.mark.parametrize("phantom", ["thanks for watching", "untertitel im auftrag des senders", "one moment"])
def test_words_in_silence_are_kept_and_flagged_in_any_language(house: Any, phantom: str) -> None:
    """vllm-project/vllm#53144 (phantoms on silence), Vexa-ai/vexa#617 (lists of phrases miss languages),
    McCloudS/subgen#21 and ggml-org/whisper.cpp#1724."""
    track = acted(
        26.0,
        Line(0.5, "caller", "could you please look into my order"),
        Line(20.0, "caller", "are you still there"),
    )

    def dreaming(words: list[tuple[EngineWord, Said]]) -> list[tuple[EngineWord, Said | None]]:
        made_up = [
            EngineWord(word, 9.0 + place, 9.5 + place, confidence=0.95) for place, word in enumerate(phantom.split())
        ]
        return [*words[:7], *((word, None) for word in made_up), *words[7:]]

    words = heard(house, track, Knowing(track, mishear=dreaming))
    doubted = [row["word"] for row in words if row["hallucination"] == "in_silence"]
    assert doubted == phantom.split()
    assert [row["word"] for row in words if row["hallucination"] is None] == track.texts
    assert "hallucinations" in house.rows("calls")[0]["quality_flags"]


def test_a_loop_over_speech_is_kept_and_flagged(house: Any) -> None:
    """ggml-org/whisper.cpp#1724 and pull/2629: one word over and over in place of what was said."""

    def looping(words: list[tuple[EngineWord, Said]]) -> list[tuple[EngineWord, Said]]:
        return [
            (replace(word, word="hey") if 20 <= place < 45 else word, said) for place, (word, said) in enumerate(words)
        ]

    words = heard(house, TALK, Knowing(TALK, mishear=looping))
    assert len(words) == len(TALK.said)
    assert [row["word_id"] for row in words if row["hallucination"]] == list(range(20, 45))


def test_no_word_that_was_said_is_doubted(house: Any) -> None:
    """vllm-project/vllm#53144: a gate must not cost the words that were said."""
    words = heard(house, TALK)
    assert {row["hallucination"] for row in words} == {None}
