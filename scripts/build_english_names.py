"""Fit talentcast/matching/files/english_names.csv, or check by cross-validation how well it reads.

    python scripts/build_english_names.py            fit on the whole training part and write
    python scripts/build_english_names.py --check    read each fold with coefficients of the others

Learned from the training part of SkillSpan (Zhang, Jensen, Sonniks & Plank 2022; MIT licence):
sentences of English ads with their spans of knowledge. The table holds numbers; features that are
letters of words are hashed (`english_words`). Needs the development data (TALENTCAST_DEV_DATA,
default ../shared/data) for SkillSpan, ESCO and O*NET.

Each sentence is read twice, so that no one dictionary is relied on: with the bundled names, ESCO
and O*NET, and with ESCO alone. SkillSpan replaces the names of employers and places by
<ORGANIZATION> and the like; in the second copy made-up names stand there, as in real ads.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from english_crf import fit
from scipy.sparse import csr_matrix

from talentcast.data.bundle import load_taxonomy
from talentcast.matching import english_model, reading
from talentcast.matching.english_names import read_texts
from talentcast.matching.english_tables import KnownNames, by_sequence, table_tags
from talentcast.matching.english_vocabulary import Vocabulary
from talentcast.matching.english_words import Word, sequences
from talentcast.matching.marks import Fields
from talentcast.matching.mentions import Mentions, SkillNumbers, token_of
from talentcast.matching.onet import import_onet
from talentcast.matching.scan import Scanner
from talentcast.matching.surface_table import SurfaceTable
from talentcast.matching.surfaces import Token, surface_tokens
from talentcast.matching.taxonomy import build_taxonomy
from talentcast.matching.taxonomy_import import import_esco
from talentcast.matching.text import normalise

TARGET = Path(__file__).parents[1] / "talentcast/matching/files/english_names.csv"

#: Chosen by cross-validation of the training part (ridge 1, 2, 4; 3,000 to 45,000 features): below
#: 8,000 features the reading gets worse, above it does not get better.
RIDGE, ROUNDS, FEATURES = 2.0, 70, 10_000

#: Shown by --check.
LEANS = (-0.25, 0.0, 0.25, 0.5, 0.75, 1.0)

#: Ads that share so many words in a row come from one employer and go into one fold.
SHARED, FOLDS = 10, 4

SYLLABLES = (
    "ba be bo da de di fa fi ga go ka ke ki la le li lo ma me mi mo na ne no pa pe pi ra re ri ro "
    "sa se si so ta te ti to va ve vi vo za ze zo"
).split()
STATES = {"O": 0, "B": 1, "I": 2}
SEED = 5

Found = list[tuple[int, int, Token]]


class Sentence(NamedTuple):
    """A text of SkillSpan, what the tables find in it, and its words with their states."""

    text: str
    found: Found
    sequences: list[tuple[list[Word], list[str], list[int]]]


def data_folder() -> Path:
    default = Path(__file__).parents[2] / "shared" / "data"
    return Path(os.environ.get("TALENTCAST_DEV_DATA", default))


def read_rows() -> list[dict]:
    with (data_folder() / "gold/skillspan_train.json").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def tables() -> dict[str, pd.DataFrame]:
    folder = data_folder() / "taxonomies"
    return {
        "bundled": load_taxonomy()["skills"],
        "esco": import_esco([folder / "esco_v1.1.1_skills_labels.csv"])["skills"],
        "onet": import_onet([folder / "onet_Technology_Skills.txt"])["skills"],
    }


def surfaces_of(frames: Iterable[pd.DataFrame]) -> dict[str, Token]:
    joined = pd.concat(frames, ignore_index=True).drop_duplicates("id")
    return surface_tokens(build_taxonomy({"skills": joined}))


def found_by_tables(surfaces: dict[str, Token], texts: Sequence[str]) -> list[Found]:
    """Return what is found in each text before the model reads it."""
    scanner, own = Scanner(surfaces), reading.asked_in_english
    reading.asked_in_english = lambda fields, table, mentions, names: mentions
    try:
        plain, names = [normalise(text) for text in texts], scanner.numbers()
        scanned = scanner.scan(texts, plain, [False] * len(texts), names)
        return [
            found
            for fields, mentions, _ in scanned
            for found in _by_field(fields, mentions, scanner.table, names)
        ]
    finally:
        reading.asked_in_english = own


def _by_field(
    fields: Fields, mentions: Mentions, table: SurfaceTable, names: SkillNumbers
) -> list[list[tuple[int, int, Token]]]:
    found: list[dict[tuple[int, int, Token], None]] = [{} for _ in fields.plain]
    for field, start, end, number, _, _, how in mentions.columns.T.tolist():
        begin = int(fields.begins[field])
        span = start - begin, end - begin
        token = token_of(table, names, how, number, fields.plain[field][slice(*span)])
        found[field][*span, token] = None
    return [list(one) for one in found]


def made_up(draw: random.Random) -> str:
    """Return a word that looks like the name of a firm or a town."""
    parts = [draw.choice(SYLLABLES) for _ in range(draw.choice((2, 2, 3, 3)))]
    return "".join([*parts, draw.choice(("", "n", "x", "s", "l", "r"))]).capitalize()


def filled(tokens: list[str], draw: random.Random) -> list[str]:
    names = [made_up(draw) for _ in range(3)]
    return [draw.choice(names) if t[0] == "<" and t[-1] == ">" else t for t in tokens]


def sentences(
    rows: list[dict], surfaces: dict[str, Token], known: KnownNames, *, fill: bool
) -> list[Sentence]:
    draw = random.Random(SEED)
    tokens = [filled(row["tokens"], draw) if fill else row["tokens"] for row in rows]
    texts = [" ".join(words) for words in tokens]
    read = []
    for row, own, text, found in zip(
        rows, tokens, texts, found_by_tables(surfaces, texts), strict=True
    ):
        states = states_of_characters(own, row["tags_knowledge"])
        parts = sequences(text)
        lists = []
        for words, inside in zip(parts, by_sequence(parts, found), strict=True):
            tags = table_tags(normalise(text), words, inside, known)
            lists.append((words, tags, list(states_of_words(words, states))))
        read.append(Sentence(text, found, lists))
    return read


def states_of_characters(tokens: list[str], tags: list[str]) -> list[tuple[int, int]]:
    """Return for each character the state of its token, and the number of the token."""
    states: list[tuple[int, int]] = []
    for number, (token, tag) in enumerate(zip(tokens, tags, strict=True)):
        states += [(STATES[tag[0]], number)] * (len(token) + 1)
    return states


def states_of_words(words: list[Word], states: list[tuple[int, int]]) -> Iterator[int]:
    before = (0, -1)
    for word in words:
        state, number = states[word.start]
        if state == 1 and before == (1, number):
            state = 2  # the second word of a token that begins a span
        elif state == 2 and not before[0]:
            state = 1
        before = (1 if state and number == before[1] else state, number)
        yield state


def gold(row: dict) -> set[tuple[int, int]]:
    """Return the spans of knowledge, in characters of the joined tokens."""
    spans, begin, at, end = set(), -1, 0, 0
    for token, tag in zip([*row["tokens"], ""], [*row["tags_knowledge"], "O"], strict=True):
        if tag[0] in "BO" and begin >= 0:
            spans.add((begin, end))
            begin = -1
        if tag[0] == "B":
            begin = at
        end = at + len(token)
        at = end + 1
    return spans


def fitted(copies: list[list[Sentence]], chosen: list[int]) -> list[tuple[str, list[float]]]:
    """Fit the table: rows of outside, begin, inside; the steps first."""
    lists, states = [], []
    for copy in copies:
        for place in chosen:
            for words, tags, own in copy[place].sequences:
                lists.append(english_model.feature_lists(words, tags))
                states.append(own)
    counts = Counter(name for words in lists for names in words for name in names)
    place_of = {name: place for place, name in enumerate(counts)}
    flat = [[place_of[name] for name in names] for words in lists for names in words]
    ends = np.cumsum([0, *map(len, flat)])
    columns = np.concatenate(flat)
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), (len(flat), len(place_of)))
    table, steps = fit(
        matrix,
        np.array([state for own in states for state in own]),
        [len(own) for own in states],
        ridge=RIDGE,
        weight=1 / len(copies),
        rounds=ROUNDS,
    )
    table = table - table[:, :1]
    weight = np.abs(table).max(axis=1) * np.sqrt(np.array(list(counts.values())))
    names = list(place_of)
    kept = sorted(np.argsort(-weight)[:FEATURES], key=lambda place: names[place])
    return [
        *zip(english_model.STEPS, np.maximum(steps, -1e9).tolist(), strict=True),
        *((names[place], table[place].tolist()) for place in kept),
    ]


def write(rows: list[tuple[str, list[float]]]) -> None:
    with TARGET.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(("feature", "outside", "begin", "inside"))
        for name, numbers in rows:
            writer.writerow(
                (name, *(f"{number:.3f}".rstrip("0").rstrip(".") for number in numbers))
            )


def use(rows: list[tuple[str, list[float]]]) -> None:
    """Let the package read with these coefficients."""
    count = len(english_model.STEPS)
    table = {name: (numbers[1], numbers[2]) for name, numbers in rows[count:]}
    steps = tuple(tuple(numbers) for _, numbers in rows[:count])
    english_model.use(table, steps)


def folds(rows: list[dict]) -> list[int]:
    """Return the fold of each row; ads with long stretches of text in common share one."""
    of_ad: dict[tuple, tuple] = {}
    first: dict[tuple, tuple] = {}

    def root(ad: tuple) -> tuple:
        while of_ad[ad] != ad:
            ad = of_ad[ad]
        return ad

    for row in rows:
        ad = (row["source"], row["idx"])
        of_ad.setdefault(ad, ad)
        words = [word.lower() for word in row["tokens"] if word[0] != "<"]
        for place in range(len(words) - SHARED + 1):
            run = tuple(words[place : place + SHARED])
            if "posted:" not in run and "dislikes:" not in run:  # what the site adds
                of_ad[root(ad)] = root(first.setdefault(run, ad))
    sizes = Counter(root((row["source"], row["idx"])) for row in rows)
    load, fold = [0] * FOLDS, {}
    for group, size in sorted(sizes.items(), key=lambda one: (-one[1], one[0])):
        fold[group] = load.index(min(load))
        load[fold[group]] += size
    return [fold[root((row["source"], row["idx"]))] for row in rows]


def figures(pairs: list[tuple[set, set]]) -> str:
    right = sum(len(one & other) for one, other in pairs)
    predicted, marked = (sum(len(pair[side]) for pair in pairs) for side in (1, 0))
    return f"{right / max(predicted, 1):.3f} / {right / marked:.3f}"


def check(rows: list[dict], frames: dict[str, pd.DataFrame]) -> None:
    """Print precision / recall of spans on each fold, read as the package does."""
    known, fold = KnownNames(frames["bundled"]), folds(rows)
    dictionaries = {
        "bundled, ESCO, O*NET": surfaces_of(frames.values()),
        "ESCO": surfaces_of([frames["esco"]]),
    }
    plain = [sentences(rows, own, known, fill=False) for own in dictionaries.values()]
    copies = [plain[0], sentences(rows, dictionaries["ESCO"], known, fill=True)]
    pairs: dict[tuple, list] = {}
    vocabulary = Vocabulary(known)
    for part in range(FOLDS):
        use(fitted(copies, [i for i, one in enumerate(fold) if one != part]))
        for (name, surfaces), texts in zip(dictionaries.items(), plain, strict=True):
            chosen = [i for i, one in enumerate(fold) if one == part]
            given = [texts[i].text for i in chosen]
            for lean in LEANS:
                english_model.LEAN = lean
                read = read_texts(
                    given,
                    [normalise(text) for text in given],
                    [texts[i].found for i in chosen],
                    surfaces,
                    vocabulary,
                )
                for i, found in zip(chosen, read, strict=True):
                    spans = {one[:2] for one in found if one[2].kind not in ("hard", "soft")}
                    pairs.setdefault((rows[i]["source"], name, lean), []).append(
                        (gold(rows[i]), spans)
                    )
    for (source, name, lean), own in sorted(pairs.items()):
        print(f"{source}, {name}, lean {lean:+.2f}: precision / recall {figures(own)}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true", help="cross-validate, write nothing")
    options = parser.parse_args()
    rows, frames = read_rows(), tables()
    if options.check:
        check(rows, frames)
        return
    known = KnownNames(frames["bundled"])
    copies = [
        sentences(rows, surfaces_of(frames.values()), known, fill=False),
        sentences(rows, surfaces_of([frames["esco"]]), known, fill=True),
    ]
    write(fitted(copies, list(range(len(rows)))))


if __name__ == "__main__":
    main()
