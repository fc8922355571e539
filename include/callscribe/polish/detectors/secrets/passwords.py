"""Passwords, passphrases and answers to security questions, said in words or spelled after what announces them.

"My password is blue horse seven" is told from "my password is not working" by the words that follow, and "what is the
memorable word" - "buttercup" by the question and who answers it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.phrases import by_first_word, phrase_at
from callscribe.polish.detectors.secrets.asked_characters import asked_characters, is_place
from callscribe.polish.detectors.secrets.dictated_secrets import dictated_secrets
from callscribe.polish.detectors.secrets.guessed_secrets import guessed_secrets
from callscribe.polish.detectors.secrets.identifier_edges import is_closed
from callscribe.polish.detectors.secrets.password_words import (
    COMPOUNDS,
    COPULAS,
    DENIALS,
    DESCRIBED,
    DESCRIBING,
    LEADS,
    LINKERS,
    MISHEARD_COPULAS,
    MOTHERS,
    NOUNS,
    QUESTIONS,
    REFUSED,
    SETTERS,
    STOPS,
    TRIED,
)
from callscribe.polish.detectors.secrets.secret_answers import answered
from callscribe.polish.detectors.secrets.secret_digits import find_secret_digits
from callscribe.polish.detectors.secrets.secret_extent import (
    MAX_PAUSE_S,
    MAX_WORDS,
    after_leads,
    is_character,
    is_content,
    secret_at,
    secret_from,
)
from callscribe.polish.detectors.secrets.secrets_said_again import said_again
from callscribe.polish.detectors.secrets.secrets_spelled_again import spelled_again
from callscribe.polish.detectors.secrets.written_secrets import is_written, written_secrets
from callscribe.polish.detectors.spelled_characters import CASES
from callscribe.polish.detectors.voices import ends_turn, same_voice, spans_by_voice, voice_of
from callscribe.polish.function_words import FUNCTION_WORDS
from callscribe.polish.sounds import alike, sound_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.polish.entities import EntitySpan
    from callscribe.transcript.words import Word

LINK_REACH: Final = 9
"""The most of them."""

_TELLING_FIRSTS: Final = frozenset("memorable security secret".split())
"""Words of a secret's name that are enough to know it by, with its last."""

_WORDLESS: Final = frozenset("secret safe memorable pass security".split())
"""Words that ask for a secret with any word after them."""

_OF_PHRASES: Final = frozenset(("word", "phrase"))
"""Last words of a secret's name that announce it after "my" and any other: "my get word is"."""

NEVER_SECRET: Final = frozenset("own last first next other final only one every same right wrong exact good".split())
"""Between "my" and "word" they make it no secret."""

PREPOSITIONS: Final = frozenset(
    "in on at for from with to about since of and or but not again when because so if by as until".split()
)
"""Words after a secret's name that are no misheard "is"."""

ALIKE: Final = 0.6
"""How like "word" a word sounds that was heard for it (0 to 1; estimate)."""

_BY_FIRST: Final = by_first_word(
    [
        *((phrase, False) for phrase in NOUNS),
        *((f"{phrase}'s", False) for phrase in NOUNS if not phrase.endswith("s")),  # "memorable word's buttercup"
        *((phrase, True) for phrase in QUESTIONS),
    ]
)


OTHERWISE: Final = frozenset(
    "code number digits question questions system team guard deposit check card settings camera alarm gate service "
    "software update policy pin port place box".split()
)
"""After "your security" or "your safe" they name no word."""

OWNERS: Final = frozenset(("my", "your", "our"))

_TRIGGERS: Final = frozenset((*_BY_FIRST, *_OF_PHRASES, *_WORDLESS, *OWNERS))


