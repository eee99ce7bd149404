"""Notes on many series are few lines, and lose nothing."""

from talentcast.render.notes import grouped


def test_the_same_sentence_names_its_series_once():
    assert grouped([("甲", "口径变化"), ("乙", "口径变化")], "zh") == ["甲、乙：口径变化"]


def test_differing_figures_stay_in_the_order_of_the_names():
    notes = [("a", "in 2012 by 3.5"), ("b", "in 2013 by 3.5"), ("c", "in 2014 by 3.5")]
    assert grouped(notes, "en") == ["a, b, c: in 2012 / 2013 / 2014 by 3.5"]


def test_sentences_that_differ_in_many_figures_stay_apart():
    notes = [("a", "1 then 2 then 3"), ("b", "4 then 5 then 6")]
    assert grouped(notes, "en") == ["a: 1 then 2 then 3", "b: 4 then 5 then 6"]


def test_many_names_are_counted():
    (line,) = grouped([(f"s{i}", "short") for i in range(30)], "en")
    assert line == "s0, s1, s2, s3, s4, s5, s6, s7 and 22 more: short"
    assert grouped([("", "about the file")], "en") == ["about the file"]
