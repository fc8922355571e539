from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from callscribe.errors import SettingsError
from callscribe.polish import languages
from callscribe.polish.languages import CERTAIN, GROUPS, identify_by_channel, identify_language
from callscribe.transcript.words import Word
from spoken_languages import SENTENCES


def said(text: str, *, channel: int = 0, times: int = 1) -> list[Word]:
    return [Word(token, at_s, at_s + 0.3, channel=channel) for at_s, token in enumerate(text.split() * times)]


def tag_of(words: list[Word], **options: tuple[str, ...]) -> str | None:
    guess = identify_language(words, **options)
    return guess and guess.tag


@pytest.mark.parametrize("language", SENTENCES)
def test_a_minute_of_talk_tells_its_language(language: str) -> None:
    assert tag_of(said(" ".join(SENTENCES[language]))) == language


def test_a_sentence_is_never_taken_for_another_language() -> None:
    answers = {(language, tag_of(said(text))) for language, texts in SENTENCES.items() for text in texts}
    assert all(answer in {language, None} for language, answer in answers)


def test_nearly_every_sentence_tells_its_language() -> None:
    long = [(tag, text) for tag, texts in SENTENCES.items() for text in texts if len(text.split()) >= 5]
    assert sum(tag_of(said(text)) == tag for tag, text in long) >= 0.97 * len(long)


@pytest.mark.parametrize(
    "text", ["", "okay", "yeah mhm okay", "bonjour madame", "john smith peter miller anna maria rossi"]
)
def test_what_could_be_any_language_has_none(text: str) -> None:
    assert identify_language(said(text)) is None


def test_a_call_in_two_languages_has_none() -> None:
    english, hindi = (" ".join(SENTENCES[language]) for language in ("en", "hi"))
    assert identify_language(said(f"{english} {hindi}")) is None


def test_a_few_sentences_in_another_language_are_not_lost_among_many() -> None:
    spanish = " ".join(SENTENCES["es"][:3])
    assert identify_language(said(" ".join(SENTENCES["en"] * 20) + f" {spanish} " + " ".join(SENTENCES["en"]))) is None


def test_one_voice_in_another_language_is_not_lost_beside_another() -> None:
    agent = said(" ".join(SENTENCES["en"] * 20))
    customer = [replace(word, speaker="1") for word in said(SENTENCES["es"][1])]
    assert tag_of(agent) == "en"
    assert identify_language(agent + customer) is None


def test_a_voice_of_a_word_or_two_takes_no_language_away() -> None:
    german = said(" ".join(SENTENCES["de"]))
    assert tag_of(german + [replace(word, speaker="1") for word in said("okay yes")]) == "de"


def test_voices_that_each_say_next_to_nothing_are_looked_at_together() -> None:
    words = said("guten morgen wie kann ich ihnen heute helfen")
    assert tag_of([replace(word, speaker=str(place // 3)) for place, word in enumerate(words)]) == "de"


def test_digits_take_no_language_away() -> None:
    digits = [replace(word, speaker="1") for word in said("4111 1111 1111 1111 12/27 123")]
    assert tag_of(said(" ".join(SENTENCES["en"])) + digits) == "en"
    assert identify_language(digits) is None


def test_languages_that_are_heard_in_a_group_alone_are_told_apart() -> None:
    marathi = said("मला माझ्या मागील बिलाबद्दल एक प्रश्न विचारायचा आहे आणि मी उद्या परत फोन करतो")
    bengali = said("আমার শেষ বিল নিয়ে আমার একটা প্রশ্ন আছে এবং আমি কাল আবার ফোন করব")
    group = GROUPS["multi-indic"]
    assert (tag_of(marathi, languages=group), tag_of(bengali, languages=group)) == ("mr", "bn")
    assert tag_of(said(" ".join(SENTENCES["hi"])), languages=group) == "hi"


def test_each_channel_has_its_own_language() -> None:
    words = said(" ".join(SENTENCES["en"])) + said(" ".join(SENTENCES["es"]), channel=1) + said("okay", channel=2)
    found = identify_by_channel(words)
    assert {channel: guess and guess.tag for channel, guess in found.items()} == {0: "en", 1: "es", 2: None}


def test_redacted_words_and_fillers_tell_nothing() -> None:
    german = said("guten morgen wie kann ich ihnen heute helfen")
    assert tag_of(german) == "de"
    assert tag_of([replace(word, entity_type="NAME") for word in german]) is None
    assert tag_of([replace(word, redaction=1) for word in german]) is None
    assert tag_of([replace(word, filler=True) for word in german]) is None
    hidden = [replace(word, entity_type="NAME") for word in said("guten morgen wie kann ich helfen", times=20)]
    assert tag_of(hidden + said(" ".join(SENTENCES["en"]))) == "en"


def test_fewer_candidates_make_it_surer() -> None:
    words = said("el paquete tenía que llegar")
    wide, narrow = identify_language(words), identify_language(words, languages=("en", "es-MX"))
    assert narrow is not None
    assert narrow.probability > (wide.probability if wide else CERTAIN)


def test_the_answer_is_always_a_candidate() -> None:
    assert tag_of(said(" ".join(SENTENCES["pt"])), languages=("en", "es")) in {"en", "es", None}


def test_an_unknown_candidate_is_named() -> None:
    with pytest.raises(SettingsError, match="klingon"):
        identify_language(said("guten morgen wie kann ich"), languages=("de", "Klingon"))


def test_without_its_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid.langid", None)
    languages._identifier.cache_clear()
    with pytest.raises(SettingsError, match=r"pip install 'airflow-pulse\[language\]'"):
        identify_language(said("guten morgen wie kann ich"))


def test_whether_its_package_is_there_is_known_before_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    languages.require_identifier()
    monkeypatch.setitem(sys.modules, "py3langid", None)
    with pytest.raises(SettingsError, match=r"pip install 'airflow-pulse\[language\]'"):
        languages.require_identifier()