def find_passwords(words: Sequence[Word], readings: Sequence[Reading]) -> list[EntitySpan]:
    """Find secrets said in words or spelled.

    Args:
        words: In the order of the conversation, all parties together.
        readings: One for each word.

    Returns:
        SECRET spans, each within one voice, in order.
    """
    names: list[int] = []
    found = list(_announced(words, readings, names))
    found += ((secret, "secret_digits") for secret in find_secret_digits(words, readings))
    found += ((secret, "secret_characters") for secret in asked_characters(words, readings))
    hidden = {index for secret, _ in found for index in secret}
    found += ((secret, "secret_dictated") for secret in dictated_secrets(words, readings, hidden))
    found += ((secret, "secret_guessed") for secret in guessed_secrets(words, readings, names, hidden))
    found += (([index], "secret_written") for index in written_secrets(words, readings, hidden))
    if not found:
        return []
    secrets = [secret for secret, _ in found]
    found += ((secret, "secret_spelled") for secret in list(spelled_again(words, readings, secrets)))
    spans = [span for secret, detector in found for span in spans_by_voice(words, secret, "SECRET", detector, 0.75)]
    spans += said_again(words, readings, secrets)
    return sorted(spans, key=lambda span: span.first_word)


def _announced(words: Sequence[Word], readings: Sequence[Reading], names: list[int]) -> Iterator[tuple[list[int], str]]:
    """Secrets that their names announce, each with the rule that found it; `names` gets the last words of the names."""
    end = -1
    for index in [index for index, reading in enumerate(readings) if reading.text in _TRIGGERS]:
        if index <= end:
            continue
        noun = _noun_at(readings, index)
        secret: list[int] = []
        detector = "secret_told"
        if noun is not None:
            end = noun[0]
            names.append(end)
            secret, detector = _secret_of(words, readings, index, *noun)
        elif readings[index].text in OWNERS:
            secret = _told_without_name(words, readings, index)
        if secret:
            end = max(end, secret[-1])
            yield secret, detector


def _secret_of(
    words: Sequence[Word], readings: Sequence[Reading], first: int, last: int, asks_only: bool
) -> tuple[list[int], str]:
    """The secret that is named from `first` to `last`, and the rule that found it."""
    name = readings[last].text in ("name", "maiden")
    in_part = any(is_place(readings, index) for index in range(last + 1, min(last + 4, len(words))))
    secret = [] if asks_only or in_part else _told(words, readings, first, last, name=name)
    if secret:
        return secret, "secret_told"
    secret = answered(words, readings, first, last, name=name, question=asks_only)
    if secret or asks_only:
        return secret, "secret_answered"
    return _told_before(words, readings, first), "secret_told"


def _noun_at(readings: Sequence[Reading], index: int) -> tuple[int, bool] | None:
    found = phrase_at(readings, index, _BY_FIRST)
    if found is not None:
        return index + len(found[0]) - 1, found[1]
    return _misheard_noun_at(readings, index)


def _misheard_noun_at(readings: Sequence[Reading], index: int) -> tuple[int, bool] | None:
    """The last word of a secret's name of which a word was misheard or lost, and whether it only asks."""
    token = readings[index].text
    if token in _OF_PHRASES and index and readings[index - 1].text == "your":
        return index, True
    if token in ("secret", "memorable") and readings[index + 1 : index + 2] and readings[index + 1].text in COPULAS:
        return index, False
    if token in _OF_PHRASES and index and readings[index - 1].text == "my":
        return index, False  # "my word is buttercup"
    if token in _OF_PHRASES and index >= 2 and readings[index - 2].text in ("my", "your"):
        return None if readings[index - 1].text in NEVER_SECRET else (index, False)
    if token in _WORDLESS and _is_question_for(readings, index):
        return index + 1, True
    if token in _TELLING_FIRSTS and _is_misheard_name(readings, index + 1):
        return index + 1, False
    if token in _TELLING_FIRSTS:
        # "Your security water word": a word was heard that was not said.
        for phrase, asks_only in _BY_FIRST[readings[index].text]:
            stop = index + len(phrase) + 1
            if len(phrase) == 2 and readings[stop - 1 : stop] and readings[stop - 1].text == phrase[1]:
                return stop - 1, asks_only
    return None


def _is_question_for(readings: Sequence[Reading], index: int) -> bool:
    """Whether "your secret call" asks for what was not heard right; whether it is a question is for others to tell."""
    owned = index > 0 and readings[index - 1].text == "your"
    if not owned or index + 1 >= len(readings) or not readings[index + 1].text.isalpha():
        return False
    return readings[index + 1].text not in OTHERWISE


