"""Secrets that are told because they were asked for: "what is the memorable word" - "buttercup"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.number_cues import UNITS
from callscribe.polish.detectors.secrets.asked_characters import is_place
from callscribe.polish.detectors.secrets.identifier_edges import is_closed
from callscribe.polish.detectors.secrets.password_words import (
    ANSWER_LEADS,
    ASKING_PERSONS,
    CREDENTIALS,
    DENIALS,
    DETERMINERS,
    LATER,
    LAUNCHES,
    MODALS,
    REFUSED,
    REQUEST_PAIRS,
    REQUESTS,
    STATEMENTS,
    SYMBOLS,
)
from callscribe.polish.detectors.secrets.secret_extent import (
    after_leads,
    is_character,
    is_character_next,
    is_content,
    lead_phrase,
    secret_at,
)
from callscribe.polish.detectors.secrets.written_secrets import is_word_and_digits
from callscribe.polish.detectors.voices import ends_turn, same_voice, voice_of
from callscribe.polish.function_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.transcript.words import Word

ANSWER_REACH: Final = 30
"""Words after a question in which its answer may begin."""

OPEN_REACH: Final = 70
"""Words in which a question stays open over a few turns: "it's in the other room - I'll wait - okay, it is ..."."""

LONGEST_LATE: Final = 3
"""Words of a secret without digits that is told so late."""

LEAST_SIGNS: Final = 2
"""Digits and signs after a word that make both a password, where one was asked for."""

NAMED: Final = frozenset("it that which this word password answer name phrase passphrase passcode place key".split())
"""Before "is" they lead to an answer: "my dog is" does not."""

NOUN_PHRASES: Final = frozenset("my the a an your his her our their this some any to".split())
"""Right before a word they make it a thing that is talked of: "my purse"."""

HERE: Final = frozenset("here there for with all then".split())
"""Of REFUSED, what is said in answers too: "here it is"."""

ASKING_ELSE: Final = frozenset("what what's which your how when where who's whose".split())
"""In what the asking party says further on, they ask for something else."""

LONGEST_FRAGMENT: Final = 6
"""Words of a question without a verb."""

ASKING_BACK: Final = frozenset("should shall do does did can could may must am would will have are".split())
"""Before "I" or "you" they open a question."""

FOR_OWNERS: Final = frozenset("what what's tell give repeat confirm read spell remind".split())
"""Of REQUESTS, what those say who ask for a secret of their own."""

UNKNOWING: Final = frozenset("don't wouldn't couldn't can't cannot didn't won't never forgot".split())
"""After "I" they say that a secret that was named is not told."""

QUESTION_REACH: Final = 14
"""Words of a turn before the secret's name that say what is wanted, and after it until the turn ends."""


def answered(
    words: Sequence[Word], readings: Sequence[Reading], first: int, noun: int, *, name: bool, question: bool
) -> list[int]:
    """The secret that another voice tells when asked for it.

    Args:
        words: In the order of the conversation, all parties together.
        readings: One for each word.
        first: Index of the first word of the secret's name.
        noun: Index of its last.
        name: It is the name of a person.
        question: It is what only security questions ask for, so that the answer may be a thing: "a ford escort".
    """
    voice = voice_of(words, noun)
    turn = noun
    while turn + 1 < len(words) and voice_of(words, turn + 1) == voice and turn - noun <= QUESTION_REACH:
        turn += 1
    if turn + 1 >= len(words) or turn - noun > QUESTION_REACH or not is_request(words, readings, first, noun, turn):
        return []
    if any(is_place(readings, index) for index in range(max(0, first - QUESTION_REACH), turn + 1)):
        return []  # only some of its characters are asked for
    stop = end_of_answers(words, readings, turn + 1, voice)
    answer = _said_in_answer(words, readings, turn + 1, stop, voice, name=name, question=question)
    if _is_quantity(words, readings, answer):
        return []
    if any(is_character(words, readings, index) or is_word_and_digits(words[index]) for index in answer):
        return answer
    if answer and all(is_content(readings[index]) for index in answer) and is_closed(words, readings, answer[-1]):
        return answer
    if not answer:
        answer = _only_content(words, readings, turn + 1)
    shaped = _word_and_signs(words, readings, turn + 1, stop, voice)
    if not shaped or (answer and (len(answer) <= 2 or voice_of(words, shaped[0] - 1) != voice)):
        return sorted({*answer, *shaped})
    return shaped


