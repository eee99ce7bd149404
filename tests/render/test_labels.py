"""What is said beside the figures: the wording of each grade, pay labels, order, refusals."""

import pandas as pd
import pytest

from talentcast.render.documents import gaps_document
from talentcast.render.headings import for_people
from talentcast.render.labels import labels, pay_basis, pay_range, seeker_ratio, wording
from talentcast.render.sheets import gaps_markdown, gaps_sheets

NAN = float("nan")


@pytest.mark.parametrize(
    ("grade", "supply", "said", "unsaid"),
    [
        ("A", "seekers", "looser than balance", "stock only"),
        ("A", "stock", "not on which side of balance", "looser than balance"),
        ("B", None, "tighter than other occupations here", "balance"),
        ("C", None, "screening score", "balance"),
    ],
)
def test_each_grade_says_what_it_allows(grade, supply, said, unsaid):
    """METHOD 2.7, wording allowed."""
    text = wording({"evidence_grade": grade, "supply": supply}, "en")
    assert said in text
    assert unsaid not in text
    assert f"证据级别 {grade}" in wording({"evidence_grade": grade, "supply": supply}, "zh")


def test_every_output_holds_the_labels(gaps_tables):
    said = labels(gaps_tables, "en")
    assert any("not market or paid wages" in sentence for sentence in said)
    assert any("own rating" in sentence for sentence in said)
    assert any("because of AI" in sentence for sentence in said)
    assert gaps_document(gaps_tables)["labels"] == said
    page = gaps_markdown(gaps_tables, lang="en")
    notes = gaps_sheets(gaps_tables, lang="en")["notes"]["note"].tolist()
    for sentence in said:
        assert sentence in page
        assert sentence in notes


def test_ranges_and_their_basis_as_text():
    row = {"bound_low": 15_000.0, "bound_high": 25_000.0, "placement_low": NAN,
           "placement_high": NAN}  # fmt: skip
    assert pay_range(row) == ("15,000–25,000", "–")
    assert pay_range({**row, "bound_high": NAN})[0] == "≥ 15,000"
    assert (
        pay_basis({"salary_n": 35, "salary_employers": None, "disclosed": 0.9}) == "35 · – · 90 %"
    )


def test_a_published_ratio_has_no_interval():
    def ratio(value, low, high):
        return seeker_ratio({"vacancies_per_seeker": value, "vacancies_per_seeker_lo90": low,
                             "vacancies_per_seeker_hi90": high})  # fmt: skip

    assert ratio(2.5641, 2.5641, 2.5641) == "2.56"
    assert ratio(1.2, 0.9, 1.6) == "1.20 [0.90–1.60]"
    assert ratio(NAN, NAN, NAN) == "–"


def test_codes_of_the_tables_beside_the_main_one_are_said_in_chinese():
    weights = for_people(pd.DataFrame({"component": ["hard_to_fill"], "weight": [0.5]}), "zh")
    assert weights.to_dict("list") == {"分量": ["招聘难度"], "权重": [0.5]}
    changes = pd.DataFrame({"evidence": ["very_weak"], "list_status": ["entry"]})
    assert for_people(changes, "zh").to_dict("list") == {"样本": ["很少"], "榜单变化": ["进入"]}
