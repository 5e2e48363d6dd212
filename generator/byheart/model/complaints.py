# Knows alone: how pydantic's complaints become problems that an author understands: one for each cause.
# Models only declare: what is mistaken for a key, and what to do about it, stands beside their fields.
"""From data to models, or to what is wrong with the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from byheart.diagnostics import did_you_mean, quoted
from byheart.model import MOST_PROBLEMS, Loc, Problem, Strict
from byheart.model.values import kind_of

_Model = TypeVar("_Model", bound=Strict)


def validate(model: type[_Model], data: object) -> tuple[_Model | None, list[Problem]]:
    """Read `data` as `model`; either the model or, with places relative to `data`, all that is wrong."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, list(_without_consequences(model, error.errors(include_url=False)[: MOST_PROBLEMS + 1]))


def _without_consequences(model: type[Strict], errors: list[ErrorDetails]) -> Iterator[Problem]:
    """One problem for each error, except for those that follow from another."""
    strange = {
        error["loc"][:-1]: error["input"]
        for error in errors
        if error["type"] == "missing" and _is_strange(model, error["loc"][:-1], error["input"])
    }
    explained = {
        (*error["loc"][:-1], right)
        for error in errors
        if error["type"] == "extra_forbidden" and (right := _right_key(model, error["loc"]))
    }
    yield from (_strange_entry(_model_at(model, loc), loc, entry) for loc, entry in strange.items())
    for error in errors:
        if error["loc"][:-1] not in strange and (error["type"] != "missing" or error["loc"] not in explained):
            yield _problem(model, error)


def _is_strange(model: type[Strict], loc: Loc, entry: Mapping[str, object]) -> bool:
    """Whether an entry of a list has none of its keys, nor anything like them: it was meant as something else."""
    if not loc or not isinstance(loc[-1], int) or not entry:
        return False
    owner = _model_at(model, loc)
    return not any(
        key in _keys(owner) or (_right_key(model, (*loc, key)) and not (owner.is_text and " " in key))
        for key in entry
    )


def _strange_entry(owner: type[Strict], loc: Loc, entry: Mapping[str, object]) -> Problem:
    key, value = next(iter(entry.items()))
    if not owner.is_text:
        wanted = [f"'{name}: …'" for name, field in owner.model_fields.items() if field.is_required()]
        message = f"the entry has none of the keys that are wanted, and {quoted(key)} is here"
        return Problem(loc, "wrong-type", message, f"write {' and '.join(wanted)}")
    text, _, word = key.rpartition(" ")
    help_text = "put the text in quotes, or under '|' on the next line"
    if word in _keys(owner) and isinstance(value, str):
        help_text = f"write 'text: {quoted(text)[1:-1]}', and '{word}: {quoted(value)[1:-1]}' below it"
    message = "a colon and a space in plain text start a new key"
    return Problem((*loc, key), "colon-in-text", message, help_text, on_key=True)


def _problem(model: type[Strict], error: ErrorDetails) -> Problem:
    loc, kind, value = error["loc"], error["type"], error["input"]
    if kind == "extra_forbidden":
        return _unknown_key(model, loc, value)
    if kind == "missing":
        name = loc[-1]
        help_text = f"add '{name}: …'" + (", or let 'byheart fmt' propose one" if loc == ("id",) else "")
        return Problem(loc[:-1], "missing-key", f"the key '{name}' is missing", help_text)
    if "help" in error.get("ctx", {}):
        return Problem(loc, kind, error["msg"], error["ctx"]["help"])
    if value is None:
        return Problem(loc, "empty-value", "there is no value", "write a value, or delete the line")
    known = ", ".join(_keys(_model_at(model, loc)))
    help_text = f"write keys and values below it, each on a line of its own: {known}"
    return Problem(loc, "wrong-type", f"a mapping is wanted, and {kind_of(value)} is here", help_text)


def _unknown_key(model: type[Strict], loc: Loc, value: object) -> Problem:
    owner, word = _model_at(model, loc[:-1]), str(loc[-1])
    help_text = owner.advice.get(word) or _mend(owner, word, value, _right_key(model, loc))
    return Problem(loc, "unknown-key", f"unknown key {quoted(word)}", help_text, on_key=True)


def _mend(owner: type[Strict], word: str, value: object, right: str | None) -> str:
    before, colon, after = word.partition(":")
    if value is None and colon and before in _keys(owner):
        return f"write '{before}: {quoted(after)[1:-1]}', with a space after the colon"
    if right:
        return f"did you mean '{right}'?"
    if value is None and " " in word:
        return "put the text before it in quotes: between braces a comma starts a new key"
    return f"use one of: {', '.join(sorted(_keys(owner)))}"


def _right_key(model: type[Strict], loc: Loc) -> str | None:
    """The key that was meant by the unknown key at `loc`."""
    owner = _model_at(model, loc[:-1])
    word = str(loc[-1])
    if word in owner.advice:
        return None
    before, colon, _ = word.partition(":")
    if colon and before in _keys(owner):
        return before
    return owner.mistaken.get(word) or did_you_mean(word, _keys(owner))


def _keys(model: type[Strict]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _model_at(model: type[Strict], loc: Loc) -> type[Strict]:
    """The model of the mapping at `loc`."""
    for step in loc:
        if isinstance(step, str):
            model = next(_models_in(_keys(model).get(step)), model)
    return model


def _models_in(annotation: object) -> Iterator[type[Strict]]:
    if isinstance(annotation, type) and not get_args(annotation) and issubclass(annotation, Strict):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
