"""Personal data in calls in French, of France, Belgium and Quebec."""

from __future__ import annotations

from functools import partial

import pytest

import call_text
from call_text import call
from callscribe.polish.detectors.translation.in_english import in_english

found = partial(call_text.hidden, language="fr")
shown = partial(call_text.shown, language="fr")


@pytest.mark.parametrize(
    ("asked", "answer", "kind"),
    [
        ("votre numéro de téléphone", "zéro six douze trente-quatre cinquante-six soixante-dix-huit", "PHONE"),
        ("votre gsm", "zéro quatre septante-cinq soixante-trois vingt-huit nonante et un", "PHONE"),
        ("votre numéro de cellulaire", "cinq un quatre cinq cinq cinq zéro un trente-sept", "PHONE"),
        ("votre numéro de sécu", "un quatre-vingt-cinq zéro sept quarante-quatre cent neuf vingt-trois", "NATIONAL_ID"),
        ("votre registre national", "soixante-huit zéro un trente quatre cent trois quatre-vingt-deux", "NATIONAL_ID"),
        ("votre nas", "cinq un trois sept deux six huit quatre quatre", "NATIONAL_ID"),
        ("votre iban", "f r soixante-seize trente mille quatre zéro zéro huit vingt et un", "IBAN"),
        ("votre numéro de passeport", "dix-neuf a b quarante-sept trois cent deux", "DOCUMENT_ID"),
        ("la plaque du véhicule", "deux t k l trois cent deux", "VEHICLE"),
        ("le cryptogramme au dos", "sept cent quarante et un", "CARD_CVV"),
        ("la date d'expiration", "zéro six vingt-huit", "CARD_EXPIRY"),
        ("votre date de naissance", "quinze zéro neuf soixante-dix-sept", "DATE_OF_BIRTH"),
        ("le code postal", "soixante-neuf mille trois", "POSTCODE"),
        ("votre code secret", "douze trente-quatre", "SECRET"),
    ],
)
def test_what_is_asked_for_is_found_as_it_is_said(asked: str, answer: str, kind: str) -> None:
    assert {*found(f"A: {asked} C: {answer} A: merci").get(kind, ())} == {answer}


def test_an_e_mail_address_is_found_as_it_is_said() -> None:
    assert found("A: votre mail C: c'est lucie tiret du bas perrin arobase orange point fr A: d'accord") == {
        "EMAIL": ["lucie tiret du bas perrin arobase orange point fr"]
    }


def test_a_card_is_found_over_turns() -> None:
    said = "A: le numéro de la carte C: quarante-neuf soixante-dix trente et un zéro deux A: oui C: cinquante-cinq"
    rest = "quatre-vingt-huit quarante et un quatre-vingt-dix A: merci"
    assert "*" in shown(f"{said} {rest}")
    assert not {"quarante-neuf", "cinquante-cinq", "quatre-vingt-dix"} & {*shown(f"{said} {rest}").split()}


@pytest.mark.parametrize("answer", ["haddad h a deux d a d", "d comme denis u comme ursule p comme paul"])
def test_a_name_is_hidden_however_it_is_spelled(answer: str) -> None:
    assert {*shown(f"A: c'est à quel nom C: {answer} A: merci").split()[6:-2]} == {"*"}


def test_a_title_may_be_what_the_question_ends_in() -> None:
    assert shown("A: vous êtes madame C: simone rambert A: merci") == "vous êtes madame * * merci"


def test_who_answers_the_call_is_hidden() -> None:
    assert shown("A: bonjour sandrine à votre écoute C: bonjour") == "bonjour * à votre écoute bonjour"


def test_a_breton_article_is_part_of_the_name() -> None:
    assert "goff" not in shown("A: votre nom C: le goff A: merci")


def test_a_street_is_hidden_with_the_number_before_it() -> None:
    assert shown("C: j'ai déménagé au douze rue des lilas A: d'accord") == "j'ai déménagé au * * * * d'accord"


def test_a_street_is_hidden_with_the_number_after_it() -> None:
    assert "quarante-huit" not in shown("C: maintenant c'est rue du moulin quarante-huit A: d'accord")


def test_to_have_nothing_is_not_to_be_born() -> None:
    assert found("A: ne le dites à personne C: treize euros quatre-vingt-dix-neuf par mois") == {}


@pytest.mark.parametrize(
    "said",
    [
        "A: votre colis sera livré entre huit heures et treize heures le mardi vingt-trois mars",
        "A: votre forfait passe de dix-neuf quatre-vingt-dix-neuf à vingt-deux quatre-vingt-dix-neuf",
        "C: j'ai acheté deux paires à quarante-neuf euros quatre-vingt-dix et une veste à cent vingt euros",
        "A: votre solde est de mille deux cent trente-quatre euros et cinquante-six centimes",
        "A: pour un prêt de quinze mille euros le taux est de quatre virgule neuf pour cent",
        "C: il me reste une place à deux heures",
        "A: le vol trois cent douze décolle à quinze heures dix porte quarante-six",
        "A: le modèle fait cent quatre-vingts sur deux cents",
        "C: je suis en attente depuis vingt-cinq minutes",
        "C: Le 15 mars à 10h30, c'est possible ? A: Non, plutôt à 11h15 ou 14h.",
    ],
)
def test_ordinary_talk_stays(said: str) -> None:
    assert found(said) == {}


def _told(text: str) -> str:
    return " ".join(word.word for word in in_english(call(text), "fr").words)


def test_one_is_a_digit_beside_letters() -> None:
    assert _told("g un r deux l trois") == "g one r two l three"


def test_a_decimal_is_one_number() -> None:
    assert _told("quatre virgule cinq pour cent soit 52,90 €") == "4.5 percent be 52.90 euros"


def test_a_mark_that_stands_alone_ends_the_word_before_it() -> None:
    translated = in_english(call("votre nom ?"), "fr")
    assert [word.word for word in translated.words] == ["your", "name?"]
    assert len(translated.origins) == len(translated.words)


def test_a_house_number_may_be_followed_by_bis() -> None:
    assert shown("C: j'ai déménagé au douze bis rue des lilas A: d'accord") == "j'ai déménagé au * * * * * d'accord"


def test_the_town_is_hidden_with_the_street() -> None:
    assert "cesson" not in shown("C: c'est pour une livraison au douze rue des lilas à cesson A: d'accord")


def test_a_place_in_a_street_name_is_no_place_at_a_table() -> None:
    assert found("C: onze place de la mairie A: d'accord") == {"ADDRESS": ["onze place de la mairie"]}
    assert found("C: il vous reste une place à deux heures A: oui") == {}


def test_a_mark_that_stands_alone_is_never_hidden() -> None:
    assert shown("A: Vous habitez rue des Alliés 45, à Liège ? C: Oui.").endswith("? Oui.")


def test_a_particle_after_a_title_belongs_to_the_name() -> None:
    assert shown("A: merci monsieur de montfort C: de rien") in ("merci * * * de rien", "merci monsieur * * de rien")
