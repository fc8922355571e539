"""Digits that the recogniser took for other words: "four one one mist one one one one" is one number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.number_cues import CORRECTIONS, LABELS, ORDINALS
from callscribe.polish.detectors.numbers.number_pieces import WHOLE
from callscribe.polish.detectors.numbers.number_run import CLOSERS, DETERMINERS, MAX_PAUSE_S, MAX_PAUSES, NumberRun
from callscribe.polish.detectors.numbers.ordinary_numbers import is_counted, is_time
from callscribe.polish.detectors.numbers.thing_numbers import NOUNS
from callscribe.polish.detectors.voices import ends_turn, same_voice

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

COPULAS: Final = frozenset("is it's its that's are".split())
"""What stands between a sentence's subject and the number that it names."""

MAX_MISHEARD: Final = 2
"""Words in a row that may stand for misheard digits."""

MIN_DIGITS_PER_MISHEARD: Final = 3
"""Digits said alone that each misheard word between them needs, so that "one for sales, two for service" is no
number: a third of misheard digits is twice the error rate of telephone speech."""

MIN_IN_PAIRS: Final = 6
"""Digits of a number that was announced and whose parts "and" joins: "fifty-one eighty, and eighty-six"."""

LONGEST_CODE: Final = 4
"""Digits of a number that is said again as a whole when it is taken back."""

LONGEST: Final = 80
"""Words of one number at most: the longest IBAN, said with every hesitation and read back at once."""


def bridged(
    runs: list[NumberRun],
    words: Sequence[Word],
    readings: Sequence[Reading],
    barriers: Collection[int],
    announced: Mapping[int, int],
) -> list[NumberRun]:
    """Join numbers whose gap is a misheard digit or two: "four one one mist one one one one".

    Args:
        runs: The numbers without any misheard word, in order.
        words: In the order of the conversation.
        readings: One for each word.
        barriers: Words that are not taken for misheard digits.
        announced: Words within reach of a cue, with the digits around a misheard one that suffice there.

    Returns:
        In order, none overlapping another.
    """
    while True:
        joined: list[NumberRun] = []
        for run in runs:
            if joined and _is_bridge(joined[-1], run, words, readings, barriers, announced):
                before = joined[-1]
                joined[-1] = NumberRun((*before.pieces, *run.pieces), before.text + run.text)
            else:
                joined.append(run)
        # A lone digit joins its right neighbour only once that has grown, so look again until nothing changes.
        if len(joined) == len(runs):
            return joined
        runs = joined


def _is_bridge(
    left: NumberRun,
    right: NumberRun,
    words: Sequence[Word],
    readings: Sequence[Reading],
    barriers: Collection[int],
    announced: Mapping[int, int],
) -> bool:
    """Whether what stands between two numbers are misheard digits of one."""
    if right.first - left.last > MAX_MISHEARD + MAX_PAUSES + 1 or len(left.pieces) > LONGEST:
        return False
    between = range(left.last + 1, right.first)
    misheard = [index for index in between if readings[index].shape != "P"]
    if len(misheard) > MAX_MISHEARD or words[right.first].start_s - words[left.last].end_s > MAX_PAUSE_S:
        return False
    if any(index in barriers or readings[index].shape in ("Q", "D", "H") for index in between):
        return False
    if _are_apart(left, right, words, readings, misheard, announced):
        return False
    least = announced.get(left.first)
    digits = len(left.digits) + len(right.digits)
    in_pairs = digits >= MIN_IN_PAIRS and min(len(left.digits), len(right.digits)) >= 2
    if least is not None and in_pairs and all(readings[index].text == "and" for index in misheard):
        return True
    alone = left.said_alone, right.said_alone
    joined = any(readings[index].text == "and" for index in misheard)
    if joined and (least is None or least <= 2) and min(alone) < 2:
        return False  # "nineteen sixty, and two nine eight one three": the next answer
    enough = sum(alone) > MIN_DIGITS_PER_MISHEARD * len(misheard)
    if right.shapes.startswith("R") and left.said_alone >= MIN_DIGITS_PER_MISHEARD and ends_turn(words, right.last):
        return True  # "double five - trouble for - double for": nobody ends with "double" who says something else
    if len(misheard) > 1:
        time = any(readings[index].text == "at" for index in misheard)
        return min(alone) >= 2 and not time and (enough or least is not None)
    if not (enough and max(alone) >= MIN_DIGITS_PER_MISHEARD) and (least is None or digits < least):
        return False
    # The rest of a number ends what is said, or is long enough to be nothing else.
    ends = right.last + 1 in barriers or _closes(words, readings, right.last)
    return right.said_alone >= 2 or len(right.digits) >= 3 or ends


def _are_apart(
    left: NumberRun,
    right: NumberRun,
    words: Sequence[Word],
    readings: Sequence[Reading],
    misheard: Sequence[int],
    announced: Mapping[int, int],
) -> bool:
    """Whether two numbers are about different things."""
    if not same_voice(words, left.last, right.first):
        return True
    if not misheard and left.said_alone >= WHOLE and not right.said_alone:
        return True  # "... four oh eight - yes - fourteen twenty five": `number_pieces` has seen that it is over
    if misheard and "H" in right.shapes:
        return True  # "eight six eight - I paid one thousand"
    if _are_parted(left, right, readings, {readings[index].text.removesuffix("'s") for index in misheard}):
        return True
    if any(readings[index].text == "and" for index in misheard) and _is_answered(left, announced):
        return True
    if left.first and readings[left.first - 1].text in LABELS:
        return True
    if readings[right.first].text == "one" and readings[right.first - 1].text in DETERMINERS:
        return True  # "that's the one"
    if misheard and right.said_alone < 2 and is_counted(right, readings):
        return True  # "eighty nine - I'm forty five years old"
    if min(len(left.digits), len(right.digits)) >= 3:
        return False
    # "The new one is 4111"; and what the other party says is seldom a misheard digit: "one one - thanks, and two?"
    interrupted = not all(same_voice(words, left.last, index) for index in range(left.last + 1, right.first))
    return interrupted or readings[right.first - 1].text in COPULAS


def _are_parted(left: NumberRun, right: NumberRun, readings: Sequence[Reading], said: Collection[str]) -> bool:
    """Whether a word between two numbers says that the second is another."""
    if not NOUNS.isdisjoint(said):
        return True  # "six two seven one - job number's five oh"
    if len(left.digits) == len(right.digits) <= LONGEST_CODE and not CORRECTIONS.isdisjoint(said):
        return True  # "055, correction, 052"
    if ("or" in said or "in" in said) and is_time(left, readings):
        return True  # "at ten thirty or four thirty"
    return any(text.endswith("th") and text in ORDINALS for text in said)  # "on the twenty seventh twenty six"


def _is_answered(left: NumberRun, announced: Mapping[int, int]) -> bool:
    """Whether "and" leads to the next answer: "nineteen sixty nine, and four nine two", "two thousand four, and"."""
    if "H" in left.shapes:
        return left.said_alone <= 2
    return left.first not in announced and left.shapes.endswith(("TYU", "TY", "TV"))


def _closes(words: Sequence[Word], readings: Sequence[Reading], last: int) -> bool:
    """Whether a number ends with a word."""
    if ends_turn(words, last):
        return True
    following = readings[last + 1]
    return following.shape in ("P", "L", "O") or following.text in CLOSERS
