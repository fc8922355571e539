"""Names that are in no list, in the positions of names; and words of no list in other positions."""

from __future__ import annotations

import pytest

from call_text import call, shown
from callscribe.polish.detectors.names.people import find_people
from callscribe.polish.detectors.numbers.spoken_numbers import read_words


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "A: linden dental this is trevika C: hi trevika i broke a tooth",
            "linden dental this is * hi * i broke a tooth",
        ),
        ("A: Linden Vets, Brenuk here. C: Hello.", "Linden Vets, * here. Hello."),
        ("A: hello C: hiya dorvane how's things", "hello hiya * how's things"),
        ("A: hello C: it's dorvane from the garage", "hello it's * from the garage"),
        ("A: hello is this dorvane C: yes who's this", "hello is this * yes who's this"),
        ("A: what's wrong C: my nephew kelmar he fell", "what's wrong my nephew * he fell"),
        ("A: who knows C: the driver is kelmar and he left", "who knows the driver is * and he left"),
        ("A: what next C: Kelmar, stop that! Sorry.", "what next * stop that! Sorry."),
        ("A: okay kelmar i can do that C: fine", "okay * i can do that fine"),
        ("A: right then kelmar let's look C: fine", "right then * let's look fine"),
        ("C: hello A: And your postcode, Kelmar? C: It's", "hello And your postcode, * It's"),
        ("C: hello A: what's your date of birth kelmar C: it's", "hello what's your date of birth * it's"),
        ("A: kelmar brovan C: that's me", "* * that's me"),
        ("A: kelmar brovan is it C: yes", "* * is it yes"),
        ("C: hello it's gone to kelmar with a k", "hello it's gone to * with a k"),
        ("C: hang on kelmar put it down sorry", "hang on * put it down sorry"),
        ("A: hello C: the kids are kelmar and brovan", "hello the kids are * and *"),
        ("A: hello C: could you tell kelmar i rang", "hello could you tell * i rang"),
        ("C: hello A: is kelmar there please C: no", "hello is * there please no"),
        ("C: put me down as kelmar brovan", "put me down as * *"),
        ("C: hi A: hello there kelmar how are you", "hi hello there * how are you"),
        ("A: namaste myself kelmar how may i help", "namaste myself * how may i help"),
    ],
)
def test_a_name_of_no_list_is_hidden_where_only_names_stand(said: str, expected: str) -> None:
    assert shown(said) == expected


def test_a_name_of_no_list_is_hidden_wherever_it_is_said_again() -> None:
    said = shown("A: linden dental this is trevika C: hello A: hold on C: so trevika told me to call")
    assert said == "linden dental this is * hello hold on so * told me to call"


@pytest.mark.parametrize(
    "said",
    [
        "C: it's a tradmo and the tradmo is broken",
        "A: which make C: it's vorlan A: okay vorlan what year",
        "C: i love the sea it's so blenty here how are you",
        "C: my cat she's a tromish she's old",
        "C: the same-day one. Who's bringing it",
        "A: Good morning, Vorlan Print, how can I help?",
        "C: i paid with vorlan and the app from trodex crashed",
        "A: sweetheart it's fine C: thanks mate",
        "C: we flew to drovia with vorlan last week",
        "C: i'm gobstruckish and tired",
    ],
)
def test_a_word_of_no_list_stays_in_the_positions_of_things(said: str) -> None:
    assert "*" not in shown(said)


def test_one_long_turn_is_searched_in_time_that_grows_with_it() -> None:
    words = call("C: " + "okay vorlan i see " * 5000)
    assert find_people(words, read_words(words, english=True))
