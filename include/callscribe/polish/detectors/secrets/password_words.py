"""Words around passwords and security answers: what announces them, leads to them, ends them or only describes them."""

from __future__ import annotations

from typing import Final

NOUNS: Final = (
    "password", "passwords", "password's", "pass word", "past word", "passed word", "passphrase", "pass phrase",
    "passcode", "pass code", "password number",
    "pin's", "pin code's", "pin number's", "secret word", "secret phrase", "security word", "security phrase",
    "security answer", "security password", "secret answer", "memorable", "memorable word", "memorable information",
    "memorable name", "memorable place", "memorable phrase", "code word", "codeword", "safe word", "safeword",
    "recovery phrase", "recovery key", "seed phrase", "wifi key", "network key", "encryption key", "access key",
    "maiden name", "mother's maiden name", "mothers maiden name", "mother's maiden", "mothers maiden",
    "answer to the security question", "answer to my security question", "answer to your security question",
    "answer to the secret question", "answer to my secret question", "answer to your secret question",
    "answer to that security question", "answer to the question", "answer to that question",
    "security question answer",
)  # fmt: skip
"""What a secret is called."""

QUESTIONS: Final = (
    "first pet", "first pet's name", "childhood pet", "first school", "first car", "first job", "first boss",
    "first employer", "first teacher", "first concert", "first house", "first street", "first girlfriend",
    "first boyfriend", "name of your first", "childhood friend", "childhood best friend", "childhood nickname",
    "childhood hero", "best friend at school", "best friend's name", "street you grew up on", "street you grew up in",
    "high school mascot", "security question", "secret question", "security questions", "place of birth",
    "name of your pet", "name of your dog", "name of your cat", "name of your school", "name of your best friend",
    "mother's first name", "mother's middle name", "father's first name",
    "grandmother's name", "grandmother's first name", "grandmother's maiden name", "grow up on", "grow up in",
    "elementary school", "primary school", "pet's name", "middle name of your father", "father's middle name",
    *(f"{place} you were born" for place in ("city", "town", "place", "hospital", "village")),
    *(f"{place} you were born in" for place in ("city", "town", "place", "hospital", "village")),
    *(f"{place} were you born in" for place in ("city", "town", "place", "hospital", "village")),
    *(f"{place} you grew up" for place in ("city", "town", "place", "village")),
    *(f"{place} you grew up in" for place in ("city", "town", "place", "village")),
    *(f"{place} where you were born" for place in ("city", "town", "place", "hospital")),
    *(f"{place} you met your {other}" for place in ("place", "city", "town", "where")
      for other in ("husband", "wife", "spouse", "partner")),
    *(f"{liked} {thing}" for liked in ("favorite", "favourite") for thing in (
        "teacher", "teacher's", "film", "movie", "book", "food", "colour", "color", "team", "band", "singer", "place",
        "subject", "author", "sport", "animal", "song", "football team", "drink")),
)  # fmt: skip
"""What security questions ask for; announces something only where the other party answers."""

ACCESS: Final = frozenset((
    "gate", "door", "front door", "back door", "side door", "main door", "garage", "garage door", "alarm", "entry",
    "door entry", "entrance", "building", "lobby", "lock", "padlock", "lockbox", "lock box", "safe", "key safe",
    "keypad", "key pad", "buzzer", "intercom", "barrier", "house", "house alarm", "shed", "locker", "flat", "elevator",
    "stairwell", "burglar alarm", "security alarm", "car park", "office", "disarm", "tenant", "guest", "entrance door",
))  # fmt: skip
"""What is opened or switched off by a code: "what's the gate code", "the code for the front door"."""

MOTHERS: Final = frozenset(("mother's", "mothers"))

COPULAS: Final = frozenset(("is", "was", "equals", "=", "are", "be", "colon"))

MISHEARD_COPULAS: Final = frozenset(("as", "his", "its", "it's", "ease", "if", "has", "this"))
"""What "is" is misheard as; believed only directly after "my password"."""

SETTERS: Final = frozenset("set reset change changed update updated switch switched".split())
"""Before the noun or after it, they make "to" announce the secret: "change my password to blue horse"."""

LINKERS: Final = frozenset(
    "on for the my your our this that account file portal online banking profile app website site login log wifi wi-fi "
    "network router email system i use used set up have here there currently right now new again phone caller verbal "
    "to it you we gave give would should will going gonna want wanted um uh number information so and of in she her he "
    "his they chose picked".split()
)
"""Words between a secret's name and "is": "the password for my online account is"."""

LEADS: Final = frozenset(
    "um uh uhm er erm hm hmm mm ah oh it it's its is that that's thats would be will well so like just all one word "
    "words okay ok yes yeah yep sure alright think believe guess probably maybe called actually basically spelled "
    "spelt case capitals sorry let's see set to now and i'm should going i gonna".split()
)
"""What comes between "is" or a question and the secret: "uh I think it's all one word"."""

LEAD_PHRASES: Final = (
    "one second", "one moment", "one sec", "just a second", "just a moment", "give me a second", "give me a moment",
    "give me one second", "hold on", "hang on", "bear with me", "here we go", "here you go", "here it is", "no problem",
    "of course", "sure thing", "let me see", "let me think", "let me look", "let me check", "go ahead", "i think",
    "i believe", "with a", "with an", "all in", "in all", "certainly", "absolutely", "definitely", "wait", "a second",
    "a moment", "i said", "are you ready", "ready", "alright then", "all one word", "got it", "it says", "it says here",
    "it says", "says", "says here", "all lower case", "all upper case", "all capitals", "all caps", "all lowercase",
    "all uppercase",
    "here goes", "i have it as", "i've got", "i have", "i had", "we have", "if i remember",
    "yes sir", "yes ma'am", "i guess", "i want to say", "right so",
)  # fmt: skip
"""What people say before they come to it."""

