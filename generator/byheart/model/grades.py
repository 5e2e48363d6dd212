# Knows alone: what the key makes of a response, as a whole and part by part.
"""Grades."""

from __future__ import annotations

from typing import Literal, NamedTuple

Verdict = Literal["correct", "partial", "wrong", "changed", "self-judged"]
"""`changed`: the question of today cannot have been given this response, so it can only be given again."""


class Judged(NamedTuple):
    """One part of a judged response: an option or a concept, and what became of it."""

    id: str
    verdict: Verdict


class Grade(NamedTuple):
    """What the key makes of a response; `score` is from 0 to 1."""

    verdict: Verdict
    score: float
    parts: tuple[Judged, ...] = ()


CHANGED = Grade("changed", 0.0)


def graded(score: float, parts: tuple[Judged, ...] = ()) -> Grade:
    """The grade of a score: correct at 1, wrong at 0."""
    return Grade("correct" if score == 1 else "partial" if score else "wrong", score, parts)


def judged(name: str, *, right: bool) -> Judged:
    """One part that is right or wrong."""
    return Judged(name, "correct" if right else "wrong")
