from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from call_text import call
from callscribe.errors import SettingsError
from callscribe.polish.detectors.ner import Found, find_with_model, from_presidio, from_spacy, load_recogniser
from callscribe.transcript.words import Word

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "C: I asked Jane Doe, about it A: Springfield is far C: on Friday"


def pipeline() -> Any:
    nlp: Any = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "Jane Doe"},
            {"label": "GPE", "pattern": "Springfield"},
            {"label": "DATE", "pattern": "Friday"},
        ]
    )
    return nlp


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pipeline().to_disk(tmp_path / "model")
    return tmp_path / "model"


def found(recogniser: Any, text: str = TEXT) -> list[tuple[str, str]]:
    words = call(text)
    return [
        (span.entity_type, " ".join(word.word for word in words[span.first_word : span.last_word + 1]))
        for span in find_with_model(words, recogniser)
    ]


def test_entities_of_a_spacy_pipeline_are_spans_of_whole_words_with_our_names() -> None:
    assert found(from_spacy(pipeline())) == [("PERSON", "Jane Doe,"), ("ADDRESS", "Springfield")]


def test_a_pipeline_is_loaded_from_a_folder(folder: Path) -> None:
    assert found(load_recogniser(f"spacy:{folder}")) == [("PERSON", "Jane Doe,"), ("ADDRESS", "Springfield")]


def test_presidio_finds_what_its_patterns_and_the_pipeline_find(folder: Path) -> None:
    recogniser = load_recogniser(f"presidio:{folder}")
    assert found(recogniser, "C: Jane Doe paid with 4111 1111 1111 1111") == [
        ("PERSON", "Jane Doe"),
        ("CARD_NUMBER", "4111 1111 1111 1111"),
    ]


def test_a_weak_match_of_presidio_is_left() -> None:
    class Analyzer:
        def analyze(self, text: str, language: str) -> list[Any]:
            assert language == "en"
            return [type("Result", (), {"start": 0, "end": len(text), "entity_type": "US_BANK_NUMBER", "score": 0.05})]

    assert found(from_presidio(Analyzer())) == []


def test_the_model_sees_one_voice_at_a_time() -> None:
    texts: list[str] = []

    def recogniser(text: str) -> list[Found]:
        texts.append(text)
        return []

    find_with_model(call("C: a b A: c C: d"), recogniser)
    assert texts == ["a b", "c", "d"]


def test_labels_that_are_no_personal_data_are_left() -> None:
    assert found(lambda text: [Found(0, len(text), "ORG", 0.9)]) == []


@pytest.mark.parametrize("model", ["", "flair:x", "spacy:", "en_core_web_sm"])
def test_a_recogniser_of_no_known_kind_is_refused_with_what_to_write(model: str) -> None:
    with pytest.raises(SettingsError, match="spacy:MODEL"):
        load_recogniser(model)


def test_a_model_that_is_not_installed_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no_such_model"):
        load_recogniser(f"spacy:{tmp_path / 'no_such_model'}")


@pytest.mark.parametrize(("missing", "kind"), [("spacy", "spacy"), ("presidio_analyzer", "presidio")])
def test_a_missing_package_is_named_with_the_extra_that_brings_it(
    missing: str, kind: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(SettingsError, match=r"airflow-pulse\[ner\]"):
        load_recogniser(f"{kind}:{folder}")


@given(
    st.lists(st.tuples(st.text("ab.", min_size=1, max_size=4), st.integers(0, 1)), min_size=1, max_size=20), st.data()
)
def test_a_span_covers_just_the_words_that_its_characters_touch(
    rows: list[tuple[str, int]], data: st.DataObject
) -> None:
    words = [Word(token, index, index + 0.5, channel=channel) for index, (token, channel) in enumerate(rows)]
    marked: list[str] = []

    def recogniser(text: str) -> list[Found]:
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        if not text[start:end].strip():
            return []
        marked.append(text[start:end].strip())
        return [Found(start, end, "PERSON", 0.9)]

    for span, text in zip(find_with_model(words, recogniser), marked, strict=True):
        covered = " ".join(word.word for word in words[span.first_word : span.last_word + 1])
        assert text in covered
        assert len({words[k].channel for k in range(span.first_word, span.last_word + 1)}) == 1
