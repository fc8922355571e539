"""Words whose repetition is a slip of the tongue, by language: data for `mark_disfluencies`.

Function words are what speakers repeat while they plan (Maclay and Osgood 1959, "Hesitation phenomena in spontaneous
English speech"; Clark and Wasow 1998, "Repeating words in spontaneous speech"); content words are repeated on purpose
more often than not. Function words whose repetition has a grammatical reading ("that that", "die die", "nous nous")
are left out, and so is what Hindi doubles to mean "each" or "many" ("क्या क्या").
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Slips:
    """What a speaker of one language says twice, or breaks off.

    Attributes:
        words: Said twice in a row, one of them is a slip.
        guarded: The same, but only where a sentence begins or after one of `links`: elsewhere the first may end a
            clause ("plugged it in, it ...").
        links: Words that leave no clause behind them.
        openers: Words that a phrase that is said twice begins with.
        open_ends: Words that such a phrase ends with, because no clause can.
        determiners: Words that make a phrase with the noun after them.
        auxiliaries: Verbs that stand before their subject in a question.
        inverted: Pronouns that may end a phrase after such a verb or after a conjunction of `conjunctions`.
        conjunctions: Words that a subject follows.
        emphatic: Phrases that are said twice on purpose.
        numbers: Numbers and other words that are no noun after a determiner.
        restarts: Pairs of words of which the first is given up for the second.
        restart_links: Words after which the first of such a pair is no slip ("so am I, I'm ...").
        subjects: Pronouns that begin a sentence that is given up after a verb of `wishes`, or after an article.
        wishes: Verbs that want more after them.
        articles: Words that no subject follows.
        infinitives: Words that an infinitive follows.
        joints: Words that join compounds whose first part is cut short ("pre- and post-paid").
    """

    words: frozenset[str]
    guarded: frozenset[str] = frozenset()
    links: frozenset[str]
    openers: frozenset[str]
    open_ends: frozenset[str]
    determiners: frozenset[str]
    auxiliaries: frozenset[str] = frozenset()
    inverted: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    emphatic: frozenset[str] = frozenset()
    numbers: frozenset[str]
    restarts: frozenset[tuple[str, str]] = frozenset()
    restart_links: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    wishes: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    infinitives: frozenset[str] = frozenset()
    joints: frozenset[str]


def _set(*texts: str) -> frozenset[str]:
    return frozenset(token for text in texts for token in text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in text.split("/"))


def _pairs(*families: str) -> frozenset[tuple[str, str]]:
    return frozenset(pair for family in families for pair in permutations(family.split(), 2))


# English

_EN_ARTICLES = _set("the a an my our their")
_EN_DETERMINERS = _EN_ARTICLES | _set("your his these those")
_EN_SUBJECTS = _set("i we they he she")
_EN_CONTRACTED = _set(
    "i'm i've i'd i'll we're we've we'd we'll they're they've they'd they'll he's he'd he'll she's she'd she'll it's",
    "it'll there's that's you're you've what's where's who's how's",
)
_EN_PREPOSITIONS = _set("to of for from with at into about as than")
_EN_CONJUNCTIONS = _set("and but because if when or while")
_EN_QUESTIONS = _set("what how where why who which")
_EN_MODALS = _set("can could would should have has was were don't didn't can't couldn't")
_EN_WISHES = _set("want wanted need needed")

_ENGLISH = Slips(
    words=_EN_SUBJECTS
    | _EN_CONTRACTED
    | _EN_DETERMINERS
    | _EN_PREPOSITIONS
    | _EN_CONJUNCTIONS
    | _EN_QUESTIONS
    | _EN_WISHES
    | _set("can could would should don't didn't can't couldn't just trying"),
    guarded=_set("it you this in on so"),
    links=_EN_CONJUNCTIONS | _set("so well is was it's are be were i'm what that's he's she's they're we're"),
    openers=_EN_SUBJECTS
    | _EN_CONTRACTED
    | _EN_DETERMINERS
    | _EN_PREPOSITIONS
    | _EN_CONJUNCTIONS
    | _EN_QUESTIONS
    | _EN_MODALS
    | _EN_WISHES
    | _set("it you this that in on so there is are do does did am going trying will"),
    open_ends=_EN_SUBJECTS
    | _EN_CONTRACTED
    | _EN_DETERMINERS
    | _set("to of for from with at into because if is was are were have has had can could would should don't didn't")
    | _set("can't couldn't want wanted need needed just got think thought called tried that's what's going"),
    determiners=_EN_DETERMINERS,
    auxiliaries=_set("can could would should do does did are is was were have has will don't didn't"),
    inverted=_set("you it there"),
    conjunctions=_set("and but because if when that so while"),
    emphatic=_phrases(
        "a lot / a little / a bit / the more / the same / the best / the worst / a moment / a second / a minute / "
        "my god / i am / it is / you are / how are you / i have / he is / she is / they are / we are / i can"
    ),
    numbers=_set(
        "zero oh one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty",
        "seventy eighty ninety hundred thousand first second third other less better double triple",
    ),
    restarts=_pairs(
        "i i'm i've i'd i'll",
        "we we're we've we'd we'll",
        "they they're they've they'd they'll",
        "he he's he'd he'll",
        "she she's she'd she'll",
        "a an",
    )
    | frozenset((("it's", "it"), ("there's", "there"))),
    restart_links=_set("am do did was can could have should will so neither are were had would is does"),
    subjects=_EN_SUBJECTS,
    wishes=_EN_WISHES,
    articles=_EN_ARTICLES,
    infinitives=_set("to"),
    joints=_set("and or to nor"),
)

# Spanish

_ES_DETERMINERS = _set("el la los las un una mi su tu mis sus")
_ES_PREPOSITIONS = _set("de en a con por del al")
_ES_WISHES = _set("quiero quería quisiera necesito necesitaba")

_SPANISH = Slips(
    words=_ES_DETERMINERS
    | _ES_PREPOSITIONS
    | _ES_WISHES
    | _set("yo me se le les lo y o pero porque cuando donde tengo tenía puedo podría fue"),
    guarded=_set("para te nos"),
    links=_set("y pero porque cuando si que"),
    openers=_ES_DETERMINERS
    | _ES_PREPOSITIONS
    | _ES_WISHES
    | _set("yo me se le les lo y o pero porque cuando donde tengo tenía puedo podría es para no que hay cuál está si")
    | _set("nos te desde hasta sobre"),
    open_ends=_ES_DETERMINERS
    | _ES_PREPOSITIONS
    | _ES_WISHES
    | _set("me se le les lo que para tengo tenía puedo podría porque han ha he había"),
    determiners=_ES_DETERMINERS,
    emphatic=_phrases("un poco / un momento / un segundo / un minuto / la verdad / lo mismo / no se / no me lo"),
    numbers=_set("cero uno dos tres cuatro cinco seis siete ocho nueve diez cien mil primer primero misma mismo doble"),
    restarts=_pairs("quiero quería quisiera"),
    joints=_set("y o e u a"),
)

# French

_FR_DETERMINERS = _set("le la les un une des mon ma mes votre notre vos nos son sa ses ce cet cette")
_FR_PREPOSITIONS = _set("de du à au aux dans pour avec sur par chez")
_FR_SUBJECTS = _set("je j'ai il on ils tu c'est c'était qu'il qu'on y'a")
_FR_WISHES = _set("veux voudrais voulais aimerais")

_FRENCH = Slips(
    words=(_FR_DETERMINERS - _set("le la les"))
    | _FR_PREPOSITIONS
    | _FR_SUBJECTS
    | _set("et mais ou que qui parce quand comment pourquoi est-ce donc"),
    guarded=_set("le la les en"),
    links=_set(
        "et mais que c'est sur dans avec pour est qui parce quand de à par j'ai a ai pas chez comme si sous après avant"
    ),
    openers=_FR_DETERMINERS
    | _FR_PREPOSITIONS
    | _FR_SUBJECTS
    | _set("et mais ou que qui parce quand comment pourquoi est-ce donc en nous vous elle si quel quelle ça"),
    open_ends=_FR_DETERMINERS
    | _FR_PREPOSITIONS
    | _set("je j'ai il on ils c'est que qu'il qu'on suis voudrais veux voulais avons avez pouvez a ai dans pour avec"),
    determiners=_FR_DETERMINERS,
    emphatic=_phrases("un peu / un instant / un moment / une seconde / une minute / la même / le même / la la"),
    numbers=_set("zéro deux trois quatre cinq six sept huit neuf dix vingt cent mille plus premier même mieux"),
    restarts=frozenset(
        ("je", token)
        for token in "j'ai j'avais j'étais j'arrive j'aimerais j'appelle j'habite j'essaie j'attends j'avoue".split()
    ),
    restart_links=_set("suis dois puis ai"),
    subjects=_set("je"),
    wishes=_FR_WISHES,
    joints=_set("et ou à ni"),
)

# German

_DE_DETERMINERS = _set(
    "ein eine einen einem einer mein meine meinen meinem meiner ihr ihre ihren unser unsere kein keine"
)
_DE_PREPOSITIONS = _set("von für im am zum zur vom beim ins bei in")
_DE_WISHES = _set("möchte wollte brauche bräuchte will")

_GERMAN = Slips(
    words=_DE_DETERMINERS
    | (_DE_PREPOSITIONS - _set("in bei"))
    | _set("ich wir er und aber oder weil wenn dass ob ins"),
    guarded=_set("es in mit auf an zu also dann"),
    links=_set("und aber weil wenn dass ob oder ist war sind"),
    openers=_DE_DETERMINERS
    | _DE_PREPOSITIONS
    | _set("ich wir er es das der die den dem mit auf an zu nach aus über und aber oder weil wenn dass ob wie was wo")
    | _set("kann können könnten haben hat habe ist sind gibt warum wann"),
    open_ends=_DE_DETERMINERS
    | _DE_PREPOSITIONS
    | _set("der die das den dem des ich wir er habe haben möchte wollte brauche muss kann ist sind war bin hat dass")
    | _set("weil wenn ob mit auf"),
    determiners=_DE_DETERMINERS | _set("der die den dem"),
    auxiliaries=_set("können könnten haben sind möchten wollen kann hat müssen"),
    inverted=_set("sie ich wir es"),
    conjunctions=_set("weil wenn dass ob und"),
    emphatic=_phrases("ein bisschen / einen moment / ein moment / eine sekunde / ein wenig / das gleiche"),
    numbers=_set("null eins zwei drei vier fünf sechs sieben acht neun zehn hundert tausend doppel"),
    subjects=_set("ich wir"),
    wishes=_DE_WISHES,
    articles=_set("einen eine mein meine meinen"),
    joints=_set("und oder bis sowie bzw"),
)

# Hindi, in both scripts

_HI_PERSONS = _set(
    "मैं मैंने मुझे मेरा मेरी मेरे हमने हमें हमारा हमारी हमारे आपका आपकी आपके आपने आपको उसने उन्होंने उसको",
    "maine mujhe mera meri mere humne hamara hamari hamare aapka aapki aapke aapne aapko usne unhone",
)
_HI_CASES = _set("में को से का के की ने ko ka ke ne mein")
_HI_CONJUNCTIONS = _set("लेकिन क्योंकि lekin kyunki kyonki magar")

_HINDI = Slips(
    words=_HI_PERSONS | _HI_CASES | _HI_CONJUNCTIONS,
    guarded=_set("आप हम aap hum main ये यह वो yeh ye woh"),
    links=_HI_CONJUNCTIONS | _set("और कि तो aur to toh"),
    openers=_HI_PERSONS | _HI_CONJUNCTIONS | _set("आप हम aap hum main यह वो क्या kya"),
    open_ends=_HI_PERSONS | _HI_CASES | _set("आप aap हम hum main एक ek"),
    determiners=_HI_PERSONS & _set("मेरा मेरी मेरे हमारा हमारी हमारे आपका आपकी आपके mera meri mere hamara hamari hamare")
    | _set("aapka aapki aapke"),
    numbers=_set("दो तीन चार पाँच पांच छह सात आठ नौ दस do teen char paanch panch chhe saat aath nau das"),
    joints=_set("और या aur ya"),
)

SLIPS: Final = {"en": _ENGLISH, "es": _SPANISH, "fr": _FRENCH, "de": _GERMAN, "hi": _HINDI}
"""By the first part of the language's BCP 47 tag."""
