"""What completes a plate or document number at its edges: letters and digits that only its place tells.

"O" between "that's" and "four seven two", "why" before "l m", a first letter alone in a turn before the listener's
"mm hmm", "Q as in queen" of which the Q was misheard. Once a stretch of talk is known to hold an identifier, what
stands between the words that lead to it and its first character is a part of it, and so is what stands behind its last
at the end of the turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.numbers.number_cues import CORRECTIONS
from callscribe.polish.detectors.secrets.password_words import ANSWER_LEADS, COPULAS, LEADS
from callscribe.polish.detectors.secrets.secret_extent import after_leads
from callscribe.polish.detectors.spelled_characters import LETTER_NAMES, MISHEARD_DIGITS
from callscribe.polish.detectors.spelling_alphabet import COUNTED, HESITATIONS, SEPARATORS
from callscribe.polish.detectors.voices import same_voice, voice_of
from callscribe.polish.function_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callscribe.polish.detectors.numbers.spoken_numbers import Reading
    from callscribe.transcript.words import Word

LEADING: Final = (
    (LEADS - {"one", "i", "so", "like", "oh"})
    | COPULAS
    | frozenset(
        "so here number it's thats like says plate registration passport licence license reg tag have got heard see "
        "confirm back she's sir ma'am madam still always".split()
    )
)
"""Words that lead to a value, directly before it."""

TRAILING: Final = frozenset(
    "that's thats that is it did if let did do does got thanks thank please and sorry i what no is".split()
)
"""Words that follow a value: "that's it", "did you get that", "if that helps"."""

AFTER_LETTER: Final = frozenset("that's thats that is it if let thanks thank please and what".split())
"""Of those, what does not make "i" or "a" before it a word of talk."""

LISTENING: Final = frozenset("huh mhm then and on".split())
"""Words of "uh huh", "go on" and "and then" that are no pauses by themselves."""

BEFORE_NUMBERS: Final = frozenset("from at in by about for around until between on per of".split())
"""After an identifier they begin another thing: "from nine to five"."""

EDGE_LETTERS: Final = frozenset("a i o oh ow owe eh ay eye aye why you u are r tea".split()) | LETTER_NAMES.keys()
"""Words that stand for a letter at the edge of an identifier, where nothing else would stand."""

LONE_LETTERS: Final = frozenset("a i o".split()) | LETTER_NAMES.keys()
"""Those that do as the only word of a turn, or before nothing but a hesitation."""

DOUBTFUL: Final = frozenset("OM")
"""Shapes of words that are digits only among others: "oh", "to", "for"."""

STARTING_OVER: Final = CORRECTIONS | frozenset(("then", "next"))
"""Words between two characters of which the latter may replace the former."""

EXPLAINED_BY: Final = frozenset(("for", "like"))

LONGEST_EDGE: Final = 6
"""Words of an identifier that were not understood at one of its edges (estimate)."""

LONGEST_LEAD: Final = 16
"""Words of "hold on, let me get it, okay, so" (estimate)."""

LONGEST_TURN: Final = 8
"""Words of a turn that holds nothing but a piece of an identifier, and talk around it."""

MAX_TURNS: Final = 6
"""Turns before or after an identifier in which its pieces are looked for; it is given in as few."""

_ENDINGS: Final = (".", "?", "!")


def edges(words: Sequence[Word], readings: Sequence[Reading], first: int, last: int) -> list[int]:
    """Words that complete an identifier.

    Args:
        words: In the order of the conversation, all parties together.
        readings: One for each word.
        first: Index of its first word, as far as it was found.
        last: Index of its last word.

    Returns:
        Indices of the words before it and after it that are part of it too, ascending.
    """
    before, opens = _before(words, readings, first) or ([], 0)
    after, closes = _after(words, readings, last) or ([], 0)
    said = [*before, *after]
    if opens:
        said += _pieces_before(words, readings, opens)
    if closes:
        said += _pieces_after(words, readings, closes)
    return sorted(said)


def consecutive(indices: Iterable[int]) -> list[list[int]]:
    """Indices in groups that follow one another without a gap, ascending."""
    groups: list[list[int]] = []
    for index in sorted(indices):
        if groups and groups[-1][-1] == index - 1:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def is_led_to(words: Sequence[Word], readings: Sequence[Reading], first: int) -> bool:
    """Whether nothing but its own characters stands between an identifier and "it's", "yes" or the start of a turn."""
    if _before(words, readings, first) is not None:
        return True
    start = first
    while start > 0 and first - start < LONGEST_LEAD and same_voice(words, start - 1, first):
        start -= 1
        if words[start].word.endswith(_ENDINGS):
            start += 1
            break
    return after_leads(words, readings, start, voice_of(words, first), ANSWER_LEADS) == first


def is_closed(words: Sequence[Word], readings: Sequence[Reading], last: int) -> bool:
    """Whether an identifier stands at the end of a turn or sentence, or before "okay", "that's it" and the like."""
    after = last + 1
    if after == len(words) or not same_voice(words, last, after) or words[last].word.endswith((*_ENDINGS, ",")):
        return True
    return readings[after].shape == "P" or readings[after].text in TRAILING


def _before(words: Sequence[Word], readings: Sequence[Reading], first: int) -> tuple[list[int], int] | None:
    """Characters before an identifier in its turn, and where the turn begins if nothing else does before it, else 0.

    None where something else is said right before it.
    """
    said, index, paused = _walk_back(words, readings, first)
    turn_begins = index < 0 or not same_voice(words, index, first)
    leads = turn_begins or paused or readings[index].text in LEADING or words[index].word.endswith(_ENDINGS)
    if not leads or len(said) > LONGEST_EDGE:
        return None
    while not turn_begins and (readings[index].text in LEADING or readings[index].shape == "P"):
        index -= 1
        turn_begins = index < 0 or not same_voice(words, index, first)
    return said, index + 1 if turn_begins else 0


def _walk_back(words: Sequence[Word], readings: Sequence[Reading], first: int) -> tuple[list[int], int, bool]:
    """Characters before an identifier, the word before them, and whether an aside stands between."""
    said: list[int] = []
    misheard = 0
    paused = False
    index = first - 1
    if index >= 2 and readings[index].text == "in" and readings[index - 1].text == "as":
        said = [index, index - 1, index - 2]  # "great as in victor"
        index -= 3
    while index >= 0 and same_voice(words, index, first) and first - index <= 2 * LONGEST_EDGE:
        reading = readings[index]
        explained = _explained(words, readings, index)
        if explained:
            said += range(index, index - explained, -1)
            index -= explained
            continue
        if words[index].word.endswith(_ENDINGS) and len(reading.text) > 1:
            break
        if _is_edge(words, readings, index) or (reading.text == "and" and readings[index - 1].shape == "H"):
            # "O, let me see, two six": of what stands before an aside, only a letter is believed.
            if paused and reading.shape != "L" and reading.text not in LONE_LETTERS:
                break
            said.append(index)
        elif reading.shape == "P":
            paused = paused or reading.text not in HESITATIONS
        elif not _parts_characters(reading.text):
            # One misheard word among its characters: "t us nine one".
            if misheard or paused or reading.text in LEADING or not _is_certain(words, readings, index - 1):
                break
            misheard = index
            said.append(index)
        index -= 1
    return said, index, paused


def _parts_characters(token: str) -> bool:
    return token in HESITATIONS or token in SEPARATORS or token in STARTING_OVER


def _after(words: Sequence[Word], readings: Sequence[Reading], last: int) -> tuple[list[int], int] | None:
    """Characters behind an identifier in its turn, and where the next turn begins if nothing else follows, else 0.

    None where it is talk that follows.
    """
    said: list[int] = []
    misheard = False
    index = last + 1
    while index < len(words) and same_voice(words, index, last) and index - last <= 2 * LONGEST_EDGE:
        token = readings[index].text
        if _ends_before(words, readings, index):
            break
        if _is_edge(words, readings, index):
            said.append(index)
        elif token in TRAILING or (readings[index].shape == "P" and token not in HESITATIONS):
            break
        elif token not in HESITATIONS and token not in SEPARATORS:
            # One misheard word, directly behind what was understood.
            if token in BEFORE_NUMBERS or index > last + 1:
                return None
            misheard = True
        index += 1
    turn_ends = index >= len(words) or not same_voice(words, index, last)
    goes_on = not turn_ends and readings[index].shape != "P" and readings[index].text not in AFTER_LETTER
    if said and readings[said[-1]].text in ("a", "i") and goes_on:
        said.pop()
    if misheard and not any(_is_sure(readings[at]) for at in said):
        return None
    return said, index if turn_ends and index < len(words) else 0


def _ends_before(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether a sentence ends right before a word; a letter with a full stop ends none."""
    return words[index - 1].word.endswith(_ENDINGS) and len(readings[index - 1].text) > 1


