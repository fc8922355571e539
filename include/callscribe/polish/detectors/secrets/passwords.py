"""Passwords, passphrases and answers to security questions, said in words or spelled after what announces them.

"My password is blue horse seven" is told from "my password is not working" by the words that follow, and "what is the
memorable word" - "buttercup" by the question and who answers it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.phrases import by_first_word, phrase_at
from callscribe.polish.detectors.secrets.password_words import (
    ANSWER_LEADS,
    ASKING_PERSONS,
    CLAUSES,
    COMPOUNDS,
    COPULAS,
    CREDENTIALS,
    DENIALS,
    DESCRIBED,
    DESCRIBING,
    DETERMINERS,
    JOINING,
    LATER,
    LAUNCHES,
    LEAD_PHRASES,
    LEADS,
    LINKERS,
    MISHEARD_COPULAS,
    MODALS,
    MOTHERS,
    NOUNS,
    QUESTIONS,
    REFUSED,
    REQUEST_PAIRS,
    REQUESTS,
    SETTERS,
    STATEMENTS,
    STOPS,
    SYMBOLS,
    TRIED,
)
from callscribe.polish.detectors.spelled_characters import CASES, LETTER_NAMES, read_character
from callscribe.polish.detectors.voices import same_voice, spans_by_voice, voice_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.polish.entities import EntitySpan
    from callscribe.transcript.words import Word

LINK_REACH: Final = 9
"""The most of them."""

ANSWER_REACH: Final = 30
"""Words after a question in which its answer may begin."""

MAX_LEADS: Final = 12

LONGEST_FRAGMENT: Final = 6
"""Words of a question without a verb."""

QUESTION_REACH: Final = 14
"""Words of a turn before the secret's name that say what is wanted, and after it until the turn ends."""

MAX_PAUSE_S: Final = 1.5
"""A longer pause ends a secret said in words."""

MAX_SPELLED_PAUSE_S: Final = 5.0
"""A longer pause ends a secret that is being spelled (estimate)."""

MAX_WORDS: Final = 7
"""Ordinary words of one secret at most; letters, digits and symbols are not counted. Passphrases have four to six."""

MAX_NAME_WORDS: Final = 2
"""Of a maiden name."""

READ_BACK_REACH: Final = 60
"""Words in which a secret of one word is hidden again; longer ones are hidden wherever they recur."""

WRITTEN_REACH: Final = 40
"""Words after "password" in which "sunshine42" is one (estimate)."""

_SIGNED: Final = re.compile(
    r"(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*[#$%^&*~_!].|.*[#$%^&*~_])[A-Za-z0-9#$%^&*~_!+-]{6,40}"
)
"""Small and capital letters, a digit and a sign; a last "!" alone may be the recogniser's."""

_WORD_AND_DIGITS: Final = re.compile(r"[A-Za-z]?[a-z]{3,}[0-9]{1,6}[!#$%^&*~_@?+-]*")

_TELLING_FIRSTS: Final = frozenset("memorable security secret".split())
"""Words of a secret's name that are enough to know it by, with its last."""

LEAST_RECURRING: Final = 4
"""Letters of a secret's only word that is worth hiding again: "blue" is, "red" is everywhere."""

_BY_FIRST: Final = by_first_word(
    [
        *((phrase, False) for phrase in NOUNS),
        *((f"{phrase}'s", False) for phrase in NOUNS if not phrase.endswith("s")),  # "memorable word's buttercup"
        *((phrase, True) for phrase in QUESTIONS),
    ]
)
_LEADS: Final = by_first_word((phrase, "lead") for phrase in LEAD_PHRASES)