def _is_misheard_name(readings: Sequence[Reading], index: int) -> bool:
    """Whether "word" was heard as what is no name of anything: "my memorable of is", "your security water is"."""
    if index + 1 >= len(readings) or readings[index + 1].text not in COPULAS:
        return False
    token = readings[index].text
    if token in COPULAS or readings[index - 2].text not in OWNERS:
        return False
    return token in FUNCTION_WORDS["en"] or any(alike(sound_of(token), sound_of(name)) >= ALIKE for name in _OF_PHRASES)


def _told_without_name(words: Sequence[Word], readings: Sequence[Reading], owner: int) -> list[int]:
    """The password in "my is pineapple five four hash": a word and digits or signs, or one that is spelled."""
    start = owner + 2
    if start >= len(words) or readings[owner + 1].text not in COPULAS or not same_voice(words, owner, start):
        return []
    start = after_leads(words, readings, start, voice_of(words, owner))
    secret = secret_from(words, readings, start, name=False) if start >= 0 else []
    plain = [index for index in secret if not is_character(words, readings, index)]
    told = 1 <= len(plain) <= 2 and all(is_content(readings[index]) for index in plain)
    return secret if told and len(secret) - len(plain) >= 2 and is_closed(words, readings, secret[-1]) else []


def _told(words: Sequence[Word], readings: Sequence[Reading], first: int, noun: int, *, name: bool) -> list[int]:
    """The secret that the voice which names it tells in the same turn."""
    start = _after_link(words, readings, first, noun)
    if start < 0:
        return []
    start = after_leads(words, readings, start, voice_of(words, noun))
    return secret_at(words, readings, start, name=name) if start >= 0 else []


def _after_link(words: Sequence[Word], readings: Sequence[Reading], first: int, noun: int) -> int:
    """Index after what links a secret's name to the secret ("is", "for my account is", ":"), or -1."""
    if readings[noun].text.endswith("'s") or words[noun].word.endswith((":", "=")):
        return noun + 1
    following = noun + 1
    if following >= len(words) or not same_voice(words, following, noun):
        return -1
    if words[noun].word.endswith((".", "?", "!")):
        return -1
    owned = _is_owned(readings, first)
    if readings[following].text in MISHEARD_COPULAS and owned:
        return following + 1
    index, linked = _link(words, readings, first, following)
    if linked:
        return index
    following = index
    start = _lone_word(words, readings, first, noun, following) if owned else -1
    if start >= 0:
        return start
    # "My password been blue horse seven": the link was misheard, or not said.
    for start in (following, following + 1):
        if start < len(words) and _is_told_at_once(words, readings, first, start, owned=owned):
            return start
    return -1


def _lone_word(words: Sequence[Word], readings: Sequence[Reading], first: int, noun: int, following: int) -> int:
    """Index of a secret of one word after its name, where "is" was misheard or not said; -1 where there is none."""
    said = readings[following].text
    named = readings[first].text in _TELLING_FIRSTS
    misheard = said in FUNCTION_WORDS["en"] and said not in PREPOSITIONS and said not in COMPOUNDS
    misheard = misheard and (named or readings[first].text in _OF_PHRASES)
    if misheard and _is_one_word(words, readings, following + 1):
        return following + 1  # "my security word there buttercup"
    before = [reading.text for reading in readings[max(0, first - 6) : first]]
    told = named and noun > first and before[-1:] == ["my"] and DENIALS.isdisjoint(before)
    if told and is_content(readings[following]) and ends_turn(words, following):
        return following  # "my memorable word chocolate"
    return -1


