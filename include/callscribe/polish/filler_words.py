"""Words that are hesitations or fillers, by language: data for `mark_fillers`.

The lists were written for telephone calls, from the speakers' side of what studies of disfluency name (Shriberg 1994,
"Preliminaries to a theory of speech disfluencies"; Fox Tree and Schrock 2002 on "you know" and "I mean"; Dinkar and
others 2023, "Fillers in spoken language understanding"). Every rule asks for neighbours that leave the word no other
meaning; where that cannot be told from neighbours, there is no rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

START: Final = "^"
"""Stands before the first word of a sentence."""

TURN: Final = "|"
"""Stands before the first word after another voice, beside `START`."""

END: Final = "$"
"""Stands after the last word of a sentence."""

HESITATION: Final = "~"
"""Stands for any hesitation of the language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Where a phrase is a filler: every condition that is given must hold.

    Neighbours are tokens, or the marks of this module. Hesitations are looked through, but count as themselves too.

    Attributes:
        since: What stands two before.
        after: What stands before.
        before: What stands after.
        then: What stands two after.
        not_after: What may not stand before.
        not_before: What may not stand after.
        commas: A comma must stand "after" the phrase, or on "both" sides; on one of them the end of the sentence does
            too. Or it is a "tag": a question after a comma that does not wait for an answer (", ¿no?").
        pauses: A pause counts as a comma.
    """

    since: frozenset[str] | None = None
    after: frozenset[str] | None = None
    before: frozenset[str] | None = None
    then: frozenset[str] | None = None
    not_after: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    commas: str = ""
    pauses: bool = False


@dataclass(frozen=True, slots=True)
class Fillers:
    """What is left out in one language.

    Attributes:
        hesitations: Sounds without meaning, as recognisers write them.
        phrases: Rules by phrase; one that holds is enough.
    """

    hesitations: frozenset[str]
    phrases: dict[str, tuple[Rule, ...]]


def _set(*texts: str) -> frozenset[str]:
    return frozenset(token for text in texts for token in text.split())


def _each(phrases: str, *rules: Rule) -> dict[str, tuple[Rule, ...]]:
    return {phrase.strip(): rules for phrase in phrases.split("/")}


_BOTH: Final = Rule(commas="both")

# English

_EN_CONTRACTED = _set(
    "i'm i've i'd i'll we're we've we'd we'll they're they've they'd they'll he's he'd he'll she's she'd she'll it's",
    "it'll there's that's you're",
)
_EN_SUBJECTS = _set("i we they he she there") | _EN_CONTRACTED
_EN_CLAUSES = _EN_SUBJECTS | _set("it you")
_EN_VERBS = _set(
    "is was isn't wasn't does doesn't did didn't has hasn't had hadn't would wouldn't could couldn't can can't will",
    "won't just never",
)
_EN_NEGATED = _set("don't didn't can't couldn't won't wouldn't wasn't isn't haven't never")
_EN_NUMBERS = _set(
    "a an one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty",
    "seventy eighty ninety hundred half",
)
_EN_LIKENED = _set(
    "look looks looked looking feel feels felt feeling sound sounds sounded seem seems seemed smell smells",
    "taste tastes would i'd we'd you'd they'd do don't did didn't does i we you they really something anything nothing",
    "someone things stuff just more much exactly what is people not act acts who",
)
"""Words that "like" goes with, as a verb or a preposition."""

_EN_ARTICLES = _set("the a an my our your their his")
_EN_KNOWING = _set(
    "do don't did didn't if what that as let would when whenever since once all who whom whether where how than will",
    "everything anything something people so person thing may might should must can could cannot can't",
)
"""Words that make "you know" a clause with a meaning."""

_EN_KNOWN = _set(
    "him her it them me us this that these those what how who whom why where when if whether which whose the a an my",
    "your his our their anything something everything nothing anyone someone everyone everybody somebody about of",
    "better exactly more already for well best and or one",
)
"""What one can know."""

_EN_MEANT = _set(
    "what that do did does if how who which when whatever thing one ones person guy place part by don't you"
)

_ENGLISH = Fillers(
    hesitations=_set("um umm ummm uhm uh uhh er erm errm hm hmm hmmm mm mmm"),
    phrases={
        "like": (
            Rule(commas="both", not_before=_EN_NUMBERS),
            Rule(commas="both", pauses=True, not_after=_EN_LIKENED, not_before=_EN_NUMBERS | _set("to that this")),
            Rule(commas="after", after=_set(START), before=_EN_CLAUSES),
            Rule(
                after=_set(HESITATION),
                not_after=_EN_LIKENED,
                not_before=_EN_NUMBERS
                | _set("to that this the my your his her their our him them me us said what how"),
            ),
            Rule(
                after=_set("and but so because"),
                before=_set("i'm it's we're they're he's she's you're there's i'd i'll"),
            ),
            Rule(
                after=_set("and but so because", HESITATION),
                before=_set("i we they he she you it"),
                then=_EN_NEGATED,
            ),
            Rule(
                since=_set("it that this which"),
                after=_set("was is"),
                before=_set("really totally completely super extremely"),
            ),
            Rule(after=_set("it's that's"), before=_set("really totally completely super extremely")),
        ),
        "you know": (
            Rule(commas="both", pauses=True, not_after=_EN_KNOWING),
            Rule(commas="after", after=_set(START, HESITATION), before=_EN_CLAUSES),
            Rule(
                after=_set("the a an my our your their his to of for with it's that's is was are were"),
                not_before=_EN_KNOWN,
            ),
            Rule(after=_EN_ARTICLES, before=_EN_ARTICLES),
            Rule(after=_set("and but because"), before=_EN_SUBJECTS),
            Rule(after=_set(HESITATION), not_after=_EN_KNOWING, before=_EN_SUBJECTS),
            Rule(before=_set(HESITATION), not_after=_EN_KNOWING, not_before=_EN_KNOWN),
        ),
        "i mean": (
            Rule(before=_EN_SUBJECTS - _set("there"), not_after=_EN_MEANT),
            Rule(before=_set("it there this that"), then=_EN_VERBS, not_after=_EN_MEANT),
        ),
        **_each(
            "sort of / kind of",
            Rule(commas="both", pauses=True),
            Rule(
                after=_set("i we they he she it", HESITATION),
                not_before=_set("you me him her us them the a an thing person people problem place guy one stuff", END),
                not_after=_set("what this that these those some any a the same other different every which whatever"),
            ),
        ),
        "basically": (
            Rule(commas="both", pauses=True),
            Rule(after=_set(START, HESITATION, "so and but well okay yeah"), before=_EN_CLAUSES),
        ),
        "actually": (
            Rule(commas="both", not_after=_set("no not yes oh but"), not_before=_set("the no not") | _EN_NUMBERS),
            Rule(after=_set(START), before=_set(HESITATION)),
            Rule(after=_set("so"), before=_set("i i'm"), then=_set("calling have wanted was need would")),
        ),
        "well": (
            Rule(after=_set(START), before=_EN_CLAUSES | _set("basically actually")),
            Rule(after=_set(START), commas="after", before=_set("if when the my maybe that this in")),
            Rule(after=_set(HESITATION), before=_EN_SUBJECTS),
        ),
        "so": (
            Rule(since=_set(START), after=_set(HESITATION), before=_EN_CLAUSES),
            Rule(after=_set(START), before=_set(HESITATION, "basically")),
            Rule(after=_set(START), before=_set("actually"), then=_set("i i'm")),
            Rule(after=_set(TURN), before=_set("i'm"), then=_set("calling trying looking having wondering ringing")),
            Rule(after=_set(TURN), before=_set("i"), then=_set("was wanted have need just")),
            Rule(
                since=_set(START),
                after=_set("okay ok alright yeah right"),
                before=_EN_CLAUSES | _set("let what basically", HESITATION),
            ),
        ),
        **_each(
            "okay so / ok so / alright so / right so",
            Rule(after=_set(START), not_after=_set(TURN), before=_EN_CLAUSES | _set("let what basically", HESITATION)),
        ),
        "right": (
            Rule(
                commas="both",
                not_after=_set("left right yes yeah no yep up down straight is that's it's", START, END),
                not_before=_set("left right up down straight ahead now", END),
            ),
            Rule(since=_set(START), after=_set("okay ok alright"), before=_set("so")),
        ),
    },
)

# Spanish

_ES_CLAUSES = _set(
    "yo me le les nos te se no es era está estaba la lo mi mire mira quería quiero quisiera tengo tenía usted",
    "ustedes ya ahora ayer hoy llamaba llamo necesito",
)

_SPANISH = Fillers(
    hesitations=_set("em emm ehm ehmm eeh eeeh ehh um umm uh uhm mm mmm mmmm hm hmm eh"),
    phrases={
        "o sea": (
            Rule(commas="both", not_before=_set("que")),
            Rule(commas="both", after=_set("que")),
            Rule(after=_set(START), commas="after", not_before=_set("que")),
            Rule(after=_set(START, HESITATION, "y pero es"), before=_ES_CLAUSES - _set("la")),
        ),
        "este": (
            Rule(commas="both", not_after=_set("ese esto aquel no este", START), not_before=_set(END, "el")),
            Rule(commas="after", after=_set(START), before=_set(HESITATION) | _ES_CLAUSES - _set("es no la mi")),
            Rule(after=_set("bueno pues"), commas="after"),
            Rule(before=_set(HESITATION), not_after=_set("en de a con por para es todo quiero")),
        ),
        "pues": (
            Rule(after=_set(START, HESITATION, "bueno"), before=_ES_CLAUSES),
            Rule(after=_set(START, HESITATION, "bueno"), commas="after", not_before=_set(END)),
        ),
        "bueno": (
            Rule(after=_set(START), before=_set("pues yo mire entonces este", HESITATION)),
            Rule(after=_set(START), commas="after", before=_set("quería llamaba es le me mi")),
        ),
        **_each("no / sabes", Rule(commas="tag")),
        "digamos": (_BOTH, Rule(after=_set(HESITATION), before=_set(HESITATION))),
        "tipo": (Rule(commas="both", not_before=_set("de", END)),),
        "a ver": (
            Rule(after=_set(START), commas="after", not_before=_set("si qué cómo", END)),
            Rule(after=_set(START), before=_set("déjeme déjame permítame permítanme")),
        ),
    },
)

# French

_FR_CLAUSES = _set(
    "je j'ai j'avais j'étais j'aimerais j'appelle il elle on nous vous ils elles c'est c'était ça non oui moi ce ma",
    "mon y'a",
)
_FR_DISCOURSE = _set("que ce le la les un une si comment quoi où pourquoi bien qui quand combien mon ma mes")

_FRENCH = Fillers(
    hesitations=_set("euh euhh euhm heu heuu hum hmm hmmm mmh mmm uh uhm"),
    phrases={
        **_each(
            "ben / bah",
            Rule(after=_set(START, HESITATION, "oui non mais et"), before=_FR_CLAUSES | _set(HESITATION)),
            Rule(after=_set(START), commas="after", not_before=_set(END)),
        ),
        **_each(
            "eh bien / eh ben",
            Rule(after=_set(START, HESITATION), before=_FR_CLAUSES | _set(HESITATION)),
            Rule(after=_set(START), commas="after", not_before=_set(END)),
        ),
        "genre": (
            Rule(commas="both", not_after=_set("ce quel du le"), not_before=_set(END)),
            Rule(after=_set("c'est c'était"), before=_set("vraiment trop super hyper très")),
            Rule(after=_set(HESITATION), before=_set(HESITATION)),
        ),
        "du coup": (
            Rule(commas="both", not_after=_set(START), not_before=_set(END)),
            Rule(after=_set("donc"), not_before=_set("de d'œil d'état", END)),
            Rule(before=_set(HESITATION), not_after=_set("et prix")),
            Rule(after=_set(HESITATION), before=_FR_CLAUSES),
        ),
        **_each(
            "tu vois / vous voyez / tu sais / vous savez",
            Rule(commas="both", not_after=_set("si comme quand que est-ce")),
            Rule(commas="after", after=_set(START), before=_set("je j'ai c'est ça on il elle")),
            Rule(after=_set("c'est c'était est"), not_before=_FR_DISCOURSE),
        ),
        "quoi": (Rule(commas="both", not_after=_set("tu sais ou de à en", START)),),
        "hein": (Rule(commas="both", not_after=_set(START)),),
        **_each("disons", Rule(commas="both", not_before=_set("que"))),
        "en fait": (
            Rule(commas="both", not_after=_set(START)),
            Rule(
                after=_set(START, HESITATION),
                before=_set("je j'appelle j'aimerais"),
                then=_set("vous voulais voudrais t'appelle viens"),
            ),
        ),
    },
)

# German

_DE_CLAUSES = _set("ich wir er es das die der mir uns bei mein meine unser unsere man sie")
_DE_BE = _set("ist war sind waren bin wird")
_DE_AUXILIARIES = _DE_BE | _set("hab habe hat haben hatte hatten muss müssen kann können soll will geht")

_GERMAN = Fillers(
    hesitations=_set("äh ähh äähm ähm ähmm öh öhm ehm hm hmm mhh uhm"),
    phrases={
        "halt": (Rule(after=_DE_AUXILIARIES, not_before=_set("gemacht machen an", END)),),
        "sozusagen": (Rule(not_after=_set(START)),),
        "also": (
            Rule(after=_set(START, "ja"), before=_set("ich wir das es mir uns") | _set(HESITATION)),
            Rule(since=_set(START), after=_set(HESITATION), before=_DE_CLAUSES),
            Rule(after=_set(START), commas="after", before=_DE_CLAUSES | _set("was wie")),
        ),
        **_each(
            "na ja / naja",
            Rule(after=_set(START, HESITATION), commas="after", not_before=_set(END)),
            Rule(after=_set(START, HESITATION), before=_DE_CLAUSES),
        ),
        **_each(
            "weißt du / wissen sie",
            Rule(commas="both", not_after=_set("was wie wo woher", START)),
            Rule(commas="after", after=_set(START), before=_set("ich wir das es mein meine")),
        ),
        **_each(
            "sag ich mal / sagen wir mal / sagen wir / sage ich mal",
            Rule(commas="both", not_after=_set(START), not_before=_set("so")),
            Rule(after=_DE_BE, not_before=_set("so dem der meinem meiner ihm ihr ihnen nicht", END)),
        ),
        "ne": (Rule(commas="both", not_after=_set(START), not_before=_set(END)),),
        "quasi": (Rule(commas="both", not_after=_set(START), not_before=_set(END)),),
    },
)

# Hindi, in both scripts

_HI_CLAUSES = _set(
    "मैं मैंने मुझे मेरा मेरी मेरे हम हमने हमें हमारा आप आपको आपका main maine mujhe mera meri mere hum humne hume hamara aap aapko",
)
_HI_OF = _set("का के की क्या इसका उसका जिसका कोई ka ke ki kya iska uska jiska koi")
_HI_LINKS = _set(START, HESITATION, "और लेकिन तो aur lekin to toh")

_HINDI = Fillers(
    hesitations=_set("अम अम्म उम उम्म उह अं अ एं um umm uh uhh uhm"),
    phrases={
        **_each(
            "मतलब / matlab",
            Rule(commas="both", not_after=_HI_OF | _set(START), not_before=_set("है hai", END)),
            Rule(after=_HI_LINKS, before=_HI_CLAUSES),
        ),
        **_each("basically / बेसिकली / actually / एक्चुअली", Rule(after=_set(START, HESITATION), before=_HI_CLAUSES)),
        **_each("you know", Rule(commas="both")),
    },
)

FILLERS: Final = {"en": _ENGLISH, "es": _SPANISH, "fr": _FRENCH, "de": _GERMAN, "hi": _HINDI}
"""By the first part of the language's BCP 47 tag."""
