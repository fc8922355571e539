"""Numbers written as people write them: how often right, what harm, how fast, beside text2num's `alpha2digit` alone.

python benchmarks/numbers_written.py
"""

from __future__ import annotations

import sys
import time
from difflib import SequenceMatcher
from pathlib import Path

from text_to_num import alpha2digit

from callscribe.polish.fillers import mark_fillers
from callscribe.polish.numbers_written import write_numbers
from callscribe.transcript.render import render
from callscribe.transcript.words import Word
from hours import machine

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from role_dialogues import DIALOGUES
from role_dialogues import UNSEEN as UNSEEN_DIALOGUES
from written_numbers import SEEN, UNSEEN, Sentence, spoken


def ours(text: str) -> str:
    return render(write_numbers(spoken(text), language="en"), "clean")


def text2num(text: str) -> str:
    # it is given the text without hesitations, as ours writes it
    return alpha2digit(" ".join(word.word for word in spoken(text) if not word.filler), "en")


def touched(spoken_text: str, written: str) -> set[int]:
    """Which words are not as they were said."""
    said = spoken_text.split()
    matcher = SequenceMatcher(None, said, written.split(), autojunk=False)
    kept = {index for start, _, length in matcher.get_matching_blocks() for index in range(start, start + length)}
    return set(range(len(said))) - kept


def row(name: str, method: object, sentences: tuple[Sentence, ...]) -> str:
    assert callable(method)
    outcomes = [(sentence, str(method(sentence.spoken))) for sentence in sentences]
    right = sum(sentence.written == written for sentence, written in outcomes)
    traps = [outcome for outcome in outcomes if outcome[0].spoken == outcome[0].written]
    sprung = sum(sentence.written != written for sentence, written in traps)
    wrong = sum(
        len(touched(sentence.spoken, written) - touched(sentence.spoken, sentence.written))
        for sentence, written in outcomes
    )
    words = sum(len(sentence.spoken.split()) for sentence in sentences)
    share = f"{right} of {len(sentences)} ({right / len(sentences):.1%})"
    return f"| {name} | {share} | {sprung} of {len(traps)} | {wrong} of {words} |"


def talk(count: int) -> list[Word]:
    """Ordinary service calls, over and over."""
    words: list[Word] = []
    while len(words) < count:
        for dialogue in (*DIALOGUES, *UNSEEN_DIALOGUES):
            for label, text in dialogue.turns:
                for token in text.split():
                    at_s = len(words) / 3
                    words.append(Word(token, at_s, at_s + 0.3, speaker=label))
    return list(mark_fillers(words[:count]))


def main() -> None:
    """Compare on the labelled sentences, then take the time."""
    print(f"{machine()}.\n")
    for title, sentences in (("in view while the rules were written", SEEN), ("never in view", UNSEEN)):
        print(f"{len(sentences)} sentences {title}:\n")
        print("| method | sentences right | traps sprung | words wrongly rewritten |\n|---|---|---|---|")
        print(row("write_numbers", ours, sentences))
        print(row("text2num alpha2digit", text2num, sentences), "\n")
    print("| words of ordinary calls | rewritten | s | words a second |\n|---|---|---|---|")
    for count in (10_000, 100_000):
        words = talk(count)
        write_numbers(words, language="en")  # fills the caches, as the calls before do
        spent = []
        for _ in range(5):
            started = time.process_time()
            written = write_numbers(words, language="en")
            spent.append(time.process_time() - started)
        changed = sum(word.rule is not None for word in written)
        print(f"| {count:,} | {changed:,} | {min(spent):.3f} | {count / min(spent):,.0f} |")


if __name__ == "__main__":
    main()
