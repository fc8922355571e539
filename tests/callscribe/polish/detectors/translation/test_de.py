"""Personal data in calls in German, of Germany, Austria and Switzerland."""

from __future__ import annotations

from functools import partial

import pytest

import call_text

found = partial(call_text.hidden, language="de")
shown = partial(call_text.shown, language="de")


@pytest.mark.parametrize(
    ("asked", "answer", "kind"),
    [
        ("ihre handynummer bitte", "null eins sieben drei achtundachtzig zwölf null fünf einundvierzig", "PHONE"),
        ("ihre steuer id", "zwölf dreihundertfünfundvierzig sechshundertachtundsiebzig neunhunderteins", "NATIONAL_ID"),
        ("ihre ahv nummer", "siebenhundertsechsundfünfzig vier null acht eins zwei neun drei null", "NATIONAL_ID"),
        ("ihre sozialversicherungsnummer", "zwölf vierunddreißig null eins null eins achtzig", "NATIONAL_ID"),
        ("die versichertennummer bitte", "t vier fünf eins acht acht null drei drei zwei", "NATIONAL_ID"),
        ("die prüfziffer auf der rückseite", "sieben null drei", "CARD_CVV"),
        ("wann läuft die karte ab", "oktober sechsundzwanzig", "CARD_EXPIRY"),
        ("wann sind sie geboren", "fünfter fünfter fünfundfünfzig", "DATE_OF_BIRTH"),
        ("ihr ausweis bitte", "l drei null vier x eins acht zwo t", "DOCUMENT_ID"),
        ("das kundenkennwort", "blaumeise sieben sieben", "SECRET"),
        ("die postleitzahl", "null eins drei null sieben", "POSTCODE"),
    ],
)
def test_what_is_asked_for_is_found_as_it_is_said(asked: str, answer: str, kind: str) -> None:
    assert found(f"A: {asked} C: {answer} A: danke").get(kind) == [answer]


def test_a_point_between_two_numbers_parts_them() -> None:
    said = "A: ihre ahv nummer C: sieben fünf sechs punkt eins zwei drei vier punkt fünf sechs sieben acht A: danke"
    assert set(shown(said).split()[3:-1]) == {"*"}


def test_a_country_code_said_as_a_word_is_part_of_the_iban() -> None:
    said = "A: und die iban bitte C: de zwölf fünfzig null vier null null eins null null eins zwei drei A: danke"
    assert "de" not in shown(said)


def test_a_date_is_a_birth_date_if_it_is_said_so_after_it() -> None:
    assert shown("C: mein sohn ist am achten januar zweitausendneun geboren A: gut").endswith("am * * * geboren gut")


def test_an_e_mail_address_is_found_as_it_is_said() -> None:
    assert found("A: ihre mail C: hansi punkt maier achtundsiebzig ät gmx punkt at A: danke")["EMAIL"] == [
        "hansi punkt maier achtundsiebzig ät gmx punkt at"
    ]


def test_an_everyday_word_in_an_e_mail_address_stays_part_of_it() -> None:
    said = "C: meine mail ist moritz punkt stark at gmail punkt com A: gut"
    assert found(said) == {"EMAIL": ["moritz punkt stark at gmail punkt com"]}


@pytest.mark.parametrize("said", ["ottilienstraße zwölf b", "Goetheallee 7", "Kirchplatz 3"])
def test_a_street_is_told_by_its_ending(said: str) -> None:
    assert {*found(f"C: ich bin jetzt in der {said} A: gut")["ADDRESS"]} == {said}


@pytest.mark.parametrize("said", ["karl marx straße hundertelf", "lange straße fünf"])
def test_the_name_of_a_street_may_stand_before_its_kind(said: str) -> None:
    assert {*found(f"C: wir sind in der {said} A: gut")["ADDRESS"]} == {said}


def test_a_street_of_which_only_the_place_is_named_is_hidden() -> None:
    assert found("C: das paket ging in den ahornbusch 3 A: ok") == {"ADDRESS": ["ahornbusch 3"]}


def test_a_name_after_a_title_may_be_an_everyday_word() -> None:
    assert shown("C: hallo herr weiß und frau klein A: ja") == "hallo herr * und frau * ja"


def test_a_surname_may_be_an_everyday_word() -> None:
    assert found("A: guten tag C: mein name ist klaus schwarz A: ja") == {"PERSON": ["klaus schwarz"]}


def test_who_says_his_name_before_the_words_my_name_is_hidden() -> None:
    assert found("C: schönen guten tag vollrath mein name A: ja") == {"PERSON": ["vollrath"]}


def test_a_name_is_spelled_by_the_alphabet() -> None:
    said = "A: buchstabieren sie bitte C: otto berta emil richard A: danke"
    assert shown(said) == "buchstabieren sie bitte * * * * danke"


@pytest.mark.parametrize(
    "said",
    [
        "A: der techniker kommt am dienstag zwischen acht und zwölf uhr C: da bin ich leider nicht da",
        "A: das macht dann dreihundertfünfundvierzig euro und zwanzig cent inklusive mehrwertsteuer",
        "A: bei einer laufzeit von sechsunddreißig monaten zahlen sie hundertneunzehn euro im monat",
        "C: ich bin am fünfzehnten september in urlaub gefahren und am dreißigsten zurückgekommen",
        "C: der zug fährt um zwölf uhr siebenundvierzig von gleis acht ab",
        "C: die wohnung hat zweiundachtzig quadratmeter und kostet neunhundertfünfzig warm",
        "C: ich bin echt sauer ich bin enttäuscht A: sind sie sicher",
        "C: hier ist alles kaputt und hier geht gar nichts mehr",
        "A: ihr passwort muss mindestens acht zeichen haben C: ok und der code kommt per sms",
        "C: es kostet fünf komma vier prozent mehr und drei komma fünf gigabyte",
        "A: Ihr Termin ist am 12. Mai um 9:30 Uhr in Raum 214. C: Danke, am 12. Mai.",
        "C: ich bin ab siebzehn uhr erreichbar A: gut",
    ],
)
def test_ordinary_talk_stays(said: str) -> None:
    assert found(said) == {}