def end_of_answers(
    words: Sequence[Word], readings: Sequence[Reading], start: int, voice: tuple[int, str | None]
) -> int:
    """Where a question is answered or forgotten: its party asks something else, or too much was said."""
    stop = min(start + OPEN_REACH, len(words))
    for index in range(start, stop):
        if voice_of(words, index) == voice and (
            (
                readings[index].text in ASKING_ELSE
                and readings[index + 1 : index + 2] != []
                and readings[index + 1].text != "time"
            )
            or (words[index].word.endswith("?") and index > start)
        ):
            return index
    return stop


def _word_and_signs(
    words: Sequence[Word], readings: Sequence[Reading], start: int, stop: int, voice: tuple[int, str | None]
) -> list[int]:
    """A word with digits or signs right after it, wherever somebody says it who was asked for a password."""
    for index in range(start + 1, stop):
        if voice_of(words, index) == voice or not same_voice(words, index - 1, index):
            continue
        if not is_character(words, readings, index) or not is_content(readings[index - 1]):
            continue
        last = index
        while (
            last + 1 < len(words)
            and same_voice(words, last + 1, index)
            and (is_character(words, readings, last + 1) or readings[last + 1].shape == "O")
        ):
            last += 1
        digits = any(readings[at].shape or readings[at].text in SYMBOLS for at in range(index, last + 1))
        counted = last + 1 < len(words) and same_voice(words, last + 1, index)
        counted = counted and (readings[last + 1].text in UNITS or readings[last + 1].shape == "H")
        if last - index + 1 < LEAST_SIGNS or not digits or counted:
            continue
        first = index - 1
        while (
            first > start
            and same_voice(words, first - 1, index)
            and (is_content(readings[first - 1]) or is_character(words, readings, first - 1))
            and index - first <= LONGEST_LATE
        ):
            first -= 1
        return list(range(first, last + 1))
    return []


def _only_content(words: Sequence[Word], readings: Sequence[Reading], start: int) -> list[int]:
    """The one word in a short answer that is no word of talk, whatever became of the others: "here is go marigold"."""
    stop = start + 1
    while stop < len(words) and same_voice(words, stop, start) and stop - start <= LONGEST_FRAGMENT + 2:
        stop += 1
    content = [index for index in range(start, stop) if is_content(readings[index])]
    if len(content) != 1 or stop - start > LONGEST_FRAGMENT + 2 or not is_closed(words, readings, content[0]):
        return []
    if _asks_back(readings, start, stop - 1):
        return []
    if any(readings[index].text in REFUSED for index in range(start, stop) if readings[index].text not in HERE):
        return []
    named = content[0] > start and readings[content[0] - 1].text in NOUN_PHRASES
    return [] if named else content


def _is_late(words: Sequence[Word], readings: Sequence[Reading], secret: Sequence[int]) -> bool:
    """Whether what is said so long after a question can be its answer: a word or two, and nothing after them."""
    plain = [index for index in secret if not is_character(words, readings, index)]
    told = all(is_content(readings[index]) for index in plain) and is_content(readings[secret[0]])
    return len(plain) <= LONGEST_LATE and told and is_closed(words, readings, secret[-1])


def _said_in_answer(
    words: Sequence[Word],
    readings: Sequence[Reading],
    first: int,
    stop: int,
    voice: tuple[int, str | None],
    *,
    name: bool,
    question: bool,
) -> list[int]:
    """What is told at a place where an answer may begin.

    The next voice may first say "sure", and the asking one "thank you", before the secret is told.
    """
    answer: list[int] = []
    for index in range(first, stop):
        if voice_of(words, index) == voice:
            if answer:
                break
            continue
        if is_word_and_digits(words[index]) and index not in answer:
            return [*answer, index]
        if (answer and index <= answer[-1]) or not _may_answer(words, readings, index):
            continue
        secret = _told_at(words, readings, index, name=name, question=question)
        late = index - first > ANSWER_REACH or any(voice_of(words, at) == voice for at in range(first, index))
        if late and not _is_late(words, readings, secret or [index]):
            continue
        if secret and (not answer or readings[index - 1].text in LAUNCHES):
            # "Buttercup, that's German": which of the two it is cannot be told, so both are hidden.
            answer += secret
        launched = readings[index - 1].text in LAUNCHES
        if answer and (launched or any(is_character(words, readings, at) for at in answer)):
            break
    return answer


