"""Judging responses: the vectors that Python and TypeScript share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from byheart.items import ITEM_TYPES
from byheart.items._pattern import PatternError, Unbounded, compile_pattern, matches
from byheart.items.choice import Choice
from byheart.items.cloze import Cloze
from byheart.items.explain import Explain
from byheart.model import ItemBase
from byheart.model.grades import Grade

FOLDER = Path(__file__).parent / "cases" / "grading"
TYPES = {item_type.type_name: item_type for item_type in ITEM_TYPES if hasattr(item_type, "grade")}
WRITTEN = ("numeric", "text")


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a file."""
    read: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return read


def vectors(*names: str) -> list[Any]:
    """Type, case and one vector, for each vector of some files."""
    return [
        pytest.param(name, case, vector, id=f"{name}: {case['name']}: {vector['name']}")
        for name in names
        for case in cases(name)
        for vector in case["vectors"]
    ]


def clients(*names: str) -> list[Any]:
    """Type and case, for each case of some files."""
    return [pytest.param(name, case, id=f"{name}: {case['name']}") for name in names for case in cases(name)]


def item_of(name: str, case: dict[str, Any]) -> Any:
    """The item of a case."""
    return TYPES[name].model_validate(case["item"])


def grade_of(name: str, case: dict[str, Any], vector: dict[str, Any]) -> Grade:
    """What the key of a case makes of the response of a vector."""
    told = [case["face"]] if "face" in case else []
    told += [case["client"]["lang"]] if "lang" in case["client"] else []
    grade: Grade = item_of(name, case).grade(vector["response"], *told)
    return grade


def agrees(grade: Grade, vector: dict[str, Any]) -> bool:
    """Whether the grade is the vector's."""
    parts = [part._asdict() for part in grade.parts]
    close = abs(grade.score - vector["score"]) < 1e-9
    return (grade.verdict, parts, close) == (vector["verdict"], vector["parts"], True)


class Plain:
    """A field rendered to its own text."""

    def __init__(self, text: str) -> None:
        self.html = self.text = self.lead = text
        self.rest = ""


def attributes(item: ItemBase, suffix: str = "") -> dict[str, str]:
    """What the element of a face tells the browser."""
    face = next(face for face in item.faces() if face.suffix == suffix)
    told: dict[str, str] = face.view(lambda _loc, text: Plain(text))["attributes"]
    return told


@pytest.mark.parametrize(("name", "case", "vector"), vectors(*TYPES))
def test_a_response_is_judged_as_the_vectors_say(
    name: str, case: dict[str, Any], vector: dict[str, Any]
) -> None:
    """Every response gives the verdict, the score and the parts that the browser gives as well."""
    grade = grade_of(name, case, vector)

    assert agrees(grade, vector), grade


@pytest.mark.parametrize(("name", "case", "vector"), vectors("explain"))
def test_concepts_are_counted_as_the_vectors_say(
    name: str, case: dict[str, Any], vector: dict[str, Any]
) -> None:
    """The learner's judgements give the numbers of "You got n/m concepts"."""
    grade = grade_of(name, case, vector)

    assert (Explain.got(grade), len(grade.parts)) == (vector["got"], vector["of"])


@pytest.mark.parametrize(("name", "case", "vector"), vectors("numeric"))
def test_a_number_is_read_as_the_vectors_say(name: str, case: dict[str, Any], vector: dict[str, Any]) -> None:
    """A text has no reading, one, or two that are asked back, and what cannot be read is named."""
    reading = item_of(name, case).read(vector["response"], case["client"]["lang"])

    assert list(reading.values) == vector["readings"]
    assert reading.unreadable == vector.get("unreadable")


@pytest.mark.parametrize(("name", "case", "vector"), vectors(*WRITTEN))
def test_a_foreseen_response_is_met_as_the_vectors_say(
    name: str, case: dict[str, Any], vector: dict[str, Any]
) -> None:
    """Feedback goes to who gave the response it was written for, and to nobody who was right."""
    assert item_of(name, case).foreseen_by(vector["response"], case["client"]["lang"]) == vector["foreseen"]


@pytest.mark.parametrize(("name", "case"), clients(*TYPES))
def test_the_items_of_the_vectors_are_without_fault(name: str, case: dict[str, Any]) -> None:
    """The vectors are about responses, not about mistakes of authors."""
    assert list(item_of(name, case).check()) == []


@pytest.mark.parametrize(("name", "case"), clients("numeric", "text", "order", "match", "predict"))
def test_the_browser_is_given_the_key(name: str, case: dict[str, Any]) -> None:
    """What the vectors give to TypeScript is what a page gives to it."""
    assert json.loads(attributes(item_of(name, case))["data-key"]) == case["client"]["key"]


@pytest.mark.parametrize(("name", "case"), clients("match"))
def test_the_browser_is_given_all_right_sides(name: str, case: dict[str, Any]) -> None:
    """What can be chosen stands on the page, in whatever order."""
    view = item_of(name, case).view(lambda _loc, text: Plain(text))

    assert {right["id"] for right in view["rights"]} == set(case["client"]["rights"])


