"""E-mail addresses, written ("jane.doe@example.com") and spoken ("jane dot doe at gmail dot com").

An address is looked for where "at", or a provider of e-mail, or a dot with an ending is said: first its domain, then
the name before it, both among the words of one voice, as the other may talk in between. Where a question for an
address is open, either may be doubtful.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain
from typing import TYPE_CHECKING, Final

from callscribe.polish.detectors.online.email_domains import (
    LONGEST,
    ending_after,
    find_domain,
    is_written_domain,
    provider_length,
)
from callscribe.polish.detectors.online.email_names import (
    DEPARTMENTS,
    TALK,
    announced_start,
    is_telling_name,
    name_start,
)
from callscribe.polish.detectors.online.email_repeats import find_echoes, find_repeats, find_unfinished
from callscribe.polish.detectors.online.email_words import (
    COPULAS,
    CUES,
    DOTS,
    ENDINGS,
    JOINERS,
    ONLY_PROVIDERS,
    PROVIDERS,
    SAID_APART,
    SURE_ENDINGS,
    is_character,
    is_name_like,
)
from callscribe.polish.detectors.online.nearby import Nearby, nearby
from callscribe.polish.detectors.online.said_of_address import (
    find_corrected_numbers,
    find_explained_letters,
    find_names_again,
)
from callscribe.polish.detectors.ordinary_words import is_ordinary_word
from callscribe.polish.detectors.voices import spans_by_voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.polish.entities import EntitySpan
    from callscribe.transcript.words import Word

__all__ = ["DOTS", "ENDINGS", "JOINERS", "find_emails"]

CUE_REACH: Final = 30
"""Words after "email" in which an address is to be expected."""

FOUND_REACH: Final = 60
"""Words after an address in which it is to be expected that it is read back."""

CUE_BEFORE_AT: Final = 8
"""Words before "at" among which "email" makes a domain without a name an address."""

LINK_SIGNS: Final = frozenset(("slash", "question", "/", "forward"))
"""After a domain, they make it part of a link: "example dot com slash login"."""

LONGEST_INTERJECTION: Final = 2
"""Words with which a turn may begin before it goes on with "at"."""

LONGEST_PLAIN_DOMAIN: Final = 3
"""Words of "acme dot com", less one: what is longer, after talk and "at", is an address of which "at" was misheard."""

OTHER_SITES: Final = frozenset("web website url link webpage browser".split())
"""Words after which a domain is to be expected that belongs to no address."""

SENDING: Final = frozenset("send sent sending forward forwarded resend copy cc".split())
"""Words with which an address is to be expected soon."""

SENDING_REACH: Final = 8
"""Words before "at" among which one of them stands."""

_ANCHORS: Final = PROVIDERS | SURE_ENDINGS | CUES | OTHER_SITES | {"at", "calm"}
_TELLING: Final = DOTS | PROVIDERS | SURE_ENDINGS | set(SAID_APART)

_SCORES: Final = {"email_written": 0.95, "email_spoken": 0.9, "email_without_at": 0.4, "email_read_back": 0.4,
                  "email_unfinished": 0.35}  # fmt: skip


def find_emails(words: Sequence[Word], readings: Sequence[Reading], *, english: bool) -> list[EntitySpan]:
    """Find e-mail addresses.

    Args:
        words: In the order of the conversation.
        readings: One for each word.
        english: Spoken ones are looked for too; else only what is written with an at sign.

    Returns:
        Spans each within one voice; they may overlap.
    """
    texts = [reading.text for reading in readings]
    if not english:
        return [span for index, text in enumerate(texts) if "@" in text for span in _written(words, readings, index)]
    # Of the words that a call uses few are different ones.
    tokens = {text for text in set(texts) if text in _ANCHORS or "@" in text or _is_site(text)}
    anchors = [index for index, text in enumerate(texts) if text in tokens]
    cues = [index for index in anchors if texts[index] in CUES]
    closed = [index for index in anchors if texts[index] in OTHER_SITES]
    spans: list[EntitySpan] = []
    found: list[list[int]] = []
    covered: set[int] = set()
    for index in anchors:
        if index in covered:
            continue
        floor = found[-1][-1] + 1 if found else 0
        if "@" in texts[index]:
            spans_here = list(_written(words, readings, index, floor))
            said = [each for span in spans_here for each in range(span.first_word, span.last_word + 1)]
            spans += spans_here
        else:
            since = max(_last_before(cues, index), _last_before(closed, index))
            asked = since >= 0 and index - since <= CUE_REACH and texts[since] in CUES
            read_back = bool(found) and found[-1][-1] >= max(since, index - FOUND_REACH)
            expected = asked or read_back
            said, detector = _spoken(words, readings, texts, index, floor, expected)
            spans += spans_by_voice(words, said, "EMAIL", detector, _SCORES[detector])
        if said:
            found.append(said)
            covered.update(said)
    for said in find_unfinished(words, readings, cues, covered):
        found.append(said)
        covered.update(said)
        spans += spans_by_voice(words, said, "EMAIL", "email_unfinished", _SCORES["email_unfinished"])
    again = (
        find_echoes(words, readings, found),
        find_repeats(words, readings, texts, found),
        find_names_again(readings, texts, found),
        find_corrected_numbers(words, readings, found),
        find_explained_letters(words, readings, found),
    )
    for said in chain.from_iterable(again):
        spans += spans_by_voice(words, said, "EMAIL", "email_read_back", _SCORES["email_read_back"])
    return spans


def _last_before(places: Sequence[int], index: int) -> int:
    before = bisect_left(places, index)
    return places[before - 1] if before else -1


def _is_site(text: str) -> bool:
    return "." in text and is_written_domain(text)


def _written(words: Sequence[Word], readings: Sequence[Reading], index: int, floor: int = 0) -> Iterator[EntitySpan]:
    """The address around an at sign, of which parts may be spoken ("jane@example dot com")."""
    local, _, domain = readings[index].text.partition("@")
    around = nearby(words, readings, index, floor)
    at = around.place
    last = at
    if domain and "." not in domain:
        last = ending_after(around.readings, at)
    elif not domain:
        found = find_domain(around.readings, at + 1)
        last = found.last if found is not None and found.sure else at
    whole = "." in domain or last > at
    first = at
    if not any(character.isalnum() for character in local):
        first = name_start(around.readings, at, 0)
        if first == at or not (whole or is_telling_name(around.readings[first:at])):
            return
    score = _SCORES["email_written"] if whole and first == at else 0.8 if whole else 0.7
    yield from spans_by_voice(words, around.indices[first : last + 1], "EMAIL", "email_written", score)


def _spoken(
    words: Sequence[Word], readings: Sequence[Reading], texts: Sequence[str], index: int, floor: int, expected: bool
) -> tuple[list[int], str]:
    """Indices of the words of the address around an anchor, none where there is none, and the rule's name."""
    if texts[index] == "at":
        soon = texts[index + 1 : index + 2 * LONGEST]
        if not expected and _TELLING.isdisjoint(soon) and not any("." in text for text in soon):
            return [], "email_spoken"
        return _around_at(words, readings, index, floor, expected), "email_spoken"
    if expected or texts[index] in ONLY_PROVIDERS or texts[index] in SURE_ENDINGS or _is_site(texts[index]):
        return _around_domain(words, readings, index, floor, expected), "email_without_at"
    return [], "email_without_at"