def _told_at(
    words: Sequence[Word], readings: Sequence[Reading], index: int, *, name: bool, question: bool
) -> list[int]:
    """The secret in an answer that begins at a word, after what leads to it; none where it tells none."""
    start = after_leads(words, readings, index, voice_of(words, index), ANSWER_LEADS)
    if start < 0 or _asks_back(readings, index, start) or _names_itself(words, readings, start):
        return []
    if question and readings[start].text in ("a", "an", "the") and not ends_turn(words, start):
        start += 1
    secret = secret_at(words, readings, start, name=name)
    # "Much, I need to get my purse"
    return [] if len(secret) == 1 and readings[secret[0]].text in FUNCTION_WORDS["en"] else secret


def _asks_back(readings: Sequence[Reading], index: int, start: int) -> bool:
    """Whether an answer is a question itself: "should I be telling you that"."""
    tokens = [reading.text for reading in readings[index : start + 1]]
    return any(one in ASKING_BACK and other in ASKING_PERSONS for one, other in pairwise(tokens))


def _names_itself(words: Sequence[Word], readings: Sequence[Reading], start: int) -> bool:
    """Whether an answer begins with the name of what was asked for: "password he'd have had ..."."""
    return readings[start].text in CREDENTIALS and not is_character_next(words, readings, start + 1)


def _is_quantity(words: Sequence[Word], readings: Sequence[Reading], said: Sequence[int]) -> bool:
    """Whether something is counted before talk goes on: "three goes and then it blocks"."""
    if len(said) != 2 or readings[said[0]].shape not in ("U", "T", "Y", "V", "N") or readings[said[1]].shape:
        return False
    after = said[1] + 1
    ends = after == len(words) or not same_voice(words, said[1], after) or words[said[1]].word.endswith((".", "?", "!"))
    return not ends


def _may_answer(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether an answer may begin here: at a turn or sentence, after "it's", with "sure" or with "let me see"."""
    if not same_voice(words, index - 1, index) or words[index - 1].word.endswith((".", "?", "!")):
        return True
    before = readings[index - 1].text
    if before in LAUNCHES:
        return before not in ("was", "is") or readings[index - 2].text in NAMED
    return readings[index].text in ("well", "okay", "yeah", "yes", "sure", "so") or bool(lead_phrase(readings, index))


def is_request(words: Sequence[Word], readings: Sequence[Reading], first: int, noun: int, turn_end: int) -> bool:
    """Whether a turn asks for the secret that it names.

    Args:
        words: In the order of the conversation, all parties together.
        readings: One for each word.
        first: Index of the first word of the secret's name.
        noun: Index of its last.
        turn_end: Index of the last word of the turn.
    """
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
    after = tokens[len(before) + noun - first + 1 :][:4]
    if any(one == "i" and other in UNKNOWING for one, other in pairwise(after)):
        return False  # "the passcode, I wouldn't know"
    if before[-1:] == ["my"] and FOR_OWNERS.isdisjoint(before):
        return False  # "it's telling me that my passcode's blocked"
    if any(token in REQUESTS for token in tokens):
        return True
    ends = LATER.union(["please"]).issuperset(tokens[noun - start + 1 :])
    if ends and (before[-1:] == ["your"] or tokens[-1] in LATER):
        return True  # whatever was heard before: "prompting me for your safe word"
    if any(pair in REQUEST_PAIRS for pair in pairwise(before)):
        return True
    return ("please" in tokens and not DETERMINERS.isdisjoint(before[-3:])) or _is_due(tokens, before, noun - first)


def _is_due(tokens: Sequence[str], before: Sequence[str], longer: int) -> bool:
    """Whether a secret's name is what is wanted next: "next up is the login password", "and the password?".

    Args:
        tokens: Of the turn.
        before: Those before the name.
        longer: How many words the name has beyond its first.
    """
    due = not DETERMINERS.isdisjoint(before[-3:]) and "my" not in before[-3:]
    rest = len(tokens) - len(before)
    if due and any(one in MODALS and other in ASKING_PERSONS for one, other in _unordered(before)):
        return True
    if due and not LATER.isdisjoint(before) and rest <= 3:
        return True  # "next up is the login password"
    if len(tokens) - longer <= LONGEST_FRAGMENT - 2 and STATEMENTS.isdisjoint(before) and due:
        return True  # "and the city you were born in"
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
