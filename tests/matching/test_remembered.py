from concurrent.futures import ThreadPoolExecutor

from talentcast.matching.remembered import Remembered


def test_each_string_is_made_once_and_the_latest_are_kept() -> None:
    asked: list[list[str]] = []

    def make(texts: list[str]) -> list[str]:
        asked.append(texts)
        return [text.upper() for text in texts]

    upper = Remembered(make, 3)
    assert upper.of(["a", "b", "a"]) == ["A", "B", "A"]
    assert upper.of(["b", "c", "d"]) == ["B", "C", "D"]
    assert upper.of(["b", "d"]) == ["B", "D"]
    assert upper.of(["a"]) == ["A"]
    assert upper.of([]) == []
    assert asked == [["a", "b"], ["c", "d"], ["a"]]
    assert len(upper) == 3


def test_more_strings_than_are_kept_are_all_made() -> None:
    upper = Remembered(lambda texts: [text.upper() for text in texts], 2)
    many = [chr(97 + number) for number in range(20)]
    assert upper.of(many) == [text.upper() for text in many]
    assert len(upper) == 2


def test_threads_may_ask_together() -> None:
    upper = Remembered(lambda texts: [text.upper() for text in texts], 50)
    asked = [[chr(97 + (number * step) % 400) for number in range(60)] for step in range(1, 200)]
    with ThreadPoolExecutor(4) as pool:
        answers = [*pool.map(upper.of, asked)]
    assert answers == [[text.upper() for text in texts] for texts in asked]
    assert len(upper) <= 50
