"""The vectors are strict: a judge with a small fault in it fails at least one of them."""

from __future__ import annotations

import ast
import copy
import inspect
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib import import_module
from typing import Any, NamedTuple

import pytest

from byheart.items.explain import Explain
from tests.of_types import judges
from tests.test_grading import TYPES, agrees, cases, grade_of, item_of

# The functions that judge, by their modules, and the types whose vectors have to show a fault in them.
JUDGES = {module: (names, types) for module, names, types in judges()}
COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult,
}  # fmt: skip
# Faults that no response can show, and why.
HARMLESS = {
    "order.ranks 0: 1": "ranks are only compared with each other",
    "predict.grade 10: self.raises or ''": "for the type checker: what raises has a name",
    "predict.grade 12: self.output or ''": "for the type checker: what prints has an output",
}


class Fault(NamedTuple):
    """A function of a module with one small fault: `was` stood there, and `put` puts the fault into a copy."""

    module: str
    function: str
    number: int
    was: str

    @property
    def name(self) -> str:
        """What the fault is called in pytest's output."""
        return f"{self.module.rpartition('.')[2]}.{self.function} {self.number}: {self.was}"


def changes(tree: ast.AST) -> Iterator[tuple[ast.AST, Callable[[], Any]]]:
    """Each small change that can be made to a function: where it is, and what makes it."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare(ops=[op, *_]):
                yield node, partial(node.ops.__setitem__, 0, COMPARED[type(op)]())
            case ast.BoolOp(values=[first, *_, last]):
                yield node, partial(node.values.__setitem__, -1, first)
                yield node, partial(node.values.__setitem__, 0, last)
            case ast.BinOp(op=sign) if type(sign) in COUNTED:
                yield node, partial(setattr, node, "op", COUNTED[type(sign)]())
            case ast.UnaryOp(op=ast.Not()):
                yield node, partial(setattr, node, "op", ast.UAdd())
            case ast.Constant(value=int() | float() as number):
                yield node, partial(setattr, node, "value", number + 1)


@cache
def functions(module: str) -> dict[str, ast.FunctionDef]:
    """The functions and methods of a module by their names."""
    tree = ast.parse(inspect.getsource(import_module(module)))
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def all_faults() -> Iterator[Fault]:
    """All small faults of all judges."""
    for module, (names, _) in JUDGES.items():
        for name in names.split():
            for number, (node, _) in enumerate(changes(functions(module)[name])):
                yield Fault(module, name, number, ast.unparse(node))


def put(fault: Fault, patch: pytest.MonkeyPatch) -> None:
    """Replace the function by the faulty one wherever it is known."""
    tree = copy.deepcopy(functions(fault.module)[fault.function])
    list(changes(tree))[fault.number][1]()
    module = sys.modules[fault.module]
    names: dict[str, Any] = {}
    code = compile(ast.fix_missing_locations(ast.Module([tree], [])), fault.module, "exec")
    exec(code, vars(module), names)
    faulty = names[fault.function]
    for owner in owners(module, fault.function):
        if hasattr(faulty, "__set_name__"):
            faulty.__set_name__(owner, fault.function)
        patch.setattr(owner, fault.function, faulty)


def owners(module: Any, name: str) -> Iterator[Any]:
    """The class of the module that has a function of this name, or all modules that know the module's own."""
    own = vars(module).get(name)
    if own is None:
        yield from (
            value for value in vars(module).values() if isinstance(value, type) and name in vars(value)
        )
        return
    for other in list(sys.modules.values()):
        if getattr(other, "__name__", "").startswith("byheart") and vars(other).get(name) is own:
            yield other


def is_seen(types: str) -> bool:
    """Whether some vector of the types fails."""
    for name in types.split():
        for case in cases(name):
            for vector in case["vectors"]:
                try:
                    if not passes(name, case, vector):
                        return True
                except Exception:  # noqa: BLE001  # a judge that breaks is seen as well
                    return True
    return False


def passes(name: str, case: dict[str, Any], vector: dict[str, Any]) -> bool:
    """Whether all that a vector says is so."""
    if not agrees(grade_of(name, case, vector), vector):
        return False
    if "got" in vector and Explain.got(grade_of(name, case, vector)) != vector["got"]:
        return False
    item = item_of(name, case)
    told = [vector["response"], case["client"].get("lang", "en")]
    if "readings" in vector:
        reading = item.read(*told)
        if (list(reading.values), reading.unreadable) != (vector["readings"], vector.get("unreadable")):
            return False
    return "foreseen" not in vector or bool(item.foreseen_by(*told) == vector["foreseen"])


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("fault", list(all_faults()), ids=lambda fault: fault.name)
def test_a_fault_in_a_judge_is_seen(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    """A comparison turned round, a term dropped or a constant changed makes at least one vector fail."""
    put(fault, monkeypatch)

    assert is_seen(JUDGES[fault.module][1]) is (fault.name not in HARMLESS)


def test_without_a_fault_nothing_is_seen() -> None:
    """The control: the judges as they are pass, and there are faults to see in each type."""
    assert not is_seen(" ".join(TYPES))
    assert {name for _, names in JUDGES.values() for name in names.split()} == set(TYPES)