LAUNCHES: Final = frozenset("it's its is that's was".split())
"""Further on in an answer these still lead to the secret: "I've got it right here, it's ...", "sorry, it's ..."."""

ANSWER_LEADS: Final = LEADS | frozenset(
    "second moment sec minute "
    "do go with make be use right yup aye ooh ahh alrighty alright absolutely certainly definitely gladly fine ready "
    "mhm mm-hmm uh-huh well great lovely super cool gotcha".split()
)
"""After a question also "let's do", "go with", "make it", and what people say before they answer."""

STOPS: Final = frozenset(
    "and but so because cause cos or if can can't cannot could couldn't would wouldn't will won't do does did don't "
    "didn't doesn't should shall may might must have haven't has hasn't had is isn't was wasn't are aren't were be "
    "been am i i'm i've i'll i'd you you're you've you'll your we we're we've he she it's its it they that that's "
    "this these those there there's here what what's when where why how who which while until then than though "
    "although thanks thank please okay ok yes yeah yep yup no nope not sorry hello hi hey bye sir ma'am madam alright "
    "perfect great wonderful excellent let let's just also now with for in on at from by about into as to my "
    "our his her their the an got uh-huh mhm mm-hmm awesome".split()
)
"""Words that open a clause or close an answer: none of them is part of a secret."""

JOINING: Final = frozenset("and of the my in on to for with at i you it is".split())
"""Of STOPS, those that a passphrase may have inside, where a letter or digit follows them at once."""

REFUSED: Final = frozenset(
    "here there hold hang let give bear well hmm not no never none nothing nothing's something anything "
    "everything incorrect expired expiring "
    "invalid valid locked blocked disabled required needed reset resetting changed changing set saved stored case very "
    "too really still already always always same different on in at for from with by because being getting asking "
    "coming rejected accepted denied compromised missing gone lost forgotten important confidential private encrypted "
    "hidden temporarily up down out only between longer also no-longer unknown unclear supposed about either "
    "enough what whatever where when why how who which blank empty back off over due written under too "
    "protected sensitive hopefully mandatory optional sent emailed texted mailed stuck showing showed visible "
    "available accessible working unfortunately currently the your my his her our their an as if than then "
    "don't didn't doesn't can't cannot couldn't won't wouldn't isn't wasn't haven't hasn't forgot forget remember "
    "recall unable".split()
)
"""What may follow "the password is" without telling it: "not working", "on the back of the router"."""

DESCRIBED: Final = frozenset(
    "correct right wrong long short ready fine good bad new old easy hard difficult "
    "simple strong weak secure safe temporary secret unique eight eighteen six "
    "ten twelve minimum maximum a one some two three four".split()
)
"""Likewise, unless more of a secret follows: "strong", but "strong tiger nine"."""

DESCRIBING: Final = frozenset(
    "character characters digit digits letter letters number numbers word words symbol symbols long enough time times "
    "password case sensitive step steps thing problem issue combination mix bit little lot few good valid to "
    "that for days day hours minutes".split()
)
"""After a word of DESCRIBED they show that the password is described: "eight characters"."""

REQUESTS: Final = frozenset(
    "what what's whats tell give provide confirm verify spell say enter share state which who who's "
    "repeat need ahead take read ask asking know giving telling happen grab missing jot".split()
)
"""A question that has one of these before the secret's name wants to be answered."""

REQUEST_PAIRS: Final = frozenset(
    (("i", "have"), ("i", "get"), ("have", "your"), ("have", "the"), ("could", "i"), ("can", "i"), ("may", "i"))
)

MODALS: Final = frozenset("can could may might would will".split())
ASKING_PERSONS: Final = frozenset("i you we".split())
"""After a modal verb they ask: "could you help me with the password"."""

DETERMINERS: Final = frozenset("the your a that this account's".split())
"""Before a secret's name in a question for it: who says "my password" asks for help."""

CREDENTIALS: Final = frozenset(
    "password passwords password's passphrase passcode pin login username credentials wifi wi-fi".split()
)
"""Near one of these, what is written in letters and digits as no word is ("sunshine42") is a secret."""

DENIALS: Final = frozenset(
    "don't never not forgot forget forgotten reset resetting change changing lost recover retrieve update didn't won't "
    "without tried try trying entered entering using".split()
)
"""Before the secret's name they make a question one about it, not for it."""

STATEMENTS: Final = frozenset("is was isn't i we it not no my forgot has have had did does do reset".split())
"""In so short a turn they make it a statement."""

TRIED: Final = frozenset(
    "need want have got get getting find look know remember tried used use set put entered typed "
    "try chose picked gave wrote".split()
)
"""Before a secret that is named after it: "I tried blue horse seven as my password"."""

COMPOUNDS: Final = frozenset(
    "reset resets manager protected protection change recovery hint hints policy field box screen prompt requirements "
    "requirement page link email expired works worked working again because and or so".split()
)
"""After "password" they make it another thing: "password reset"."""

SYMBOLS: Final = frozenset(
    "dash hyphen minus space slash dot point underscore exclamation mark hash hashtag pound dollar sign star asterisk "
    "ampersand percent question plus equals at symbol caret comma period bang backslash tilde colon semicolon bracket "
    "all caps".split()
)
"""Characters by their names, as passwords have them."""

LATER: Final = frozenset("and lastly finally also plus then now next thanks thank".split())
"""Before a secret's name that ends a turn, they make it the next question: "and lastly your memorable word"."""

CLAUSES: Final = frozenset("and but so can could do does is you we they thanks thank please okay yes no not i".split())
"""Of STOPS, those that are never a misheard letter or digit in the middle of a password."""