def _around_at(words: Sequence[Word], readings: Sequence[Reading], index: int, floor: int, expected: bool) -> list[int]:
    """The address around the word "at", if it is one."""
    around = nearby(words, readings, index, floor)
    at = around.place
    start = _after_sign(around.readings, at + 1)
    domain = find_domain(around.readings, start)
    if domain is None:
        return []
    first = name_start(around.readings, at, 0)
    name = around.readings[first:at]
    if not domain.sure:
        one_turn = around.indices[domain.last] - index == domain.last - at
        told = is_telling_name(name) or (domain.last > start and _has_rare_word(name))
        return _said(around, first, domain.last) if expected and one_turn and told else []
    complete = _is_complete(around.readings, start, domain.last)
    if not (expected or complete or is_telling_name(name)):
        return []  # "Sarah at Verizon said so"
    sent = expected or not SENDING.isdisjoint(
        reading.text for reading in around.readings[max(0, at - SENDING_REACH) : at]
    )
    if sent and complete and all(map(_is_plain, name)):
        announced = announced_start(words, around, at)
        if announced < at and announced <= first:
            return _said(around, announced, domain.last)
    if not name:
        name, first = _name_of_turn_before(around)
    if not name:
        tail = around.indices[at : domain.last + 1]
        return _with_name_of_another(words, readings, index, floor, tail)
    if all(each.text in TALK and each.text not in DEPARTMENTS for each in name):
        # "Is that at acme dot com", but "lars dot robinson, what was it, at live dot com"
        known = expected and complete and provider_length(around.readings, start)
        return around.indices[start : domain.last + 1] if known else []
    if not any(is_character(each) or is_name_like(each.text) or not each.text.isalpha() for each in name):
        return _after_plain_word(around, first, start, domain.last, expected)
    return _said(around, first, domain.last)


def _is_plain(reading: Reading) -> bool:
    """Whether a word is one of a name that is said in words, and so may have others before it."""
    written = not reading.shape and not reading.text.replace("'", "").isalpha()
    return reading.text not in JOINERS and len(reading.text) > 1 and not written


def _is_complete(readings: Sequence[Reading], start: int, last: int) -> bool:
    """Whether a domain has its ending, or needs none: "I have an account at verizon" has no address."""
    apart = provider_length(readings, start) == 2
    return last > start + apart or apart or readings[start].text in ONLY_PROVIDERS or _is_site(readings[start].text)