def _is_one_word(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether one word ends a turn or sentence that is no word of talk: "my security word there buttercup"."""
    if index >= len(words) or not same_voice(words, index - 1, index):
        return False
    return is_content(readings[index]) and is_closed(words, readings, index)


def _link(words: Sequence[Word], readings: Sequence[Reading], first: int, following: int) -> tuple[int, bool]:
    """Index after "for my account is", and whether there is such a link; else of the first word that is not its."""
    setting = any(reading.text in SETTERS for reading in readings[max(0, first - 5) : first])
    for index in range(following, min(following + LINK_REACH, len(words))):
        said = readings[index].text
        pause_s = words[index].start_s - words[index - 1].end_s
        if not same_voice(words, index, following) or pause_s > MAX_PAUSE_S:
            break
        if said in COPULAS or words[index].word.endswith((":", "=")):
            return index + 1, True
        if said == "to" and (setting or readings[index - 1].text in SETTERS):
            return index + 1, True
        if said not in LINKERS and said not in SETTERS:
            # "The password million is": a word was heard that was not said, or was said so.
            after = readings[index + 1].text if index + 1 < len(readings) else ""
            plain = readings[index].shape or said in FUNCTION_WORDS["en"] or readings[first].text in _TELLING_FIRSTS
            if index == following and after == "is" and plain:
                return index + 2, True
            return _far_link(words, readings, first, index)
    return following, False


def _far_link(words: Sequence[Word], readings: Sequence[Reading], first: int, index: int) -> tuple[int, bool]:
    """As `_link`, over any words: "the password, write this down, is kestrel capital k four"."""
    for at in range(index, min(index + LINK_REACH, len(words) - 2)):
        if not same_voice(words, at, first) or words[at].word.endswith((".", "?", "!")):
            break
        dictated = readings[at + 2].text in CASES or readings[at + 2].shape in ("U", "N")
        dictated = dictated and is_content(readings[at + 1]) and same_voice(words, first, at + 2)
        if dictated and readings[at].text in COPULAS:
            return at + 1, True
    return index, False


def _is_owned(readings: Sequence[Reading], first: int) -> bool:
    """Whether it is somebody's: "my password", "user name j doe password"."""
    if first > 0 and readings[first - 1].text in ("my", "your", "the", "our", "new"):
        return True
    return any(reading.text in ("username", "user", "login") for reading in readings[max(0, first - 8) : first])


def _is_told_at_once(
    words: Sequence[Word], readings: Sequence[Reading], first: int, following: int, *, owned: bool
) -> bool:
    """Whether a secret follows its name without a link, as in "user name j d o e password blue horse seven"."""
    if readings[following].text in COMPOUNDS or readings[following].text in REFUSED:
        return False
    secret = secret_from(words, readings, following, name=readings[first].text in MOTHERS)
    if readings[first].text in MOTHERS:
        return bool(secret)
    characters = sum(is_character(words, readings, index) for index in secret)
    if len(secret) == 1 and owned:
        return is_written(readings[following].text)
    return len(secret) >= 2 and characters >= (1 if owned else 2)


def _told_before(words: Sequence[Word], readings: Sequence[Reading], first: int) -> list[int]:
    """The secret in "blue horse seven is my password"."""
    owned = readings[first - 1].text in ("my", "the", "our", "your")
    owned = owned or (first > 1 and readings[first - 2].text == "as")
    link = first - 1 - owned
    if link < 1 or readings[link].text not in (("is", "was", "as") if owned else ("as",)):
        return []
    voice = voice_of(words, first)
    index = link - 1
    secret: list[int] = []
    plain_words = 0
    while index >= 0 and voice_of(words, index) == voice and plain_words < MAX_WORDS:
        token = readings[index].text
        character = is_character(words, readings, index)
        character = character or (readings[index].shape == "O" and is_character(words, readings, index + 1))
        plain = token in STOPS or token in REFUSED or token in LEADS or token in TRIED
        if (plain and not character) or (secret and words[index].word.endswith((".", "?", "!"))):
            break
        if secret and words[index + 1].start_s - words[index].end_s > MAX_PAUSE_S:
            break
        secret.insert(0, index)
        plain_words += not character
        index -= 1
    content = [at for at in secret if readings[at].text not in DESCRIBED and readings[at].text not in DESCRIBING]
    if len(content) == 1 and is_written(readings[content[0]].text):
        return secret
    return secret if len(content) >= 2 and any(is_character(words, readings, at) for at in secret) else []