def find_passwords(words: Sequence[Word], readings: Sequence[Reading]) -> list[EntitySpan]:
    """Find secrets said in words or spelled.

    Args:
        words: In the order of the conversation, all parties together.
        readings: One for each word.

    Returns:
        SECRET spans, each within one voice, in order.
    """
    found: dict[int, tuple[list[int], str]] = {}
    end = -1
    for index in [index for index, reading in enumerate(readings) if reading.text in _BY_FIRST]:
        if index <= end:
            continue
        noun = _noun_at(readings, index)
        if noun is None:
            continue
        last, asks_only = noun
        end = last
        secret, detector = [], ""
        name = readings[last].text in ("name", "maiden")
        if not asks_only:
            secret, detector = _told(words, readings, index, last, name=name), "secret_told"
        if not secret:
            secret, detector = _answered(words, readings, index, last, name=name), "secret_answered"
        if not secret and not asks_only:
            secret, detector = _told_before(words, readings, index), "secret_told"
        if secret:
            found[secret[0]] = (secret, detector)
            end = max(end, secret[-1])
    hidden = {index for secret, _ in found.values() for index in secret}
    found.update((index, ([index], "secret_written")) for index in _written_secrets(words, readings, hidden))
    spans = [
        span for secret, detector in found.values() for span in spans_by_voice(words, secret, "SECRET", detector, 0.75)
    ]
    if found:
        spans += _read_back(words, readings, [secret for secret, _ in found.values()])
    return sorted(spans, key=lambda span: span.first_word)


def _written_secrets(words: Sequence[Word], readings: Sequence[Reading], hidden: Collection[int]) -> Iterator[int]:
    """Words that are written as passwords are: of three kinds of characters and a sign, or of two near "password"."""
    last = -1 - WRITTEN_REACH
    for index, reading in enumerate(readings):
        token = reading.text
        if token.isalpha():
            if token in CREDENTIALS:
                last = index
        elif token in CREDENTIALS:
            last = index
        elif index not in hidden and any(map(str.isdigit, token)) and any(map(str.isalpha, token)):
            near = index - last <= WRITTEN_REACH
            if _SIGNED.fullmatch(_shown(words[index])) or (near and _is_word_and_digits(words[index])):
                yield index


def _shown(word: Word) -> str:
    return word.word.strip("\"'“”‘’.,?;:()[]")


def _is_word_and_digits(word: Word) -> bool:
    return _WORD_AND_DIGITS.fullmatch(_shown(word)) is not None


def _noun_at(readings: Sequence[Reading], index: int) -> tuple[int, bool] | None:
    found = phrase_at(readings, index, _BY_FIRST)
    if found is not None:
        return index + len(found[0]) - 1, found[1]
    if readings[index].text in _TELLING_FIRSTS:
        # "Your security water word": a word was heard that was not said.
        for phrase, asks_only in _BY_FIRST[readings[index].text]:
            stop = index + len(phrase) + 1
            if len(phrase) == 2 and readings[stop - 1 : stop] and readings[stop - 1].text == phrase[1]:
                return stop - 1, asks_only
    return None


# --- Where a secret begins ----------------------------------------------------------------------------------------


def _told(words: Sequence[Word], readings: Sequence[Reading], first: int, noun: int, *, name: bool) -> list[int]:
    """The secret that the voice which names it tells in the same turn."""
    start = _after_link(words, readings, first, noun)
    if start < 0:
        return []
    start = _after_leads(words, readings, start, voice_of(words, noun))
    return _value_at(words, readings, start, name=name) if start >= 0 else []


def _after_link(words: Sequence[Word], readings: Sequence[Reading], first: int, noun: int) -> int:
    """Index after what links a secret's name to the secret ("is", "for my account is", ":"), or -1."""
    if readings[noun].text.endswith("'s") or words[noun].word.endswith((":", "=")):
        return noun + 1
    following = noun + 1
    if following >= len(words) or not same_voice(words, following, noun):
        return -1
    owned = _is_owned(readings, first)
    if readings[following].text in MISHEARD_COPULAS and owned:
        return following + 1
    index, linked = _link(words, readings, first, following)
    if linked:
        return index
    following = index
    # "My password been blue horse seven": the link was misheard, or not said.
    for start in (following, following + 1):
        if start < len(words) and _is_told_at_once(words, readings, first, start, owned=owned):
            return start
    return -1


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
            return index, False
    return following, False


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
    secret = _value(words, readings, following, name=readings[first].text in MOTHERS)
    if readings[first].text in MOTHERS:
        return bool(secret)
    characters = sum(_is_character(words, readings, index) for index in secret)
    if len(secret) == 1 and owned:
        return _is_written(readings[following].text)
    return len(secret) >= 2 and characters >= (1 if owned else 2)


