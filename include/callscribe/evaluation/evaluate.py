"""`callscribe evaluate`: transcripts compared with what was said, call by call and in total."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from callscribe.evaluation.comparison import compare
from callscribe.evaluation.error_spans import by_errors
from callscribe.evaluation.masking import masks_of, shown
from callscribe.evaluation.sides import read_sides
from callscribe.layout import clock, empty_table
from callscribe.metrics.calibration import calibrate
from callscribe.metrics.diarization_errors import DiarizationErrors
from callscribe.metrics.normalisation import NORMALISATION
from callscribe.metrics.speaker_errors import SpeakerWordErrors
from callscribe.metrics.word_errors import WordErrors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rich.console import Console

    from callscribe.evaluation.comparison import Comparison, Side
    from callscribe.evaluation.error_spans import ErrorSpan
    from callscribe.evaluation.masking import Mask
    from callscribe.metrics.calibration import Calibration

WORST_SPANS: Final = 10
NAMED_CALLS: Final = 20
"""How many calls without a counterpart are named on the screen; in JSON all are."""

_BAR_COLUMNS: Final = 30


@dataclass(frozen=True)
class Figures:
    """Errors of one call, or of all.

    Attributes:
        speakers: None where a side does not say who speaks.
        diarization: None where a side does not say who speaks when.
    """

    words: WordErrors
    speakers: SpeakerWordErrors | None
    diarization: DiarizationErrors | None


@dataclass(frozen=True)
class WorstSpan:
    """A stretch with many errors, as it may be printed.

    Attributes:
        start_s: Where it is in the call; None where neither side has times.
        word: Number of the reference's word that it begins with or before, from 1.
        said: Empty where nothing was said.
        recognised: Empty where nothing was recognised.
    """

    call_id: str
    start_s: float | None
    word: int
    errors: int
    said: str
    recognised: str


@dataclass(frozen=True)
class Evaluation:
    """How good transcripts are.

    Attributes:
        calls: By call id.
        total: Errors of all calls over words of all calls, not a mean of rates.
        calibration: None where no recognised word has a confidence.
        only_recognised: Calls without a reference.
        only_said: Calls of the reference that are not recognised.
        unreadable: Calls that are there and cannot be read, with the reason.
    """

    calls: dict[str, Figures]
    total: Figures
    worst: tuple[WorstSpan, ...]
    calibration: Calibration | None
    collar_s: float
    only_recognised: tuple[str, ...]
    only_said: tuple[str, ...]
    unreadable: dict[str, str]

    @property
    def complete(self) -> bool:
        """Whether every call of either side was compared."""
        return not (self.only_recognised or self.only_said or self.unreadable)

    def as_dict(self) -> dict[str, Any]:
        """As one JSON object; a rate that cannot be computed is null."""
        return {
            "normalisation": NORMALISATION,
            "collar_s": self.collar_s,
            "total": _told(self.total),
            "calls": [{"call_id": call_id} | _told(figures) for call_id, figures in self.calls.items()],
            "worst_spans": [asdict(span) for span in self.worst],
            "calibration": None if self.calibration is None else asdict(self.calibration),
            "only_in_hypothesis": list(self.only_recognised),
            "only_in_reference": list(self.only_said),
            "unreadable": [{"call_id": call_id, "reason": why} for call_id, why in self.unreadable.items()],
        }


def evaluate(hypothesis: Path, reference: Path, *, collar_s: float) -> Evaluation:
    """Compare transcripts with what was said.

    Calls are matched by id; two files with one call each are compared whatever their names.

    Args:
        hypothesis: A file (see `callscribe.evaluation.formats`), a folder of such, or a lake.
        reference: The same.
        collar_s: See `callscribe.metrics.diarization_errors.count_diarization_errors`.

    Raises:
        SettingsError: A file is not what it should be.
    """
    recognised, said, unreadable = read_sides(hypothesis, reference)
    calls: dict[str, Figures] = {}
    worst: list[tuple[Comparison, ErrorSpan]] = []
    judged: list[tuple[float, bool]] = []
    for call_id in sorted(said.keys() & recognised.keys()):
        found = compare(said[call_id], recognised[call_id], collar_s=collar_s)
        calls[call_id] = Figures(found.errors, found.speakers, found.diarization)
        judged += found.judged
        worst += [(found, span) for span in by_errors(found.spans)[:WORST_SPANS]]
        worst = sorted(worst, key=lambda each: -each[1].errors)[:WORST_SPANS]
    return Evaluation(
        calls=calls,
        total=_total(list(calls.values())),
        worst=_printable(worst),
        calibration=calibrate(judged),
        collar_s=collar_s,
        only_recognised=tuple(sorted(recognised.keys() - said.keys() - unreadable.keys())),
        only_said=tuple(sorted(said.keys() - recognised.keys() - unreadable.keys())),
        unreadable=unreadable,
    )


def _total(calls: Sequence[Figures]) -> Figures:
    speakers = [figures.speakers for figures in calls if figures.speakers is not None]
    diarization = [figures.diarization for figures in calls if figures.diarization is not None]
    return Figures(
        words=sum((figures.words for figures in calls), WordErrors()),
        speakers=sum(speakers, SpeakerWordErrors()) if speakers else None,
        diarization=sum(diarization, DiarizationErrors()) if diarization else None,
    )


def _printable(worst: Sequence[tuple[Comparison, ErrorSpan]]) -> tuple[WorstSpan, ...]:
    masks = {comparison.call_id: masks_of(comparison) for comparison, _ in worst}
    return tuple(_worst_span(comparison, span, *masks[comparison.call_id]) for comparison, span in worst)


def _worst_span(comparison: Comparison, span: ErrorSpan, said_mask: Mask, heard_mask: Mask) -> WorstSpan:
    said, heard = comparison.said, comparison.heard
    # a recognised word has a time of its own more often than a word of a reference, which may tell that of its turn
    starts_s = [
        side.words[side.tokens[tokens.start].first].start_s
        for side, tokens in ((heard, span.heard), (said, span.said))
        if tokens
    ]
    before = said.tokens[span.said.start].first if span.said.start < len(said.tokens) else len(said.words)
    return WorstSpan(
        call_id=comparison.call_id,
        start_s=next((start_s for start_s in starts_s if start_s is not None), None),
        word=before + 1,
        errors=span.errors,
        said=_text(said, span.said, said_mask),
        recognised=_text(heard, span.heard, heard_mask),
    )


def _text(side: Side, tokens: range, mask: Mask) -> str:
    if not tokens:
        return ""
    return shown(side.words, mask, side.tokens[tokens.start].first, side.tokens[tokens.stop - 1].last)


def _told(figures: Figures) -> dict[str, Any]:
    words, speakers, diarization = figures.words, figures.speakers, figures.diarization
    return {
        "words": words.words,
        "hits": words.hits,
        "substitutions": words.substitutions,
        "deletions": words.deletions,
        "insertions": words.insertions,
        "wer": words.wer,
        "characters": words.characters,
        "character_errors": words.character_errors,
        "cer": words.cer,
        "cpwer": speakers.cpwer if speakers else None,
        "cpwer_errors": speakers.errors if speakers else None,
        "der": diarization.der if diarization else None,
        "der_seconds": asdict(diarization) if diarization else None,
    }


# --- For people ---------------------------------------------------------------------------------------------------


def print_evaluation(console: Console, evaluation: Evaluation) -> None:
    """Print the figures, the worst spans, and what was not compared, for a terminal of 80 columns."""
    _print_calls(console, evaluation)
    console.print(f"[dim]Compared: {escape(NORMALISATION)}[/dim]")
    _print_worst(console, evaluation.worst)
    _print_calibration(console, evaluation.calibration)
    for what, names in (
        ("without a reference", evaluation.only_recognised),
        ("not recognised, but in the reference", evaluation.only_said),
    ):
        if names:
            listed = ", ".join(names[:NAMED_CALLS]) + (" ..." if len(names) > NAMED_CALLS else "")
            console.print(f"\n[bold]{len(names)} calls {what}:[/bold] {escape(listed)}")
    for call_id, why in evaluation.unreadable.items():
        console.print(f"\n[bold]{escape(call_id)} cannot be read:[/bold] {escape(why)}")


def _print_calls(console: Console, evaluation: Evaluation) -> None:
    total = evaluation.total
    table = empty_table(f"{len(evaluation.calls)} calls compared with what was said")
    table.add_column("call", overflow="fold")
    for name in ("words", "WER", "CER", "ins", "del", "sub"):
        table.add_column(name, justify="right", no_wrap=True)
    if total.speakers:
        table.add_column("cpWER", justify="right", no_wrap=True)
    if total.diarization:
        table.add_column("DER", justify="right", no_wrap=True)
    for call_id, figures in evaluation.calls.items():
        table.add_row(escape(call_id), *_cells(figures, total))
    table.add_section()
    table.add_row("total", *_cells(total, total), style="bold")
    console.print(table)
    rates = "WER, CER: wrong words and characters over those said."
    if total.speakers:
        rates += " cpWER: the same by speaker."
    if total.diarization:
        rates += f" DER: time of speech given to nobody or the wrong one; collar {evaluation.collar_s:g} s."
    console.print(f"[dim]{rates}[/dim]")


def _cells(figures: Figures, total: Figures) -> list[str]:
    words = figures.words
    cells = [
        str(words.words),
        _percent(words.wer),
        _percent(words.cer),
        str(words.insertions),
        str(words.deletions),
        str(words.substitutions),
    ]
    if total.speakers:
        cells.append(_percent(figures.speakers.cpwer if figures.speakers else None))
    if total.diarization:
        cells.append(_percent(figures.diarization.der if figures.diarization else None))
    return cells


def _print_worst(console: Console, worst: Sequence[WorstSpan]) -> None:
    if not worst:
        return
    console.print(f"\n[bold]The worst {len(worst)} spans[/bold]" if len(worst) > 1 else "\n[bold]The worst span[/bold]")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(justify="right", style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for span in worst:
        place = f"word {span.word}" if span.start_s is None else clock(span.start_s)
        grid.add_row(f"{span.errors} errors", Text(f"{span.call_id} at {place}", style="cyan"))
        grid.add_row("said", Text(span.said or "(nothing)"))
        grid.add_row("recognised", Text(span.recognised or "(nothing)"))
    console.print(grid)


def _print_calibration(console: Console, calibration: Calibration | None) -> None:
    if calibration is None:
        return
    table = empty_table(f"\nConfidence of {calibration.words} words")
    table.add_column("confidence", no_wrap=True)
    for name in ("words", "mean", "right"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("█ share right, │ mean confidence", no_wrap=True)
    for decile in calibration.deciles:
        table.add_row(
            f"{decile.from_confidence:.1f} to {decile.to_confidence:.1f}",
            str(decile.words),
            "-" if decile.mean_confidence is None else f"{decile.mean_confidence:.2f}",
            "-" if decile.share_right is None else f"{decile.share_right:.2f}",
            _bar(decile.share_right, decile.mean_confidence),
        )
    console.print(table)
    console.print(
        f"Expected calibration error {calibration.expected_calibration_error:.3f}: how far confidence is from the share"
        " of words that are right, on average."
    )


def _bar(right: float | None, confidence: float | None) -> str:
    if right is None or confidence is None:
        return ""
    bar = list("█" * round(right * _BAR_COLUMNS) + " " * _BAR_COLUMNS)[: _BAR_COLUMNS + 1]
    bar[round(confidence * _BAR_COLUMNS)] = "│"
    return "".join(bar).rstrip()


def _percent(rate: float | None) -> str:
    return "-" if rate is None else f"{rate:.1%}"
