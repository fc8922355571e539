"""Where sentences end and which of them ask, from words, pauses and who speaks: for engines that write no punctuation.

Points are given at each gap between two words of a turn, as in Beeferman and others 1998 ("Cyberpunc") with pauses
beside words: for the pause, for what the words before and after are, for the length so far. The points are estimates,
set on the dialogues of tests/punctuated_speech.py and measured on others there (benchmarks/punctuation.py).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FULL_PAUSE_S: Final = 0.7
"""A pause that ends a sentence without help of words (estimate: the pauses of spontaneous speech are 0.2 to 1 s for the
most part, a few longer; Campione and Véronis 2002, "A large-scale multilingual study of silent pause duration")."""

SHORT_PAUSE_S: Final = 0.12
"""Less is the closure of a stop consonant or the engine's rounding, no pause (the usual limit in phonetics)."""

# Points: 1 ends a sentence.
MOST_PAUSE_POINTS: Final = 2.0
OPENS_QUESTION: Final = 0.9
OPENS_FIRMLY: Final = 1.0
OPENS_PHRASE: Final = 0.75
OPENS: Final = 0.5
GREETED: Final = 0.6
DANGLES: Final = -2.5
LEANS: Final = -0.5
CARRIES_ON: Final = -0.7
MAY_CARRY_ON: Final = -0.25
BOUND: Final = -1.5
UNFINISHED: Final = -1.0
HARDLY_BEGUN: Final = -0.5
MAX_GREETING: Final = 4
LONG: Final = 0.25
LONG_WORDS: Final = 18

