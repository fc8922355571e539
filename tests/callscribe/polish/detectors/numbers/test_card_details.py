"""What is given in a row after a card number, and dates and codes that are about something else."""

from __future__ import annotations

import pytest

from call_text import hidden

CARD = "4539 1488 0343 6467"


@pytest.mark.parametrize(
    "text",
    [
        f"C: sure it's a visa, {CARD}, 11/29, 604. A: thank you",
        f"C: the card is {CARD}. A: got it C: right, 11/29 and 604, that's all A: thank you",
    ],
)
def test_expiry_and_code_in_a_row_after_a_card_number_need_no_cue(text: str) -> None:
    found = hidden(text)
    assert "11/29" in " ".join(found["CARD_EXPIRY"])
    assert any("604" in words for words in found["CARD_CVV"])


def test_a_code_after_an_expiry_date_is_the_cards() -> None:
    assert hidden(f"C: it's {CARD}, expires 11/29, code 604. A: thanks")["CARD_CVV"] == ["604."]


def test_a_number_after_another_question_is_no_part_of_the_row() -> None:
    assert "CARD_CVV" not in hidden(f"C: {CARD}, 11/29. A: and the order number C: it's 604 A: thanks")


@pytest.mark.parametrize(
    "text",
    [
        "C: my card was fine A: and your passport C: it expires in march 2031 A: okay",
        "C: it's going to expire A: we have time it's four hundred plus our fee of three fifty C: okay",
        "C: happy birthday to him A: it'll be there between the twelfth and the fourteenth. C: great",
        "A: your date of birth please C: first of may nineteen ninety A: it's sixteen thousand naira now C: okay",
        "C: roughly what's left on it A: thirty four thousand one hundred and six C: okay",
        "C: i was born the year of the crash A: sixty six wonderful come in C: okay",
        "A: ring one oh two C: one oh two okay cheers A: bye",
    ],
)
def test_what_expires_or_counts_otherwise_is_shown(text: str) -> None:
    found = hidden(text)
    whole = [words for words in found.get("DATE_OF_BIRTH", []) if words != "first of may nineteen ninety"]
    assert whole == []
    assert not {"CARD_EXPIRY", "CARD_CVV"} & set(found)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("A: who is it for C: my wife she's four eleven eighty two A: thanks", "four eleven eighty two"),
        ("A: and hers C: november third seventy nine A: thanks", "november third seventy nine"),
        ("A: that's right C: and April 14, '87. A: great", "April 14, '87."),
        ("C: i'm sam born ate eleven seventy three A: thanks", "ate eleven seventy three"),
        ("A: your date of birth please C: ate of the for seventy won A: thanks", "ate of the for seventy won"),
        (
            "A: your date of birth C: why A: i can give you the year and you tell me the rest is it nineteen sixty two",
            "nineteen sixty two",
        ),
    ],
)
def test_a_date_of_birth_is_found_as_people_say_it(text: str, date: str) -> None:
    assert date in hidden(text).get("DATE_OF_BIRTH", [])


def test_a_date_read_back_with_its_month_named_is_hidden() -> None:
    text = "A: your date of birth C: three, seven, nineteen eighty one. A: so the third of July? C: yes"
    assert any("third of July" in words for words in hidden(text)["DATE_OF_BIRTH"])


@pytest.mark.parametrize("said", ["for for seven", "for too for"])
def test_a_security_code_of_homophones_is_hidden(said: str) -> None:
    assert hidden(f"A: and the three digits on the back of your card C: {said} A: it's gone through")
