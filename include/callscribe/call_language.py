"""The language of calls that nobody named one for: told from their first minute, or from their whole transcript.

Without routing, such a call is asked for in the engine's group of languages (`engine.unknown_language`), and its
language is told from the words that come back. With routing, its first minute of speech is, and the call then in its
own language. Where that is not certain, or the call is in two, the call stays one of the group.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from callscribe.answers import answer_all, first_of
from callscribe.audio.first_minute import FIRST_S, first_speech
from callscribe.errors import AuthenticationError, EngineRefused, PlanError, SettingsError, UnreadableAnswerError
from callscribe.lake import vault
from callscribe.pipeline import (
    FROM_FIRST_MINUTE,
    FROM_TRANSCRIPT,
    AnsweredChunk,
    PreparedCall,
    PreparedChunk,
    TranscribedCall,
    audio_of,
    read_answers,
)
from callscribe.polish.languages import CANDIDATES, GROUPS, can_identify, identify_by_channel, identify_language
from callscribe.settings import AUTO
from callscribe.transcript.words import Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.engines.base import Engine
    from callscribe.settings import EngineSettings
    from callscribe.storage import Storage

log = logging.getLogger(__name__)


def route(
    calls: Sequence[PreparedCall], engine: Engine, lake: Storage, folder: str, settings: EngineSettings
) -> tuple[list[PreparedCall], dict[str, Exception]]:
    """Settle what the engine is asked for: of a call without a language after its first minute, where that is wanted.

    What the vault holds of first minutes is not asked for again.

    Args:
        calls: As prepared.
        engine: Who transcribes.
        lake: Holds the chunks and the vault.
        folder: Of the batch, where payments are noted.
        settings: Of the engine.

    Returns:
        The calls in their order, and what went wrong with first minutes, by call id.

    Raises:
        AuthenticationError: The key is not accepted.
        PlanError: The plan is not.
    """
    settled = {call.call_id: _in_group(call, settings) for call in calls}
    firsts = {
        call.call_id: _first_minute(call, engine, lake)
        for call in settled.values()
        if settings.route_languages
        and call.language_source == FROM_TRANSCRIPT
        and can_identify()
        and _knows(engine, call.engine_language)
    }
    wanted = {each.answer: (each.chunk, settings.unknown_language) for answered in firsts.values() for each in answered}
    _, troubles = answer_all(wanted, engine, lake, folder, settings.concurrency)
    if (not_accepted := first_of(troubles, AuthenticationError, PlanError)) is not None:
        raise not_accepted
    troubled: dict[str, Exception] = {}
    for call_id, answered in firsts.items():
        call = replace(settled[call_id], first_minute=answered)
        trouble = next((troubles[each.answer] for each in answered if each.answer in troubles), None)
        if isinstance(trouble, UnreadableAnswerError | EngineRefused):
            # it was to tell the language and nothing else: the call is asked for without
            log.warning("%s: its first minute told no language: %s", call_id, type(trouble).__name__)
            call = settled[call_id]
        elif trouble is not None:
            troubled[call_id] = trouble
        else:
            told = _with_language(call, answered, engine.name, lake)
            if told.known_language is not None and _knows(engine, told.language):
                call = replace(told, language_source=FROM_FIRST_MINUTE, asked_for=None)
            else:  # of a short call the first minute may be all of it, and is then not paid for again
                sent = {chunk.samples_hash for chunk in call.chunks}
                apart = tuple(each for each in answered if each.chunk.samples_hash not in sent)
                call = replace(call, first_minute=apart)
        settled[call_id] = call
    if firsts:
        routed = sum(call.language_source == FROM_FIRST_MINUTE for call in settled.values())
        log.info("The first minute told the language of %d of %d calls.", routed, len(firsts))
    return list(settled.values()), troubled


def tell_language(call: TranscribedCall, lake: Storage) -> TranscribedCall:
    """The call with the language that its transcript is in, unless that was named or told before.

    Raises:
        SettingsError: py3langid is not installed.
    """
    if call.prepared.language_source != FROM_TRANSCRIPT:
        return call
    return replace(call, prepared=_with_language(call.prepared, call.answered_chunks, call.engine, lake))


def _in_group(call: PreparedCall, settings: EngineSettings) -> PreparedCall:
    if call.language.casefold() != AUTO:
        return call
    group = settings.unknown_language
    return replace(call, language=group, asked_for=group, language_source=FROM_TRANSCRIPT)


def _knows(engine: Engine, language: str) -> bool:
    try:
        engine.options(language)
    except SettingsError:
        return False
    return True


def _first_minute(call: PreparedCall, engine: Engine, lake: Storage) -> tuple[AnsweredChunk, ...]:
    """The first speech of each channel, laid beside the call's chunks: a minute of all of them together."""
    channels: dict[int, list[PreparedChunk]] = defaultdict(list)
    for chunk in call.chunks:
        channels[chunk.channel].append(chunk)
    activity_of = {each.channel: each for each in call.activity}
    firsts = []
    for channel, chunks in channels.items():
        span, audio, digest = first_speech(
            [(chunk.span, partial(audio_of, chunk, lake)) for chunk in chunks],
            activity_of.get(channel),
            FIRST_S / len(channels),
        )
        key = f"{chunks[0].key.removesuffix('.flac')}-first.flac"
        lake.write(key, audio)
        chunk = PreparedChunk(key, channel, span, digest)
        firsts.append(AnsweredChunk(chunk, vault.answer_name(digest, engine, call.engine_language)))
    return tuple(firsts)


def _with_language(call: PreparedCall, answers: Sequence[AnsweredChunk], engine: str, lake: Storage) -> PreparedCall:
    """The call with its language and those of its channels, as far as the words in the answers are certain of them."""
    one_party = call.preflight.one_party_a_channel
    words = [
        # of one party on a channel the engine may make two
        Word(word.word, word.start_s, word.end_s, channel=channel, speaker=None if one_party else word.speaker)
        for channel, chunks in read_answers(answers, engine, lake).items()
        for chunk in chunks
        for word in chunk.result.words
    ]
    # what the group cannot be in must be a possible answer, or Spanish would pass for the only one in Latin letters
    group = GROUPS.get(call.engine_language, CANDIDATES)
    languages = tuple({*CANDIDATES, *group})
    guess = identify_language(words, languages=languages)
    if guess is not None and guess.tag not in group:
        guess = None
    return replace(
        call,
        language=guess.tag if guess else call.engine_language,
        language_confidence=guess.probability if guess else None,
        channel_languages={
            channel: told
            for channel, told in identify_by_channel(words, languages=languages).items()
            if told and told.tag in group
        },
    )
