"""`callscribe learn-terms`: what people corrected in transcripts more than once, as terms for the vocabulary."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from callscribe.errors import SettingsError
from callscribe.evaluation.comparison import compare
from callscribe.evaluation.evaluate import NAMED_CALLS
from callscribe.evaluation.masking import masks_of
from callscribe.evaluation.sides import read_sides
from callscribe.polish.vocabulary import learn_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from callscribe.evaluation.compared import ComparedWord
    from callscribe.evaluation.masking import Mask
    from callscribe.polish.term_index import Term


def reviewed_terms(hypothesis: Path, reviewed: Path) -> list[Term]:
    """Terms from reviewed transcripts; nothing is learned from words that the tables hide.

    Args:
        hypothesis: What was recognised: a file, a folder or a lake, as for `callscribe evaluate`.
        reviewed: The same calls as people corrected them.

    Raises:
        SettingsError: A file is not what it should be, or no call is on both sides.
    """
    return learn_terms(_texts(hypothesis, reviewed))


def as_settings(terms: Iterable[Term]) -> str:
    """The terms as tables to append to a settings file."""
    return "".join(
        f"\n[[polish.vocabulary]]\ntext = {_toml(term.text)}\nsounds_like = {_toml(list(term.sounds_like))}\n"
        for term in terms
    )


def _toml(value: object) -> str:
    """JSON, which is TOML too, but for one control character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _texts(hypothesis: Path, reviewed: Path) -> Iterator[tuple[list[str], list[str]]]:
    sides = read_sides(hypothesis, reviewed)
    both = sorted(sides.recognised.keys() & sides.said.keys())
    if not both:
        why = "; ".join(f"{call_id}: {reason}" for call_id, reason in list(sides.unreadable.items())[:NAMED_CALLS])
        raise SettingsError(f"{hypothesis} and {reviewed} have no call in common{f' ({why})' if why else ''}.")
    for call_id in both:
        comparison = compare(sides.said[call_id], sides.recognised[call_id], collar_s=0.0)
        said, heard = masks_of(comparison)
        yield _readable(comparison.heard.words, heard), _readable(comparison.said.words, said)


def _readable(words: Sequence[ComparedWord], mask: Mask) -> list[str]:
    return [word.text if label is None else "" for word, label in zip(words, mask, strict=True)]