OPAQUE: Final = "\0"
"""Stands for a redacted word, which is not looked at."""


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _by_first(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in phrases:
        found[phrase.split()[0]].append(tuple(phrase.split()))
    return {first: tuple(rest) for first, rest in found.items()}


AUXILIARIES: Final = _set(
    "can could would will do does did is are was were have has had should shall may am"
    " can't couldn't wouldn't won't don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't shouldn't"
)
PRONOUNS: Final = _set("i you we he she they it there this that anyone anybody someone somebody anything everything")
DETERMINERS: Final = _set("the my your our his her their these those any a an")
QUESTION_WORDS: Final = _set("what who where when why how which whose what's who's where's when's how's")

_PLAIN_DO: Final = _set("do don't have haven't had may shall am")
"""Open an order or a wish as well ("have a good day"), so that only a person asks with them."""

_ASKED: Final = _set("i you we they he she")
_ANYBODY: Final = _set("anyone anybody someone somebody")
_NO_SUBJECT: Final = _set("be do not have never get go been to on in at so also just say see")
_LEADS: Final = _set(
    "and but so okay ok well oh yes yeah yep no sorry then now please hi hello hey right alright also or"
)
_MEASURES: Final = _set("much many long far often soon old big late about come")
_ASKS_AFTER_WHAT: Final = _set("about if happens happened else seems made makes")
_EMBEDS: Final = _set(
    "know knew see tell me ask asked wonder wondering sure understand explain that's is and about of to remember check"
    " say said find exactly matter you him her them us depends forgot idea if whether"
)
"""A question word after one of these belongs to its clause: "tell me what is wrong"."""

_PREPOSITIONS: Final = _set("in on at about until over under after before during within for with of from by to since")
_FOR_INVERSION: Final = _set("is was are were")
_DUMMY: Final = _set("it there this that")
_AFTER_DUMMY: Final = _set("anything something any anyone somebody a right correct okay ok all the possible still")
_TAGS: Final = _set("right correct")
_NOT_BEFORE_TAG: Final = _set("is that's all be it's about the are am you're not just go turn on to was a sounds looks")

_NEGATED: Final = frozenset(word for word in AUXILIARIES if word.endswith("n't"))

_FIRM_PHRASES: Final = _by_first(
    (
        *(
            "thank you",
            "thanks for",
            "my name is",
            "you are welcome",
            "you're welcome",
            "i'm sorry to",
            "i am sorry to",
        ),
        *("have a good", "have a nice", "have a great", "take care", "goodbye", "please hold", "no problem"),
    )
)
_INTO_PHRASE: Final = _set("a say no yes to and but or i you we they he she can will would ok okay if because so hello")
_PHRASES: Final = _by_first(
    (
        *("thanks", "i am sorry", "i'm sorry", "let me", "i would like", "i'd like"),
        *("bye", "hello", "i see", "of course", "i understand", "go ahead", "see you"),
        *("good morning", "good afternoon", "good evening", "i will", "i'll", "we'll", "we will", "we can send"),
        *("i can see", "i have", "i've", "i am", "i'm", "it is", "it's", "there is", "there are", "there's"),
        *("that is", "that's", "you can", "you'll", "you will", "don't worry", "this is", "it was", "it takes"),
    )
)
_WEAK_PHRASES: Final = _set("i i've i'm i'll it it's there there's that that's you you'll we'll we this")
"""Open a clause within a sentence as often ("the number i have"), so that these phrases count less without a pause."""

_OPENERS: Final = _set(
    "i i'm i'll i'd i've we we'll we're we've it it's it'll he he's she she's they they're there there's that's this so"
    " okay ok yes yeah no but please then you you'll you're you've let's what how where"
    " when who which why now well oh sure great perfect because just usually otherwise maybe"
)
_GREETINGS: Final = _by_first(
    (
        *("good morning", "good afternoon", "good evening", "of course", "let me see", "thank you", "thanks", "hello"),
        *("thank you very much", "very good", "no problem", "goodbye", "sure", "great", "perfect", "that sounds good"),
        *(
            "i understand",
            "not yet",
            "i don't think so",
            "go ahead",
            "good",
            "fine",
            "that's great",
            "sounds good",
            "never",
        ),
        *("you are welcome", "that's fine", "all right", "alright", "no thank you", "yes please", "not at all"),
    )
)
_AFTER_GREETING: Final = _set("for very so and to much too that as if but with a everyone all in at on by not")

_AFTER_ANSWER: Final = _set(
    "i i'm i'll i've it it's he he's she they we we'll you you'll the there's that's can may who"
)

_DANGLING: Final = _set(
    "a an the my your our their i we they he she to of for from with and or but because if than as i'm i'll we'll"
    " you're they're we're i'd i've we've you'll he's very every at into by it's that's there's let's what's same dot"
)
_CUT: Final = _set(
    "a an the my your our their and but or because i we he she if than i'm i'll we'll we're they're very"
)
_LEANING: Final = _set(
    "is are was were will would can could should have has had do does did am be been about in on not just so which"
    " who when where what how don't can't won't didn't doesn't please then also until"
)
_CARRYING: Final = _set("of to than from by or that which with into per dollars percent cents o'clock please too dot")
_MAYBE_CARRYING: Final = _set(
    "at in on for until because if when before after and as while about where who tonight today tomorrow yesterday"
    " again already either instead anymore"
)
_NUMBERS: Final = _set(
    "zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand double triple first"
    " second third fourth fifth sixth seventh eighth ninth tenth twentieth thirtieth"
)

_BONDS: Final = frozenset(
    pair
    for phrases in (*_FIRM_PHRASES.values(), *_PHRASES.values(), *_GREETINGS.values())
    for phrase in phrases
    for pair in pairwise(phrase)
)
"""Neighbours that no pause parts, such as "thank" and "you"."""

_LEADS_OF_QUESTIONS: Final = _set("and so but okay or")

_MOST_OPENING: Final = {
    **dict.fromkeys(_PHRASES, OPENS_PHRASE),
    **dict.fromkeys(_FIRM_PHRASES, OPENS_FIRMLY),
    **dict.fromkeys(QUESTION_WORDS | AUXILIARIES | _LEADS_OF_QUESTIONS, OPENS_QUESTION + OPENS),
}
"""The most points that a word can have for what it opens; others have OPENS at most."""


def sentence_starts(tokens: Sequence[str], pauses_s: Sequence[float]) -> list[int]:
    """Where the sentences of one turn begin.

    Args:
        tokens: Lower case, without punctuation; `OPAQUE` for what may not be read.
        pauses_s: Silence before each.

    Returns:
        Indices in order, of which the first is 0.
    """
    starts = [0]
    start = 0
    for index in range(1, len(tokens)):
        pause_s = pauses_s[index]
        if pause_s < SHORT_PAUSE_S:
            # most words follow without a pause and open nothing: not worth a closer look
            most = _MOST_OPENING.get(tokens[index], OPENS) + (LONG if index - start >= LONG_WORDS else 0.0)
            if index - start <= MAX_GREETING:
                most += GREETED
            if most < 1.0 or tokens[index - 1] in _DANGLING:
                continue
        if _points(tokens, pause_s, start, index) >= 1.0:
            starts.append(index)
            start = index
    return starts


def pause_starts(pauses_s: Sequence[float]) -> list[int]:
    """Where the sentences of one turn begin, by pauses alone: for languages whose words are not known here."""
    return [0, *(index for index in range(1, len(pauses_s)) if pauses_s[index] >= FULL_PAUSE_S)]


def dangles(token: str) -> bool:
    """Whether a turn that ends with the word was cut off."""
    return token in _CUT


def asks(tokens: Sequence[str]) -> bool:
    """Whether a sentence is a question, by its first words and by tags at its end ("isn't it")."""
    if _ends_with_tag(tokens):
        return True
    first = _after_leads(tokens)
    rest = tokens[first:]
    if len(rest) < 2:
        return bool(rest) and rest[0] in ("what", "why", "how", "who", "where", "when")
    if rest[0] in AUXILIARIES:
        return _inverted(rest)
    if rest[0] in QUESTION_WORDS:
        return _asks_with_word(rest)
    return tuple(rest) in {("anything", "else"), ("any", "questions"), ("any", "other", "questions")}


def _points(tokens: Sequence[str], pause_s: float, start: int, index: int) -> float:
    before, after = tokens[index - 1], tokens[index]
    points = min(pause_s / FULL_PAUSE_S, MOST_PAUSE_POINTS) if pause_s >= SHORT_PAUSE_S else 0.0
    if (before in _NUMBERS and after in _NUMBERS) or (before in _PREPOSITIONS and after in DETERMINERS):
        points += BOUND
    if before in _DANGLING or (before, after) in _BONDS:
        points += DANGLES
    elif before in _LEANING and not _is_short_answer(tokens, start, index):
        points += UNFINISHED if before in AUXILIARIES and after in _ASKED else LEANS
    if index - start == 2 and tokens[start] in AUXILIARIES and before in PRONOUNS:
        points += UNFINISHED
    if index - start <= 3 and tokens[start] in _PREPOSITIONS:
        points += HARDLY_BEGUN
    if _greeted(tokens, start, index):
        points += GREETED
    if index - start >= LONG_WORDS:
        points += LONG
    return points + _opening_points(tokens, pause_s, start, index)


def _opening_points(tokens: Sequence[str], pause_s: float, start: int, index: int) -> float:
    after = tokens[index]
    greeted = _greeted(tokens, start, index)
    if _question_opens(tokens, start, index):
        return OPENS_QUESTION + (OPENS if pause_s < SHORT_PAUSE_S else 0.0)
    opens = greeted or tokens[index - 1] not in _INTO_PHRASE
    if opens and _begins_one_of(_FIRM_PHRASES, tokens, index):
        return OPENS_FIRMLY
    if opens and _begins_one_of(_PHRASES, tokens, index):
        return OPENS_PHRASE if after not in _WEAK_PHRASES or pause_s >= SHORT_PAUSE_S else OPENS
    if not greeted and (after in _CARRYING or after in AUXILIARIES):
        return CARRIES_ON
    if after in _MAYBE_CARRYING:
        return MAY_CARRY_ON
    return OPENS if after in _OPENERS else 0.0


def _question_opens(tokens: Sequence[str], start: int, index: int) -> bool:
    """Whether a question begins in the midst of words: stricter than `asks`, as nothing says that a sentence ends."""
    if tokens[index] in _LEADS and index + 1 < len(tokens):
        return tokens[index] in _LEADS_OF_QUESTIONS and _question_opens(tokens, index + 1, index + 1)
    before = tokens[index - 1] if index > start else ""
    rest = tokens[index : index + 6]
    if len(rest) < 2:
        return False
    if rest[0] in QUESTION_WORDS:
        embedded = before in _EMBEDS and not _greeted(tokens, start, index)
        return not embedded and _asks_with_word(rest) and not (rest[0] == "when" and rest[1] not in AUXILIARIES)
    if rest[0] not in AUXILIARIES or before in AUXILIARIES or before in ("so", "nor", "neither"):
        return False
    greeted = _greeted(tokens, start, index)
    if before in _ASKED and not greeted:
        return False
    if any(token in QUESTION_WORDS for token in tokens[max(start, index - 4) : index]):
        return False
    if greeted:
        return _inverted(rest)
    if rest[0] in _FOR_INVERSION and rest[1] in _DUMMY:
        return len(rest) > 2 and rest[2] in _AFTER_DUMMY
    if rest[0] in ("does", "did") and rest[1] in ("it", "that"):
        return True
    return (rest[1] in _ASKED or rest[1] in _ANYBODY) and rest[0] not in ("had", "were")


def _inverted(tokens: Sequence[str]) -> bool:
    """Whether the verb stands before the one who does it, as in "can you"."""
    verb, subject = tokens[0], tokens[1]
    if verb in _PLAIN_DO:
        return subject in _ASKED or (verb in ("do", "don't") and subject in ("these", "those", "any", "anybody"))
    if subject in PRONOUNS or subject in DETERMINERS:
        return True
    return verb not in _NEGATED and subject not in _NO_SUBJECT and len(tokens) > 2


def _asks_with_word(tokens: Sequence[str]) -> bool:
    word, second = tokens[0], tokens[1]
    if "'" in word:
        return True
    if second in AUXILIARIES:
        return word != "which" or (len(tokens) > 2 and (tokens[2] in PRONOUNS or tokens[2] in DETERMINERS))
    if second in PRONOUNS and second not in ("this", "that"):
        return False
    if word == "how":
        return second in _MEASURES or _inversion_follows(tokens)
    if word == "what" and second in _ASKS_AFTER_WHAT:
        return True
    if word == "why":
        return second == "not"
    return word == "who" or _inversion_follows(tokens)


def _inversion_follows(tokens: Sequence[str]) -> bool:
    """Whether "which one" goes on with "do you"."""
    for index in range(1, min(len(tokens) - 1, 6)):
        if tokens[index] in AUXILIARIES:
            return tokens[index + 1] in PRONOUNS or tokens[index + 1] in DETERMINERS
        if tokens[index] in PRONOUNS:
            return False
    return False


def _ends_with_tag(tokens: Sequence[str]) -> bool:
    if len(tokens) < 4:
        return False
    if tokens[-2] in _NEGATED and tokens[-1] in PRONOUNS:
        return True
    return tokens[-1] in _TAGS and tokens[-2] not in _NOT_BEFORE_TAG


def _after_leads(tokens: Sequence[str]) -> int:
    index = 0
    while index < len(tokens):
        if tokens[index] in _LEADS:
            index += 1
        elif tokens[index : index + 2] == ["thank", "you"]:
            index += 2
        else:
            break
    return index


def _is_short_answer(tokens: Sequence[str], start: int, index: int) -> bool:
    """Whether the sentence so far is "yes i did" or "we can"."""
    return (
        2 <= index - start <= MAX_GREETING
        and all(token in _LEADS for token in tokens[start : index - 2])
        and tokens[index - 2] in PRONOUNS
        and tokens[index - 1] in AUXILIARIES
        and tokens[index] in _AFTER_ANSWER
    )


def _greeted(tokens: Sequence[str], start: int, index: int) -> bool:
    """Whether the sentence so far is one of those that stand alone, and does not go on."""
    if tokens[index - 1] in AUXILIARIES:
        return _is_short_answer(tokens, start, index) and tokens[index] != "the"
    if index - start > MAX_GREETING or tokens[index] in _AFTER_GREETING or tokens[start] not in _GREETINGS:
        return False
    return tuple(tokens[start:index]) in _GREETINGS[tokens[start]]


def _begins_one_of(phrases: dict[str, tuple[tuple[str, ...], ...]], tokens: Sequence[str], index: int) -> bool:
    found = phrases.get(tokens[index])
    return found is not None and any(tuple(tokens[index : index + len(phrase)]) == phrase for phrase in found)
