"""Names said letter by letter: "s m i t h", "s as in sam m as in mary"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Levenshtein

from callscribe.polish.detectors.ordinary_words import SMALL_WORDS
from callscribe.polish.detectors.spelled_characters import AMBIGUOUS, LETTER_NAMES
from callscribe.polish.detectors.voices import same_voice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.transcript.words import Word

MAX_EXPLANATION: Final = 4
"""Words between two letters: "as in sam", "um like in sam"."""

MAX_SPELLING_PAUSE_S: Final = 4.0
"""Letters further apart are not one spelling (estimate)."""

LEAST_SPELLED: Final = 3
"""Letters of a name that is known by its spelling alone."""

MAX_LEAD: Final = 3
"""Words between a name and its letters, the first letter counted: "that is"."""

_LEADING: Final = frozenset("that's that is it's spelled spelt so".split())

_EXPLAINING: Final = frozenset(("as", "in", "for", "like", "double", "dash", "hyphen", "space"))

_GOING_ON: Final = frozenset("and in the a i he we as yes".split())
"""Words that letters are misheard as, and that go on after a name far more often."""

_BEFORE_ACRONYMS: Final = frozenset("my your the our his her their an for says this that".split())
"""Before letters that are said one by one because they are a word that way."""

_ACRONYMS: Final = tuple(
    "iban ssn dob pin atm cvv cvc vat isp usb vip usa dvd eta sms url vpn nhs irs dmv hdmi gps bsn mac ein itin "
    "bic imei dni nin vin isbn ach esn crn pnr otp sku hvac rsvp adsl wifi lcd led pdf faq cpu ssd hsa fsa ira sin "
    "pps hmo ppo kyc nric uscis bvn pps gst bsb tfn abn dvla hmrc".split()
)
"""Said letter by letter, and no names."""


def spelled_names(
    words: Sequence[Word],
    readings: Sequence[Reading],
    announced: Collection[int],
    others: Collection[int],
    names: Collection[str],
) -> Iterator[list[int]]:
    """Names said letter by letter, "s as in sam" and all, whatever recognisers made of "sam".

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        announced: Indices of letters that may spell any name: it was told, or they were asked for.
        others: Indices of letters that are a name's if they spell one of `names`.
        names: Parts of names that the call tells, in lower case.

    Yields:
        Indices of the words of one spelling.
    """
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    run: list[int] = []
    for seed in [*sorted({*announced, *others}), -1]:
        if seed >= 0 and (not run or _spells_on(words, readings, run[-1], seed)):
            run.append(seed)
            continue
        spelled, name = _name_spelled(readings, run, longest_first)
        if name:
            yield list(range(spelled[0], _end(words, readings, spelled, name) + 1))
        else:
            yield from _spelling(words, readings, [index for index in run if index in announced])
        run = [seed]


def name_then_letters(words: Sequence[Word], readings: Sequence[Reading], index: int) -> list[int]:
    """A name, whatever announced it, that its own letters follow: "it's jose j o s e".

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        index: Of a letter said alone.

    Returns:
        Indices of the name and its letters with the words between, or none.
    """
    name = index - 1
    while name >= 0 and index - name <= MAX_LEAD and readings[name].text in _LEADING:
        name -= 1
    if name < 0 or len(readings[name].text) < LEAST_SPELLED or not same_voice(words, name, index):
        return []
    said = readings[name].text
    if said[0] != readings[index].text or said in SMALL_WORDS:
        return []
    stop = index
    while (
        stop < min(index + len(said), len(words)) and len(readings[stop].text) == 1 and same_voice(words, stop, index)
    ):
        stop += 1
    letters = "".join(reading.text for reading in readings[index:stop])
    wrong = len(said) // 4
    if abs(len(letters) - len(said)) > wrong or Levenshtein.distance(letters, said) > wrong:
        return []
    return list(range(name, stop))


def _spells_on(words: Sequence[Word], readings: Sequence[Reading], last: int, seed: int) -> bool:
    """Whether the letter at `seed` follows the one at `last` in one spelling."""
    between = range(last + 1, seed)
    if len(between) > 2 * MAX_EXPLANATION or words[seed].start_s - words[seed - 1].end_s > MAX_SPELLING_PAUSE_S:
        return False
    if any(not same_voice(words, k, seed) for k in (last, *between)):
        return False
    if len(between) <= 1:
        return True
    explained = sum(readings[k].text in _EXPLAINING for k in between)
    if len(between) > MAX_EXPLANATION:
        return explained >= 2  # of two letters the second was misheard: "r for romeo now for edward e for"
    letter = readings[last].text[:1]
    return explained > 0 or any(readings[k].text[:1] == letter and len(readings[k].text) > 2 for k in between)


def _name_spelled(readings: Sequence[Reading], run: Sequence[int], names: Sequence[str]) -> tuple[list[int], str]:
    """Which of the names the letters spell, but for a few that were misheard, and which of the letters do."""
    letters = _letters_of(readings, run)
    if len(letters) < 2:
        return [], ""
    for name in names:
        wrong = (len(name) + 1) // 4 if len(name) > 3 else 0
        if Levenshtein.distance(letters, name, score_cutoff=wrong + 2) > wrong + 2 and not name.startswith(letters):
            continue
        # "A" and "I" before and after may be words of the sentence.
        first, stop = 0, len(run)
        while stop > 1 and _is_nearer(readings, run[first:stop], run[first : stop - 1], name):
            stop -= 1
        while stop - first > 1 and _is_nearer(readings, run[first:stop], run[first + 1 : stop], name):
            first += 1
        letters = _letters_of(readings, run[first:stop])
        begun = len(letters) > 2 and name.startswith(letters)
        if begun or Levenshtein.distance(letters, name) <= wrong:
            return list(run[first:stop]), name
    return [], ""


def _is_nearer(readings: Sequence[Reading], whole: Sequence[int], part: Sequence[int], name: str) -> bool:
    """Whether a part of the letters is nearer to the name than all of them."""
    return Levenshtein.distance(_letters_of(readings, part), name) < Levenshtein.distance(
        _letters_of(readings, whole), name
    )


def _letters_of(readings: Sequence[Reading], run: Sequence[int]) -> str:
    letters = ""
    for place, index in enumerate(run):
        text = readings[index].text
        if text[1:2] == "-":
            letters += text.replace("-", "")
            continue
        letter = (readings[index].digits or LETTER_NAMES.get(text) or text)[:1].casefold()
        if not (place and letters.endswith(letter) and _is_explanation(readings, run[place - 1], index)):
            doubled = index > 0 and readings[index - 1].text == "double"
            letters += letter * (1 + doubled)
    return letters


def _is_explanation(readings: Sequence[Reading], letter: int, index: int) -> bool:
    """Whether a word that names a letter explains the one before it: "a for alpha", "n november"."""
    if len(readings[index].text) == 1 or index - letter > MAX_EXPLANATION:
        return False
    between = [reading.text for reading in readings[letter + 1 : index]]
    return not _EXPLAINING.isdisjoint(between) or (not between and len(readings[letter].text) == 1)


def _end(words: Sequence[Word], readings: Sequence[Reading], run: Sequence[int], name: str) -> int:
    """The last word that spells a known name, over letters that recognisers take for words and explanations."""
    last, letters = run[-1], _letters_of(readings, run)
    for beyond in range(last + 1, min(last + 1 + len(name), len(words))):
        if not same_voice(words, beyond, last) or len(letters) >= len(name):
            break
        heard = readings[beyond].text
        if heard in _GOING_ON or AMBIGUOUS.get(heard, "").casefold() != name[len(letters)]:
            break
        letters += name[len(letters)]
        last = beyond
    return _explained(words, readings, last)


def _explained(words: Sequence[Word], readings: Sequence[Reading], last: int) -> int:
    """The last word of what explains the letter at `last`: "as in sam"."""
    for end in range(last + 2, min(last + 4, len(words))):
        explained = readings[end - 1].text in ("in", "for", "like") and readings[end].text not in SMALL_WORDS
        if explained and same_voice(words, end, last) and not words[last].word.endswith((".", "?", "!")):
            return end
    return last


def _spelling(words: Sequence[Word], readings: Sequence[Reading], run: Sequence[int]) -> Iterator[list[int]]:
    letters = list(run)
    if "".join(readings[k].text for k in run).endswith(_ACRONYMS):
        return
    # "I" and "a" at the end begin what is said next.
    while letters and readings[letters[-1]].text in ("i", "a") and not _ends_spelling(words, readings, letters[-1]):
        letters.pop()
    while letters[1:] and readings[letters[0]].text in ("i", "a") and letters[1] - letters[0] > 1:
        if {readings[k].text for k in range(letters[0], letters[1])} & _EXPLAINING:
            break
        letters.pop(0)
    whole = [k for k in letters if readings[k].text[1:2] == "-"]
    doubled = len(letters) == 2 and "double" in {readings[k].text for k in range(letters[0], letters[1])}
    if len(letters) < 3 and not whole and not doubled:
        return
    if letters and sum(readings[k].text not in ("i", "a", "o", "oh") for k in letters) < 2 and not whole:
        return
    first, last = letters[0], letters[-1]
    if first and readings[first - 1].text in _BEFORE_ACRONYMS and same_voice(words, first - 1, first):
        return  # "your n r i c"
    beside = [k for k in (first - 1, last + 1) if 0 <= k < len(words) and same_voice(words, k, first)]
    if words[last].word.endswith((".", ",", "?")):
        beside = [k for k in beside if k < first]
    if any(readings[k].shape in ("U", "N") for k in beside):
        return  # a number plate, a code
    yield list(range(first, _explained(words, readings, last) + 1))


def _ends_spelling(words: Sequence[Word], readings: Sequence[Reading], index: int) -> bool:
    beyond = index + 1
    if beyond >= len(words) or not same_voice(words, beyond, index) or words[index].word.endswith("."):
        return True
    return readings[beyond].text in ("and", "my", "is", "that's", "thanks", "please", "as", "like", "for")


def is_letter(reading: Reading) -> bool:
    """Whether the word may be a letter of a spelled name, or is a whole name with hyphens between its letters."""
    text = reading.text
    return reading.shape == "L" or (len(text) == 1 and text.isalpha()) or text in LETTER_NAMES or text[1:4:2] == "--"
