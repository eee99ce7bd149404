"""Read ads with the indexes of a taxonomy, in batches or one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentcast.errors import SchemaError
from talentcast.jobs.taxonomies import load_taxonomy

if TYPE_CHECKING:
    import pyarrow as pa

    from talentcast.matching.annotate import Matchers
    from talentcast.matching.taxonomy import Taxonomy


def build_matchers(
    taxonomy: Taxonomy, *, reference: date, monthly_equivalent: bool = False
) -> Matchers:
    """Build the indexes that ads are read with."""
    from talentcast import data as bundled
    from talentcast.engines.memory import without_collection
    from talentcast.matching.annotate import Matchers
    from talentcast.matching.occupations import OccupationIndex
    from talentcast.matching.places import PlaceIndex
    from talentcast.matching.skills import SkillIndex

    tables = bundled.load_taxonomy()
    with without_collection():
        return Matchers(
            skills=SkillIndex(taxonomy, known=tables["skills"]),
            occupations=OccupationIndex(taxonomy.occupations),
            places=PlaceIndex(tables["places"]),
            reference=reference,
            monthly_equivalent=monthly_equivalent,
        )


class Annotator:
    """Annotates batches wherever it is sent: the indexes are built where it is first called.

    Parameters
    ----------
    taxonomy : Taxonomy
    reference : date
        What dates without a year, such as 3 days ago, refer to.
    sketches : bool
        Also sketch the texts, for near copies.
    monthly_equivalent : bool
        Give pay as a twelfth of a year's.
    """

    def __init__(
        self,
        taxonomy: Taxonomy,
        reference: date,
        *,
        sketches: bool = False,
        monthly_equivalent: bool = False,
    ) -> None:
        self._taxonomy, self._reference, self._sketches = taxonomy, reference, sketches
        self._monthly_equivalent = monthly_equivalent
        self._matchers: Matchers | None = None

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Annotate one batch of postings."""
        from talentcast.matching.annotate import annotate

        if self._matchers is None:
            self._matchers = build_matchers(
                self._taxonomy,
                reference=self._reference,
                monthly_equivalent=self._monthly_equivalent,
            )
        read = annotate(batch, self._matchers)
        return _with_sketches(read, batch) if self._sketches else read

    def __getstate__(self) -> dict[str, Any]:
        """Travel without the indexes: building them again is faster than sending them."""
        return {**self.__dict__, "_matchers": None}


def _with_sketches(read: pa.RecordBatch, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Add the sketches of the texts, from which near copies are told."""
    import pyarrow as pa

    from talentcast.matching.near_duplicates import SKETCH_BYTES, sketch_texts

    sketches = sketch_texts(batch["text"].to_pylist(), batch["employer"].to_pylist())
    return read.append_column("sketch", pa.array(sketches, pa.binary(SKETCH_BYTES)))


def match_one(title: str, text: str, *, taxonomy: str | Path | None = None) -> dict[str, Any]:
    """Explain one ad."""
    from talentcast.frames import POSTING_TEXT
    from talentcast.matching.explain import explain_ad

    if not title.strip() and not text.strip():
        raise SchemaError("match: got an empty text; expected the text of an ad; give one")
    tax = load_taxonomy(taxonomy)
    matchers = build_matchers(tax, reference=date.today())
    ad = {**dict.fromkeys(POSTING_TEXT), "title": title or None, "text": text or None}
    return explain_ad(1, ad, matchers, tax)


def match_file(
    path: Path, *, mapping: Mapping[str, str] | None, taxonomy: str | Path | None
) -> Iterator[dict[str, Any]]:
    """Explain every ad of a file, in input order."""
    from talentcast.matching.explain import explain_ads
    from talentcast.matching.postings import read_postings
    from talentcast.matching.source_spans import at_source

    tax = load_taxonomy(taxonomy)
    matchers = build_matchers(tax, reference=date.today())
    for batch, given in read_postings(path, mapping=mapping, exact=True).with_cells():
        records = batch.to_pylist()
        for place, explained in enumerate(explain_ads(records, matchers, tax)):
            cells = {name: column[place] for name, column in given.items() if column is not None}
            yield at_source(explained, records[place], cells)