def _is_written(token: str) -> bool:
    """Whether a word can be nothing but a password: letters and digits in one, as in "Thunder6716"."""
    return any(map(str.isdigit, token)) and any(map(str.isalpha, token))


def _answered(words: Sequence[Word], readings: Sequence[Reading], first: int, noun: int, *, name: bool) -> list[int]:
    """The secret that another voice tells when asked for it."""
    voice = voice_of(words, noun)
    turn = noun
    while turn + 1 < len(words) and voice_of(words, turn + 1) == voice and turn - noun <= QUESTION_REACH:
        turn += 1
    if turn + 1 >= len(words) or turn - noun > QUESTION_REACH or not _is_request(words, readings, first, turn):
        return []
    # The next voice may first say "sure", and the asking one "thank you", before the secret is told.
    answer: list[int] = []
    for index in range(turn + 1, min(turn + 1 + ANSWER_REACH, len(words))):
        if voice_of(words, index) == voice:
            if answer:
                break
            continue
        if _is_word_and_digits(words[index]) and index not in answer:
            return [*answer, index]
        if (answer and index <= answer[-1]) or not _may_answer(words, readings, index):
            continue
        start = _after_leads(words, readings, index, voice_of(words, index), ANSWER_LEADS)
        secret = _value_at(words, readings, start, name=name) if start >= 0 else []
        if secret and (not answer or readings[index - 1].text in LAUNCHES):
            # "Buttercup, that's German": which of the two it is cannot be told, so both are hidden.
            answer += secret
        launched = readings[index - 1].text in LAUNCHES
        if answer and (launched or any(_is_character(words, readings, at) for at in answer)):
            break
    return answer