def _has_rare_word(name: Sequence[Reading]) -> bool:
    return any(is_name_like(each.text) and not is_ordinary_word(each.text) for each in name)


def _after_sign(readings: Sequence[Reading], start: int) -> int:
    """Where a domain begins after "at", "at sign", or "at the rate", the sign's name in Indian English."""
    following = [reading.text for reading in readings[start : start + 2]]
    return start + (2 if following == ["the", "rate"] else following[:1] == ["sign"])


def _after_plain_word(around: Nearby, first: int, start: int, last: int, expected: bool) -> list[int]:
    """The address whose name is an everyday word ("sales at"), if it is one."""
    if last < start + max(1, provider_length(around.readings, start)) or not provider_length(around.readings, start):
        if around.indices[last] - around.indices[first] > last - first:
            return []  # "someone at the - no problem - northwind dot com"
        announced = first > 0 and around.readings[first - 1].text in COPULAS
        if not (expected or announced or around.readings[first].text in DEPARTMENTS):
            return []  # "I paid at best buy dot com"
        if last - start > LONGEST_PLAIN_DOMAIN:
            return around.indices[start : last + 1]  # "a line at barbara would diaz dot com"
    return _said(around, first, last)


def _with_name_of_another(
    words: Sequence[Word], readings: Sequence[Reading], index: int, floor: int, tail: list[int]
) -> list[int]:
    """The address of which one party says the name, and the other the domain: "jane dot doe - at gmail?"."""
    everybody = nearby(words, readings, index, floor, all_voices=True)
    first = name_start(everybody.readings, everybody.place, 0)
    if first < everybody.place:
        name = everybody.indices[first : everybody.place]
        return [*(each for each in name if readings[each].shape != "P" or readings[each].text in JOINERS), *tail]
    cued = any(reading.text in CUES for reading in readings[max(0, index - CUE_BEFORE_AT) : index])
    return tail if cued else []


def _name_of_turn_before(around: Nearby) -> tuple[list[Reading], int]:
    """A name that its voice said in its turn before, and where it begins: "jane four - jane four - there at"."""
    at = around.place
    for turn in range(at, max(0, at - LONGEST_INTERJECTION - 1), -1):
        if around.indices[turn] > around.indices[turn - 1] + 1:
            first = name_start(around.readings, turn, 0)
            name = around.readings[first:turn]
            return (name, first) if is_telling_name(name) else ([], at)
    return [], at


def _around_domain(
    words: Sequence[Word], readings: Sequence[Reading], index: int, floor: int, expected: bool
) -> list[int]:
    """The address whose domain is said at a word, though no "at" was heard before it."""
    around = nearby(words, readings, index, floor)
    start, last = _domain_around(around, expected=expected)
    if start < 0 or any(reading.text in LINK_SIGNS for reading in around.readings[last + 1 : last + 2]):
        return []
    at = start
    first = name_start(around.readings, at, 0)
    before = around.readings[at - 1] if at else None
    if before is not None and not (is_character(before) or is_name_like(before.text) or before.text in JOINERS):
        # "Art dot hall five for yahoo dot com": a misheard "at"
        at -= 1
        first = min(name_start(around.readings, at, 0), first)
    domain = around.readings[start].text
    certain = domain in ONLY_PROVIDERS and last > start
    complete = certain or (expected and (last > start or domain in ONLY_PROVIDERS or _is_site(domain)))
    name = around.readings[first:at]
    if is_telling_name(name) or (complete and _has_rare_word(name)):
        return _said(around, first, last)
    bare = expected and last > start and domain in ONLY_PROVIDERS
    return around.indices[start : last + 1] if bare else []


def _domain_around(around: Nearby, *, expected: bool) -> tuple[int, int]:
    """First and last word of the domain that the place is a word of; -1 and -1 where it is none of any."""
    readings, place = around.readings, around.place
    text = readings[place].text
    if _is_site(text):
        return place, place
    if provider_length(readings, place):
        last = ending_after(readings, place)
        said_so = expected or last > place or text in ONLY_PROVIDERS
        return (place, last) if said_so else (-1, -1)
    if text not in SURE_ENDINGS and text != "calm":
        return -1, -1
    if place < 2 or (readings[place - 1].text not in DOTS and not (expected and text == "com")):
        return -1, -1
    name = place - 2
    while name > 0 and is_character(readings[name]) and is_character(readings[name - 1]):
        name -= 1
    apart = name > 0 and provider_length(readings, name - 1) == 2
    return name - apart, ending_after(readings, place - 2)


def _said(around: Nearby, first: int, last: int) -> list[int]:
    """Indices of the words, without plain ones of a turn before the address: "my pin - what is the email - jane at"."""
    said = around.indices[first : last + 1]
    gap = next((at for at in range(1, len(said)) if said[at] > said[at - 1] + 1), 0)
    turn = around.readings[first : first + gap]
    talk = gap and not any(reading.shape or reading.text in JOINERS or is_name_like(reading.text) for reading in turn)
    return said[gap:] if talk else said