def _pieces_before(words: Sequence[Word], readings: Sequence[Reading], start: int) -> list[int]:
    """Characters that the turns before one hold, until one holds anything else."""
    said: list[int] = []
    voice = start
    for _ in range(MAX_TURNS):
        if start <= 0:
            break
        stop = start
        start -= 1
        while start > 0 and same_voice(words, start - 1, stop - 1) and stop - start <= LONGEST_TURN:
            start -= 1
        whole = start == 0 or not same_voice(words, start - 1, stop - 1)
        pieces = _alone(words, readings, range(start, stop)) if whole else None
        if pieces is None:
            if same_voice(words, stop - 1, voice):
                said += _at_end(words, readings, stop)
            break
        said += pieces
    return said


def _pieces_after(words: Sequence[Word], readings: Sequence[Reading], start: int) -> list[int]:
    """Characters that the turns from one on hold, until one holds anything else."""
    said: list[int] = []
    for _ in range(MAX_TURNS):
        stop = start + 1
        while stop < len(words) and same_voice(words, stop, start) and stop - start <= LONGEST_TURN:
            stop += 1
        pieces = _alone(words, readings, range(start, stop)) if stop - start <= LONGEST_TURN else None
        if pieces is None:
            break
        said += pieces
        start = stop
        if start >= len(words):
            break
    return said