def _may_answer(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether an answer may begin here: at a turn or sentence, after "it's", with "sure" or with "let me see"."""
    if not same_voice(words, index - 1, index) or words[index - 1].word.endswith((".", "?", "!")):
        return True
    before = readings[index - 1].text
    if before in LAUNCHES:
        return before != "was" or readings[index - 2].text in ("it", "that", "which")
    return readings[index].text in ("well", "okay", "yeah", "yes", "sure", "so") or bool(_lead_phrase(readings, index))


def _is_request(words: Sequence[Word], readings: Sequence[Reading], first: int, turn_end: int) -> bool:
    voice = voice_of(words, first)
    start = first
    while start > 0 and first - start < QUESTION_REACH and voice_of(words, start - 1) == voice:
        start -= 1
        if words[start].word.endswith((".", "?", "!")) and start < first - 1:
            start += 1
            break
    tokens = [reading.text for reading in readings[start : turn_end + 1]]
    before = tokens[: first - start]
    if any(token in ("what", "what's") for token in tokens[len(before) :]):
        return True
    if any(token in DENIALS for token in before[-6:]):
        return False
    if any(token in REQUESTS for token in tokens):
        return True
    if any(pair in REQUEST_PAIRS for pair in pairwise(before)):
        return True
    due = not DETERMINERS.isdisjoint(before[-3:]) and "my" not in before[-3:]
    rest = len(tokens) - len(before)
    if due and any(one in MODALS and other in ASKING_PERSONS for one, other in _unordered(before)):
        return True
    if due and not LATER.isdisjoint(before) and rest <= 3:
        return True  # "next up is the login password"
    # "And the password?", "your telephone password please": nothing but what it asks for.
    if len(tokens) <= LONGEST_FRAGMENT and STATEMENTS.isdisjoint(tokens):
        return True
    asked = tokens[-1] == "please" or not LATER.isdisjoint(before[-4:])
    return before[-1:] in (["your"], ["the"]) and asked and len(tokens) - len(before) <= LONGEST_FRAGMENT


def _unordered(tokens: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Neighbours, each way round: "could i" and "if i could"."""
    for one, other in pairwise(tokens):
        yield one, other
        yield other, one


def _told_before(words: Sequence[Word], readings: Sequence[Reading], first: int) -> list[int]:
    """The secret in "blue horse seven is my password"."""
    if first < 3 or readings[first - 1].text not in ("my", "the", "our"):
        return []
    if readings[first - 2].text not in ("is", "was", "as"):
        return []
    voice = voice_of(words, first)
    index = first - 3
    secret: list[int] = []
    while index >= 0 and voice_of(words, index) == voice and len(secret) < MAX_WORDS:
        token = readings[index].text
        character = _is_character(words, readings, index)
        plain = token in STOPS or token in REFUSED or token in LEADS or token in TRIED
        if (plain and not character) or (secret and words[index].word.endswith((".", "?", "!"))):
            break
        if secret and words[index + 1].start_s - words[index].end_s > MAX_PAUSE_S:
            break
        secret.insert(0, index)
        index -= 1
    content = [at for at in secret if readings[at].text not in DESCRIBED and readings[at].text not in DESCRIBING]
    if len(content) == 1 and _is_written(readings[content[0]].text):
        return secret
    return secret if len(content) >= 2 and any(_is_character(words, readings, at) for at in secret) else []


def _after_leads(
    words: Sequence[Word],
    readings: Sequence[Reading],
    start: int,
    voice: tuple[int, str | None],
    leads: frozenset[str] = LEADS,
) -> int:
    """Index of the first word of an answer after "um it's all one word", or -1 where no answer follows."""
    index = start
    while index < len(words) and voice_of(words, index) == voice and index - start <= MAX_LEADS:
        phrase = _lead_phrase(readings, index)
        if phrase:
            index += phrase
            continue
        token = readings[index].text
        if token not in leads:
            return index
        # "A", "I" and "one" are said before letters and digits too.
        if token in ("one", "i") and _is_character_next(words, readings, index + 1):
            return index
        index += 1
    return -1


def _lead_phrase(readings: Sequence[Reading], index: int) -> int:
    """How many words of a lead phrase stand at `index`."""
    found = phrase_at(readings, index, _LEADS)
    return 0 if found is None else len(found[0])


# --- The secret itself --------------------------------------------------------------------------------------------


def _value_at(words: Sequence[Word], readings: Sequence[Reading], start: int, *, name: bool) -> list[int]:
    """As `_value`, over one word that may be misheard: "it's" as "been", before "sunshine four seven"."""
    secret = _value(words, readings, start, name=name)
    token = readings[start].text
    if secret or name or start + 1 >= len(words) or token not in STOPS or token in REFUSED:
        return secret
    if not same_voice(words, start + 1, start):
        return []
    secret = _value(words, readings, start + 1, name=name)
    characters = sum(_is_character(words, readings, index) for index in secret)
    written = any(_is_written(readings[index].text) for index in secret)
    return secret if len(secret) > characters >= 1 or characters > 3 or written else []


def _value(words: Sequence[Word], readings: Sequence[Reading], start: int, *, name: bool) -> list[int]:
    """Indices of the words that tell the secret which begins at `start`; none where something else is said."""
    if start >= len(words):
        return []
    voice = voice_of(words, start)
    secret: list[int] = []
    plain = 0
    index = start
    while index < len(words) and plain <= (MAX_NAME_WORDS if name else MAX_WORDS):
        if voice_of(words, index) != voice:
            if readings[index].shape != "P" or not secret:
                break
            index += 1
            continue
        if secret and _is_over(words, readings, secret[-1], index):
            break
        taken = _taken_at(words, readings, index, opens=not secret)
        if taken == 0:
            if readings[index].text in LEADS and readings[index].shape == "P" and readings[index].text[0] in "ueh":
                index += 1
                continue
            break
        if taken == 1 and len(readings[index].text) > 1 and not _is_character(words, readings, index):
            plain += 1
            if plain > (MAX_NAME_WORDS if name else MAX_WORDS):
                break
        secret += range(index, min(index + taken, len(words)))
        index += taken
    return [] if _is_described(readings, secret) else secret


def _taken_at(words: Sequence[Word], readings: Sequence[Reading], index: int, *, opens: bool) -> int:
    """How many words from `index` on are part of a secret: none, one, or a whole "b as in boy"."""
    token = readings[index].text
    character = read_character(words, readings, index)
    if character is not None and (character.sure or token in LETTER_NAMES) and token not in STOPS:
        return character.last - index + 1
    if token in STOPS or (opens and (token in REFUSED or token in TRIED)):
        # "A" and "at" between letters are letters and signs: "p a double s", "horse at nine".
        # So are misheard ones: "a s her capital d".
        among = not opens and _is_character_next(words, readings, index + 1)
        misheard = among and _is_character(words, readings, index - 1) and "'" not in token and token not in CLAUSES
        return int(misheard or (among and token in JOINING))
    if opens and token in ("a", "an") and not _is_character_next(words, readings, index + 1):
        return 0
    if readings[index].shape == "Q" and ":" in token:
        return 0  # the time of day
    if readings[index].shape == "P" and token not in SYMBOLS:
        # "Correct horse battery", but "that's correct".
        after = index + 1
        goes_on = after < len(words) and same_voice(words, after, index)
        return int(
            opens and token in DESCRIBED and goes_on and not readings[after].shape and readings[after].text not in STOPS
        )
    return 1


def _is_over(words: Sequence[Word], readings: Sequence[Reading], last: int, index: int) -> bool:
    """Whether a secret ends at `last`, by a pause or a full stop."""
    spelled = _is_character(words, readings, last) and _is_character(words, readings, index)
    if words[index].start_s - words[last].end_s > (MAX_SPELLED_PAUSE_S if spelled else MAX_PAUSE_S):
        return True
    stopped = words[last].word.endswith((".", "?", "!", ";")) and len(words[last].word) > 2
    return stopped and not spelled


def _is_described(readings: Sequence[Reading], secret: Sequence[int]) -> bool:
    """Whether what stands in place of a secret only describes it: "strong", "eight characters long"."""
    if not secret:
        return True
    tokens = [readings[index].text for index in secret]
    if tokens[0] in DESCRIBED:
        lone = len(tokens) == 1 and not readings[secret[0]].shape
        return lone or any(token in DESCRIBING for token in tokens[1:4])
    return all(token in DESCRIBED or token in DESCRIBING for token in tokens)


def _is_character(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    character = read_character(words, readings, index)
    token = readings[index].text
    return (character is not None and character.sure) or token in SYMBOLS or token in CASES


def _is_character_next(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    if index >= len(words):
        return False
    character = read_character(words, readings, index)
    return character is not None and character.sure


# --- Secrets said again -------------------------------------------------------------------------------------------


def _read_back(
    words: Sequence[Word], readings: Sequence[Reading], secrets: Sequence[Sequence[int]]
) -> Iterator[EntitySpan]:
    """Where a secret is said again, or its telling words are, with the digits and signs that follow."""
    hidden = {index for secret in secrets for index in secret}
    pairs: set[tuple[str, str]] = set()
    telling: dict[str, list[int]] = defaultdict(list)
    for secret in secrets:
        tokens = [readings[index].text for index in secret]
        numbers = {readings[index].text for index in secret if readings[index].shape}
        pairs.update(
            pair
            for pair in pairwise(tokens)
            if not all(token in STOPS or len(token) == 1 or token in numbers for token in pair)
        )
        for index in secret:
            token = readings[index].text
            plain = not readings[index].shape and not _is_common(token)
            if len(token) >= LEAST_RECURRING and (plain or _is_written(token)):
                telling[token].append(index)
    firsts = {one for one, _ in pairs} | set(telling)
    again: set[int] = set()
    for index, reading in enumerate(readings):
        if reading.text not in firsts or index in hidden:
            continue
        following = index + 1 < len(readings) and (reading.text, readings[index + 1].text) in pairs
        if following and index + 1 not in hidden:
            again.update((index, index + 1))
        elif any(abs(index - said) <= READ_BACK_REACH for said in telling.get(reading.text, ())):
            again.add(index)
        else:
            continue
        after = index + 1 + (index + 1 in again)
        while (
            after < len(words)
            and (
                _is_character(words, readings, after)
                or (readings[after].shape == "O" and _is_character_next(words, readings, after - 1))
            )
            and same_voice(words, after, index)
        ):
            again.add(after)
            after += 1
    for _, run in groupby(enumerate(sorted(again)), key=lambda numbered: numbered[1] - numbered[0]):
        yield from spans_by_voice(words, [index for _, index in run], "SECRET", "read_back", 0.6)


def _is_common(token: str) -> bool:
    """Whether a word of a secret is said elsewhere without telling it."""
    return (
        token in STOPS
        or token in REFUSED
        or token in DESCRIBED
        or token in DESCRIBING
        or token in SYMBOLS
        or token in CASES
    )
