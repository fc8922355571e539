"""What single words can be of a name."""

from __future__ import annotations

import pytest

from call_text import shown
from callscribe.polish.detectors.names.given_names import GIVEN_NAMES, PLAIN_NAMES
from callscribe.polish.detectors.names.name_words import PLAIN, bare, is_rare
from callscribe.polish.detectors.names.proper_nouns import PROPER_NOUNS
from callscribe.polish.detectors.names.surnames import PLAIN_SURNAMES, SURNAMES
from callscribe.polish.detectors.names.uncommon_words import UNCOMMON_WORDS
from callscribe.polish.detectors.ordinary_words import is_ordinary_word


def test_no_name_is_listed_as_something_else() -> None:
    assert not (PROPER_NOUNS | UNCOMMON_WORDS) & (GIVEN_NAMES | SURNAMES)


def test_plain_names_are_no_everyday_words() -> None:
    assert not [name for name in PLAIN_SURNAMES if is_ordinary_word(name)]
    assert not PLAIN & (GIVEN_NAMES - PLAIN_NAMES)


@pytest.mark.parametrize("word", ["verizon", "wi-fi", "netflix's", "lasagna", "mumbai", "odometer", "router", "april"])
def test_firms_places_and_uncommon_words_are_not_taken_for_names(word: str) -> None:
    assert not is_rare(word)


@pytest.mark.parametrize("name", ["chukwuemeka", "xiaoming", "szczepanski", "anjali", "yusuf", "guadalupe", "brzezin"])
def test_names_of_all_origins_are(name: str) -> None:
    assert is_rare(name)


def test_a_genitive_is_taken_off() -> None:
    assert [bare("jane's"), bare("james'"), bare("jones")] == ["jane", "james", "jones"]


@pytest.mark.parametrize(
    "said",
    [
        "I bought a Samsung Galaxy at Best Buy in Dallas and the Bixby button broke.",
        "Our store in San Francisco is on the corner. The one in Phoenix closed in August.",
        "I'm with Verizon now. This is Verizon's modem. It's Outlook that fails.",
        "Thank you for calling Wells Fargo. Please hold. Thanks, hope you're well.",
        "I talked to Geico and to Progressive. Speak to Vodafone. Ask Xfinity.",
        "You're through to claims. It's under warranty. It is under Bluetooth.",
        "Chase said no. The pearl ring, the ruby necklace and the amber one.",
        "I miss Hawaii. Dr. visit copay is due. My doctor said Tylenol.",
        "the toyota is in austin and we went to santa barbara",
        "It's Memorial Day weekend. I'm Canadian. That's Medicaid, not Medicare.",
    ],
)
def test_talk_of_products_places_and_firms_holds_no_name(said: str) -> None:
    assert shown(f"C: {said}") == said
