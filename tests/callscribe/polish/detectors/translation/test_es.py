"""Personal data in calls in Spanish, of Spain and the Americas."""

from __future__ import annotations

from functools import partial

import pytest

import call_text

found = partial(call_text.hidden, language="es")
shown = partial(call_text.shown, language="es")


@pytest.mark.parametrize(
    ("asked", "answer", "kind"),
    [
        ("su cédula por favor", "cuarenta y tres uno dos ocho nueve cero uno", "NATIONAL_ID"),
        ("su dni", "treinta y tres millones cuatrocientos doce mil ochocientos", "NATIONAL_ID"),
        ("me dice su nip", "cuatro nueve uno ocho", "SECRET"),
        ("los tres numeritos de atrás", "cero ocho uno", "CARD_CVV"),
        ("un teléfono fijo", "noventa y uno cuatro cero cinco doce treinta y tres", "PHONE"),
        ("la matrícula del coche", "tres tres nueve uno jota ce uve", "VEHICLE"),
        ("el iban", "e ese setenta y seis veintiuno cero cero cero ocho trece", "IBAN"),
        ("cuándo nació usted", "el cinco del siete del ochenta y nueve", "DATE_OF_BIRTH"),
        ("código postal", "cuarenta y cuatro mil cien", "POSTCODE"),
    ],
)
def test_what_is_asked_for_is_found_as_it_is_said(asked: str, answer: str, kind: str) -> None:
    assert {*found(f"A: {asked} C: {answer} A: gracias").get(kind, ())} == {answer.removeprefix("el ")}


def test_an_e_mail_address_is_found_as_it_is_said() -> None:
    assert found("A: su correo C: es lola guion bajo ruiz arroba gmail punto com A: vale") == {
        "EMAIL": ["lola guion bajo ruiz arroba gmail punto com"]
    }


def test_both_surnames_are_part_of_the_name() -> None:
    said = "A: nombre completo C: maría fernanda treviño garza A: gracias"
    assert found(said) == {"PERSON": ["maría fernanda treviño garza"]}


def test_a_name_goes_on_after_its_small_words() -> None:
    assert "socorro" not in shown("A: su nombre completo C: maría del socorro treviño A: gracias")


def test_a_firm_is_no_part_of_the_name_of_who_calls_for_it() -> None:
    assert "telefonía" in shown("A: buenas le saluda rosaura de telefonía C: hola rosaura")


def test_an_opening_question_mark_hides_no_name() -> None:
    assert shown("A: ¿Elvira Noemí Sandoval? C: sí") == "* * * sí"


def test_what_is_written_without_accents_is_found_too() -> None:
    said = "A: me da el número de teléfono C: seis cero siete treinta y dos once noventa A: gracias"
    without = "A: me da el numero de telefono C: seis cero siete treinta y dos once noventa A: gracias"
    assert list(found(without)) == list(found(said)) == ["PHONE"]


@pytest.mark.parametrize("spelled", ["ka ele ene", "ka, ele, ene", "ka de kilo ele de lima ene de navarra"])
def test_letters_of_a_plate_are_hidden_however_they_are_spelled(spelled: str) -> None:
    text = shown(f"A: me dice la matrícula C: cuatro siete cero ocho {spelled} A: vale")
    assert set(text.split()[4:-1]) == {"*"}


def test_a_street_is_hidden_with_its_number() -> None:
    assert shown("C: me he mudado a la avenida de américa ciento dos A: vale") == "me he mudado a la * * * * * vale"


def test_a_street_may_be_called_what_is_an_everyday_word() -> None:
    assert "estación" not in shown("C: es en el paseo de la estación veintisiete A: vale")


@pytest.mark.parametrize(
    "said",
    [
        "C: quería averiguar por un préstamo de dos millones de pesos",
        "A: a veinticuatro meses le quedan ciento cuarenta y dos mil trescientos pesos",
        "A: el total son dos mil cuatrocientos pesos con cincuenta centavos",
        "A: el técnico pasa el martes diecisiete entre las diez y las doce",
        "C: compré tres camisas talla cuarenta y dos y me llegaron cuatro de la cuarenta y cuatro",
        "A: su turno es el ciento cuatro van por el noventa y ocho",
        "A: tiene aparcamiento a doscientos metros y cuesta veinte euros al día",
        "C: soy cliente desde hace diez años y nunca me había pasado esto",
        "C: habla más despacio por favor que no te oigo bien",
    ],
)
def test_ordinary_talk_stays(said: str) -> None:
    assert found(said) == {}
