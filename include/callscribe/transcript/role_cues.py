"""Set phrases by which an agent, a customer, a caller or a machine is known: what roles are concluded from."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from callscribe.transcript.spelling import normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callscribe.transcript.words import Word

Side = Literal["agent", "customer", "caller", "called", "machine"]


class Cue(NamedTuple):
    """Something that one side of a call says; `name` is our own phrase for it, never what was said."""

    side: Side
    weight: float
    name: str


STRONG, CLEAR, SLIGHT = 3.0, 2.0, 1.0
"""Log-likelihood ratios: what one role says some 20, 7 or 3 times as often as the other. They are estimates: we know of
no free corpus of contact-centre calls that is broad enough to measure them by (HarperValleyBank, Wu et al. 2020,
arXiv:2010.13929, is the acted calls of one bank)."""


def find_cues(stretches: Iterable[Sequence[Word]], language: str) -> set[Cue]:
    """The cues in what somebody says; each counts once, since a repetition is a habit and no further evidence.

    Args:
        stretches: What the speaker said between other people's words; no cue reaches over the end of one.
        language: Such as "en" or "en-GB"; in one without cues none is found.
    """
    lexicon = _lexicon(language.split("-")[0].casefold())
    text = "\n".join(" ".join(_tokens(stretch, lexicon)) for stretch in stretches)
    matches = [
        (match.group().count(" "), match.start(), match.end(), cue)
        for cue, form in lexicon.cues
        for match in form.finditer(text)
    ]
    found: set[Cue] = set()
    taken: list[tuple[int, int]] = []
    # of two that share words the longer one says more exactly what was meant: "can you tell me your" over "tell me"
    for _, start, end, cue in sorted(matches, key=lambda match: (-match[0], match[1], match[3])):
        if all(end <= first or start >= last for first, last in taken):
            taken.append((start, end))
            found.add(cue)
    return found


class _Lexicon(NamedTuple):
    """A language's cues, and those of their words that are long enough to be known although misspelt."""

    cues: tuple[tuple[Cue, re.Pattern[str]], ...]
    long_words: tuple[str, ...]


_CONTRACTIONS: Final = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would", "s": "is"}
_LONG: Final = 5
_LIKE: Final = 0.8
"""A word of at least five letters that has four fifths of a cue's word is taken for it: "callin", "recordet"."""


def _tokens(words: Iterable[Word], lexicon: _Lexicon) -> list[str]:
    tokens = []
    for word in words:
        if word.filler:
            continue
        spoken = word.word.replace("’", "'").casefold().strip(".,?!;:")
        stem, apostrophe, ending = spoken.rpartition("'")
        if spoken.endswith("n't"):
            tokens += [normalised(spoken[:-3]), "not"]
        elif apostrophe and ending in _CONTRACTIONS:
            tokens += [normalised(stem), _CONTRACTIONS[ending]]
        else:
            tokens.append(_nearest(normalised(spoken), lexicon.long_words))
    return [token.replace(" ", "") for token in tokens]


@lru_cache(maxsize=65536)
def _nearest(token: str, long_words: tuple[str, ...]) -> str:
    if len(token) < _LONG:
        return token
    nearest = process.extractOne(token, long_words, scorer=Levenshtein.normalized_similarity, score_cutoff=_LIKE)
    return nearest[0] if nearest else token


@cache
def _lexicon(language: str) -> _Lexicon:
    cues = [
        (Cue(side, weight, name.strip()), _expression(form.split()))
        for (side, weight), table in _CUES.get(language, {}).items()
        for name, form in (line.split(":") for line in table.strip().splitlines())
    ]
    words = {word for _, form in cues for word in re.findall(r"\w+", form.pattern) if len(word) >= _LONG}
    return _Lexicon(tuple(cues), tuple(sorted(words)))


def _expression(form: Sequence[str]) -> re.Pattern[str]:
    """What finds a cue's form in normalised words with a space between."""
    pattern = ""
    for number, slot in enumerate(form):
        words = slot.strip("()")
        found = r"\S+" if words == "*" else "|".join(normalised(word) for word in words.split("|"))
        spaced = rf"(?: \S+)?? (?:{found})" if number else f"(?:{found})"
        pattern += f"(?:{spaced})?" if slot.startswith("(") else spaced
    return re.compile(rf"(?<!\S){pattern}(?!\S)")