def _alone(words: Sequence[Word], readings: Sequence[Reading], turn: range) -> list[int] | None:
    """The characters of a turn that holds nothing else but "yes", "got it" and hesitations; None for another."""
    said = []
    for index in turn:
        reading = readings[index]
        if _is_edge(words, readings, index) and (reading.text not in ("oh", "one") or len(turn) <= 2):
            said.append(index)
        elif said and reading.text in TRAILING:
            break  # "twenty nine did you get that"
        elif reading.shape != "P" and reading.text not in HESITATIONS and reading.text not in LISTENING:
            return None
    if not any(_is_sure(readings[index]) for index in said) and not all(
        readings[index].text in LONE_LETTERS for index in said
    ):
        return []
    return said


def _at_end(words: Sequence[Word], readings: Sequence[Reading], stop: int) -> list[int]:
    """Characters that a turn ends with, behind words that lead to them: "the number is O."."""
    said: list[int] = []
    index = stop - 1
    while index >= 0 and same_voice(words, index, stop - 1) and stop - index <= LONGEST_EDGE:
        explained = _explained(words, readings, index)
        if explained:
            said += range(index, index - explained, -1)
            index -= explained
        elif _is_edge(words, readings, index):
            said.append(index)
            index -= 1
        elif readings[index].text in HESITATIONS:
            index -= 1
        else:
            break
    leads = index >= 0 and (readings[index].text in LEADING or readings[index].shape == "P")
    return said if leads else []


def _is_edge(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether a word at the edge of an identifier is a character of it."""
    reading = readings[index]
    if reading.shape == "P":
        return words[index].word.strip(".,") == "GO"
    if reading.text == "one" and index + 1 < len(readings) and readings[index + 1].text in COUNTED:
        return False
    if reading.shape == "M":
        # "Send it to", "look for": only where nothing but what leads to a value stands before, or a part of it.
        if index == 0 or not same_voice(words, index - 1, index):
            return True
        return _leads(readings[index - 1]) or readings[index - 1].shape in ("U", "L", "O")
    if reading.shape == "H":
        return index > 0 and readings[index - 1].shape in ("U", "M", "T", "Y")
    if reading.shape and reading.shape in "UTYVNLRO":
        return True
    if reading.text in EDGE_LETTERS or reading.text in MISHEARD_DIGITS:
        return True
    return _is_capitals(words[index]) and reading.text not in ("ok", "um", "uh")


def _is_capitals(word: Word) -> bool:
    bare = word.word.strip(".,?!")
    return len(bare) in (2, 3) and bare.isalpha() and bare.isupper()


def _is_sure(reading: Reading) -> bool:
    return bool(reading.shape) and reading.shape not in DOUBTFUL


def _is_certain(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    """Whether a word before a misheard one is a letter or digit beyond doubt."""
    if index < 0 or not same_voice(words, index, index + 1):
        return False
    return readings[index].shape in ("L", "U") or _is_capitals(words[index])


def _leads(reading: Reading) -> bool:
    return reading.text != "it" and (reading.text in LEADING or reading.shape == "P")


def _explained(words: Sequence[Word], readings: Sequence[Reading], index: int) -> int:
    """How many words the explanation of a letter has that ends at `index`: "great as in cat", "then for orange"."""
    token = readings[index].text
    if index < 2 or len(token) < 3 or not token.replace("-", "").isalpha() or readings[index].shape not in ("", "L"):
        return 0
    if token in FUNCTION_WORDS["en"]:
        return 0
    before = readings[index - 1].text
    length = 0
    if before in EXPLAINED_BY:
        length = 3
    elif before == "in" and readings[index - 2].text == "as":
        length = 4
    start = index - length + 1
    if length and start >= 0 and same_voice(words, start, index) and len(readings[start].text) <= 5:
        return length
    return 0
