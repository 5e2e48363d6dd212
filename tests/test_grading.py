"""Judging responses: the vectors that Python and TypeScript share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from byheart.items import ITEM_TYPES
from byheart.items.choice import Choice
from byheart.items.explain import Explain
from byheart.model import Grade

FOLDER = Path(__file__).parent / "cases" / "grading"


def vectors(name: str) -> list[Any]:
    """Item, what the client knows of it, and one vector, for each vector of a file."""
    cases = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return [
        pytest.param(case["item"], vector, id=f"{case['name']}: {vector['name']}")
        for case in cases
        for vector in case["vectors"]
    ]


def clients(name: str) -> list[Any]:
    """Item and what the client knows of it."""
    cases = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(case["item"], case["client"], id=case["name"]) for case in cases]


def assert_grade(grade: Grade, vector: dict[str, Any]) -> None:
    """The grade is the vector's."""
    assert grade.verdict == vector["verdict"]
    assert grade.score == pytest.approx(vector["score"], abs=1e-9)
    assert [part._asdict() for part in grade.parts] == vector["parts"]


@pytest.mark.parametrize(("item", "vector"), vectors("choice"))
def test_a_choice_is_judged_as_the_vectors_say(item: dict[str, Any], vector: dict[str, Any]) -> None:
    """Chosen options give verdict, score and parts."""
    assert_grade(Choice.model_validate(item).grade(vector["response"]), vector)


@pytest.mark.parametrize(("item", "vector"), vectors("explain"))
def test_an_explanation_is_counted_as_the_vectors_say(item: dict[str, Any], vector: dict[str, Any]) -> None:
    """The learner's judgements give score, parts and "You got n/m concepts"."""
    grade = Explain.model_validate(item).grade(vector["response"])

    assert_grade(grade, vector)
    assert (Explain.got(grade), len(grade.parts)) == (vector["got"], vector["of"])


@pytest.mark.parametrize(("item", "client"), clients("choice"))
def test_the_browser_is_given_the_key_of_a_choice(item: dict[str, Any], client: dict[str, Any]) -> None:
    """What the vectors give to TypeScript is what a page gives to it."""
    question = Choice.model_validate(item)
    assert list(question.check()) == []

    told: dict[str, object] = {
        "select": question.selects,
        "options": list(question.option_ids),
        "key": list(question.key),
    }
    told |= {"choose": str(question.choose)} if question.choose else {}
    told |= {"scoring": question.scoring} if question.scoring else {}
    assert told == client


@pytest.mark.parametrize(("item", "client"), clients("explain"))
def test_the_browser_is_given_the_concepts(item: dict[str, Any], client: dict[str, Any]) -> None:
    """What the vectors give to TypeScript is what a page gives to it."""
    prompt = Explain.model_validate(item)
    assert list(prompt.check()) == []

    assert {"concepts": [concept.id for concept in prompt.concepts]} == client


def test_there_are_vectors_for_every_type_that_is_judged() -> None:
    """A type that grades in Python has a file that TypeScript is held to."""
    judged = {item_type.type_name for item_type in ITEM_TYPES if hasattr(item_type, "grade")}

    assert {path.stem for path in FOLDER.glob("*.json")} == judged
    assert len(vectors("choice")) >= 60