# A line is the cue's name and its form, the words that it is known by: alternatives with `|`, in brackets what may be
# missing, `*` for any word. One further or misheard word between two of them is forgiven: telephone recognition has
# every sixth to tenth word wrong, the small unstressed ones first. The words that tell the roles apart ("my", "your")
# must be heard. A cue with several forms has several lines.
_CUES: Final[dict[str, dict[tuple[Side, float], str]]] = {
    "en": {
        # what agents are taught to say: greeting, offer of help, identification, hold, transfer, offer of more, closing
        ("agent", STRONG): """
            thank you for calling: thank|thanks (you) (so) (much) (for) calling
            thank you for your call: thank|thanks (you) for your call
            thank you for holding: thank|thanks (you) (for) holding|waiting
            thank you for your patience: for your patience|business|loyalty
            welcome to: hello|hi|morning|afternoon|evening|and welcome to
            how may I help: how can|may|could i (best) help|assist|direct
            how may I help: can|may i help|assist you
            what can I do for you: what can|may i do|get for you
            the pleasure of speaking: pleasure of speaking|helping|assisting
            the reason for your call: reason for your call
            I can certainly help: i can|will certainly|definitely|absolutely help|assist
            happy to help: happy|glad|pleased to help|assist
            let me pull up your account: pull|pulling|pulled|bring|bringing up (your|the|that) account|order|file|record
            let me pull up your account: pull|pulling|pulled|bring|bringing up (your|the|that) details|policy|booking
            let me pull that up: let me pull|bring
            I will put you on hold: put|place|putting|placing you on (a) (brief|short) hold
            let me transfer you: transfer|transferring|connect|connecting|put|putting you to|with|through|over
            sorry for the inconvenience: sorry|apologize|apologise (for) (the|any|your|this) inconvenience|delay|wait
            sorry for the inconvenience: sorry|apologize|apologise (for) (the|any|your|this) trouble|confusion
            would you like me to: would you like me to
            the best number to reach you: best|good number|email|time|way to reach|call|contact you
            is there anything else: anything else (that) i can|could|may help|do|assist
            is there anything else: is|was there anything else (i|we) (can) (help|do)
            calling on behalf of: calling|ringing|phoning on behalf
            on a recorded line: recorded line
        """,
        ("agent", CLEAR): """
            you have reached: you have reached
            you are speaking with: you are speaking|talking|through with|to
            calls are recorded: call|calls is|are|may|will (be) (being) recorded|monitored
            may I have your: can|could|may i (please) (just) have|get|take|grab your
            may I ask: may i ask|know
            your account number: your account|order|policy|reference|member|membership|card|customer number|code
            your account number: your case|claim|booking|confirmation|tracking|phone|telephone number|code
            your date of birth: your date of birth
            your full name: your full|first|last name
            your address: your service|billing|shipping|email|mailing|home address
            your postcode: your postcode|zip
            spell that for me: spell your|the|that
            verify your details: verify|confirm your|the|some|that
            for security: for security purposes|reasons
            the last four digits: last four (digits) of your
            read me the number: read|give|tell me (the|your) (account|card) number
            can you give me your: can|could|would you (please) give|tell|read|provide|confirm|verify (me) your|the
            do you have your number: do you have the|your|an|a account|order|card|reference|tracking|customer
            do you have your number: do you have the|your|an|a booking|policy|confirmation
            I have found your: i have|am found|located|pulled|looking|showing your|at|here|that
            I can see your: i can see (here) that|your|you
            we will send: we will|can|would send|mail|email|ship|call|refund|credit|arrange you|your|the|an|one|a
            I will process: i will refund|credit|arrange|schedule|process|issue|block|open you|your|the|an|one|a
            I have done it: i have processed|submitted|scheduled|cancelled|canceled|updated|credited|ordered your|the
            I have done it: i have refunded|booked|blocked|reset|issued|waived your|the
            I have made a note: made a note
            sorry to hear: sorry to hear
            I do apologise: i do apologize|apologise
            I understand your frustration: understand your|the|how frustration|concern|frustrating
            would you like: would you like|prefer
            does that suit you: does|would * (*) suit|work (for|with) you
            have you tried: have you tried|restarted|checked
            please hold: please hold|wait
            bear with me: bear with me
            our department: our records|team|department|technician|engineer|warehouse|billing|driver|garage
            calling from a company: calling|ringing|phoning from *
            calling about your: calling|ringing|phoning about|regarding|for|concerning your
            we look forward: we look forward
            we appreciate it: we appreciate you|your
            my supervisor: my supervisor|manager|colleague
            you are all set: you are all set
        """,
        ("agent", SLIGHT): """
            this is a name with a company: this is * (*) from|with|at
            this is the company: this is the
            customer service: customer service|support|care|services
            let me check: let me (just) check|look|see|find|verify|have
            let me check: i will (just) check|look|see
            what is your: what is your
            your account: your account|card|order|bill|payment|policy|plan|contract|line|claim|refund|appointment
            your account: your reservation|booking|subscription|insurance|service
            one moment: one moment|second please
            I will go ahead: i will|can go ahead
            I want to make sure: i want|need to make sure
            security code: security|verification code|question|questions
            we can offer: we can|could offer|do|send
            we are offering: we are offering|doing|calling
            within some working days: business|working days
            for quality: for quality|training (and|or) (training|quality) purposes
            you are welcome: you are welcome
            have a great day: have|enjoy a|the|your great|good|nice|wonderful|lovely|pleasant
        """,
        # what people call about
        ("customer", STRONG): """
            I was charged: i was|am|got|have (been) charged|overcharged|billed
            I have been on hold: i have been on hold
            I have been waiting: i have been waiting|trying|transferred
            nobody called me: nobody|never|no (one) calls|called|told me
            I never got it: i never got|received|ordered|signed|made|authorized
            I did not receive it: i did not receive|get|order|make|authorize
            I have not received it: i have|still (have) not (yet) received|gotten|got|heard
            I want to cancel: i want|need|would (like) to cancel|return|dispute|complain|report
            I want a manager: speak|talk to|with a|your (real) manager|supervisor|person|human|representative
            thanks for calling me back: for calling me back
        """,
        ("customer", CLEAR): """
            I have a question: i have|got (just) a|some question|questions|complaint
            I would like to: i would (like|love) to change|pay|book|order|schedule|make|know|speak|talk|open|close
            I would like to: i would (like|love) to upgrade|buy|exchange|replace|renew|transfer|get|see|set
            I want to: i want|wanted|need (to) change|pay|book|order|schedule|know|speak|talk|open|close|upgrade
            I want to: i want|wanted|need (to) buy|exchange|replace|renew|get|set
            I would like a: i would like a|an|some|the|my
            I was wondering: i was wondering|hoping
            I have a problem: i have|am|keep (got) (having|getting) a|an|some|this problem|issue|trouble|error
            I lost it: i lost|bought|purchased|returned|paid
            I was told: i was told|promised
            my account: my account|bill|card|payment|statement|balance|policy|claim|insurance|money|pension|loan
            my account: my mortgage|credit|debit|checking|savings
            my order: my order|package|parcel|delivery|ticket|tickets|flight|reservation|booking|appointment|holiday
            my order: my prescription|membership|contract|subscription|refund|plan
            my internet: my internet|phone|modem|router|service|line|wifi|laptop|computer|car|house|home|password
            my family: my husband|wife|son|daughter|mother|father|mum|mom|doctor|boss
            can you help me: can|could|would you (please) help|send|connect|transfer|refund|call|cancel|change me|my
            it does not work: is|does|will|has|still not work|working|arrived|turn|load|start|here
            it keeps failing: keeps|kept crashing|dropping|saying|failing|disconnecting
            do I have to pay: will|do|can i get|have|need my|to
            how much is it: how much is|does|would|will|do
            how long does it take: how long does|will|until|till
            I am not interested: i am not interested
            who is this: who is this
            what is this about: what is this about
            calling from my phone: i am calling|phoning from my|home|work
        """,
        ("customer", SLIGHT): """
            I have an appointment: i have a|an appointment|order|flight|booking|reservation|account
            I ordered it: i ordered|sent
            I do not have it: i do not have|know
            that is all: that is|was|will|would (be) all|it|everything
            thank you for your help: for your|all|the help
            you too: you too
        """,
        # whoever rings, and whoever picks up: the agent or the customer, by the call's direction
        ("caller", CLEAR): """
            I am calling about: i am|was (just) calling|phoning|ringing
            I wanted to call: i wanted to call|phone
            the reason for my call: reason i am calling
            the reason for my call: reason for my call
            may I speak with: can|could|may i (please) speak|talk with|to
            am I speaking with: am i speaking|talking with|to
        """,
        ("called", SLIGHT): """
            a name, speaking: * speaking
        """,
        # greetings, queues and mailboxes
        ("machine", CLEAR): """
            press one: press|dial one|two|three|four|five|zero|pound|star|hash
            menu options: menu options|have changed
            press one for English: for english|spanish|french
            your call is important: your call is (very) important
            all agents are busy: all (of) (our) agents|representatives|operators|lines|advisors (are) busy|currently
            in the order received: in the order (it|they) (was|were) received
            leave a message: leave (us) (me) a|your message|name
            after the tone: after|at the tone|beep
        """,
    }
}
"""The cues of each language: another language is another entry."""