@pytest.mark.parametrize(("name", "case"), clients("choice", "true-false"))
def test_the_browser_is_given_the_key_of_a_choice(name: str, case: dict[str, Any]) -> None:
    """The same for types with options: key and ways of judging are attributes of their own."""
    item = item_of(name, case)
    given = attributes(item)
    told: dict[str, object] = {
        "select": given["data-select"],
        "options": list(item.option_ids if isinstance(item, Choice) else ("true", "false")),
        "key": given["data-key"].split(),
    }
    told |= {key: given[f"data-{key}"] for key in ("choose", "scoring") if f"data-{key}" in given}

    assert told == case["client"]


@pytest.mark.parametrize(("name", "case"), clients("mark"))
def test_the_browser_is_given_what_can_be_marked(name: str, case: dict[str, Any]) -> None:
    """The same for marks: the key is an attribute, and each part of the passage has its id."""
    item = item_of(name, case)
    told = {"key": list(item.key), "parts": [one.name for one in item.markables]}

    assert told == case["client"]
    assert attributes(item)["data-key"].split() == case["client"]["key"]


@pytest.mark.parametrize(("name", "case"), clients("explain"))
def test_the_browser_is_given_the_concepts(name: str, case: dict[str, Any]) -> None:
    """The same for explain prompts."""
    assert [concept.id for concept in item_of(name, case).concepts] == case["client"]["concepts"]


@pytest.mark.parametrize(("name", "case"), clients("cloze"))
def test_the_browser_is_given_what_is_blank(name: str, case: dict[str, Any]) -> None:
    """The same for the blanks of a face that are typed."""
    item = item_of(name, case)

    assert isinstance(item, Cloze)
    assert json.loads(attributes(item, case["face"])["data-accept"]) == case["client"]["accept"]


@pytest.mark.parametrize(("name", "case"), clients("label"))
def test_the_browser_is_given_the_names_of_a_box(name: str, case: dict[str, Any]) -> None:
    """The same for the box of a face."""
    assert json.loads(attributes(item_of(name, case), case["face"])["data-key"]) == case["client"]["key"]


def test_there_are_vectors_for_every_type_that_is_judged() -> None:
    """A type that grades in Python has a file that TypeScript is held to."""
    assert {path.stem for path in FOLDER.glob("*.json")} == set(TYPES)
    assert len(vectors("choice")) >= 60
    assert len(vectors(*TYPES)) >= 300


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+",
        "(a*)*b",
        "(a|a)*",
        "(a|ab)*c",
        "(?:a?)*",
        "(?:[a-z]+ ?)+",
        "(?:\\d+,?)*",
        ".*.*.*x",
        "a?" * 20 + "a" * 20,
        "(?:(?:ab?)*)*",
        "(x+x+)+y",
        "(?:a|[ab])*",
        "(?:é|à)+",
        "(?:ab?a?){8}",
        "(?:(?: ?)?[ab])*",
    ],
)
def test_a_pattern_that_can_run_without_end_is_refused(pattern: str) -> None:
    """No learner's text can keep the browser busy."""
    with pytest.raises(Unbounded):
        compile_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "right", "wrong"),
    [
        ("(?:the )?learning rates?", "The Learning Rate", "a learning rate"),
        ("[a-z]+(?:, [a-z]+)*", "a, bc, d", "a,bc"),
        (".*gradient.*", "the gradient of it", "the radient"),
        ("x *= *\\d+ *\\+ *y", "x = 12+ y", "x == 12 + y"),
        ("(?:ab|cd)+", "abcdab", "abd"),
        ("\\(\\d{2,3}\\)[^a-c&~|\\]-]", "(12)é", "(1)x"),
        ("^(?:yes|no)$", "No", "no!"),
        ("a{2}|b{3,}", "bbbb", "bb"),
        ("1\\.5|2\\/3", "2/3", "1x5"),
        ("[éà]+ \\s?", "éà ", "e "),
    ],
)
def test_a_pattern_matches_the_whole_text(pattern: str, right: str, wrong: str) -> None:
    """What is left of the usual syntax works as authors know it, and has to fit from end to end."""
    compiled = compile_pattern(pattern)

    assert matches(compiled, right, case=False)
    assert not matches(compiled, wrong, case=False)


@pytest.mark.parametrize(
    "pattern",
    ["(", ")", "a)", "[a", "[]", "[b-a]", "a**", "*a", "a{3,2}", "\\w+", "\\bx", "(?=a)", "(?P<n>a)", "(?<n>a)", "(?i)a",
     "a$b", "a^", "\\1", "}", "a+?", "\\", "[a\\"],
)  # fmt: skip
def test_what_the_two_languages_read_differently_is_refused_with_a_mend(pattern: str) -> None:
    """An author is told what to write instead of a construct that only one of them knows."""
    with pytest.raises(PatternError) as caught:
        compile_pattern(pattern)

    assert str(caught.value)
    assert caught.value.help
