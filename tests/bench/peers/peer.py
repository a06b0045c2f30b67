"""WRatio and the linear SVM as peers of the bench: `python peer.py svm|wratio PHRASES MODEL`.

A line of JSON in is `{"text", "language"}`; a line out is `{"ranked": [[intent, confidence]…], "refused", "micros"}`.
It runs in an environment of its own (requirements.lock) and imports nothing of ours, so what is measured is the peer.
"""

from __future__ import annotations

import json
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

Ranked = list[tuple[str, float]]
Phrases = list[tuple[str, str, str]]  # intent, language, text
_KEPT = 6


def svm(phrases: Phrases, model: Path) -> Callable[[str], tuple[Ranked, float]]:
    """TF-IDF of words and of letters, a linear SVM, its distances made probabilities by cross-validation."""
    if not model.exists():
        _keep(model, _fitted(phrases))
    fitted: Any = pickle.loads(model.read_bytes())

    def ask(text: str) -> tuple[Ranked, float]:
        began = perf_counter()
        chances = fitted.predict_proba([text])[0]
        micros = (perf_counter() - began) * 1e6
        best_first = chances.argsort()[::-1][:_KEPT]
        return [(str(fitted.classes_[at]), float(chances[at])) for at in best_first], micros

    return ask


def _fitted(phrases: Phrases) -> Any:
    from sklearn.calibration import CalibratedClassifierCV
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline, make_union
    from sklearn.svm import LinearSVC

    words = TfidfVectorizer(sublinear_tf=True, strip_accents="unicode", ngram_range=(1, 2))
    letters = TfidfVectorizer(sublinear_tf=True, strip_accents="unicode", analyzer="char_wb", ngram_range=(2, 5))
    calibrated = CalibratedClassifierCV(LinearSVC(), cv=3, ensemble=False)
    return make_pipeline(make_union(words, letters), calibrated).fit(
        [text for _, _, text in phrases], [intent for intent, _, _ in phrases]
    )


def wratio(phrases: Phrases, model: Path) -> Callable[[str], tuple[Ranked, float]]:
    """The phrase most like the text by `extractOne`; the runners-up are looked for apart, off the clock."""
    from rapidfuzz import fuzz, process, utils

    if not model.exists():
        _keep(model, [utils.default_process(text) for _, _, text in phrases])
    texts: list[str] = pickle.loads(model.read_bytes())

    def ask(text: str) -> tuple[Ranked, float]:
        began = perf_counter()
        read = utils.default_process(text)
        found = process.extractOne(read, texts, scorer=fuzz.WRatio)
        micros = (perf_counter() - began) * 1e6
        if not found or not found[1]:
            return [], micros
        best = {phrases[found[2]][0]: found[1] / 100}
        near = max(0, found[1] - 10)
        for _, score, at in process.extract(read, texts, scorer=fuzz.WRatio, limit=200, score_cutoff=near):
            best.setdefault(phrases[at][0], score / 100)
        return list(best.items())[:_KEPT], micros

    return ask


def _keep(file: Path, learned: Any) -> None:
    part = file.with_suffix(".part")
    part.write_bytes(pickle.dumps(learned))
    part.replace(file)


def main(name: str, phrases: str, model: str) -> None:
    ask = {"svm": svm, "wratio": wratio}[name](json.loads(Path(phrases).read_text("utf-8")), Path(model))
    for line in sys.stdin:
        ranked, micros = ask(json.loads(line)["text"])
        sys.stdout.write(json.dumps({"ranked": ranked, "refused": False, "micros": micros}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
