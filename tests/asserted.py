"""What a test asserts whatever it is given: an assertion in a loop over nothing, or of all of nothing, asserts nothing."""

import ast
from collections.abc import Iterator

PASSING_ON = {
    *("enumerate", "zip", "product", "reversed", "sorted", "list", "tuple", "set", "dict"),
    *("items", "values", "keys"),
}
FULL = {"catalogue"}  # fixtures that hold much


def idle_tests(source: str) -> list[str]:
    """The tests of a module that may end without having asserted anything."""
    tree = ast.parse(source)
    tests = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))
    return [test.name for test in tests if not any(_bites(node) for node in _whatever_comes(test.body, _bound(test)))]


def _bound(test: ast.FunctionDef) -> dict[str, ast.expr]:
    """What names of a test stand for, the last time they are given something."""
    given = (node for node in ast.walk(test) if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name))
    return {node.targets[0].id: node.value for node in given if isinstance(node.targets[0], ast.Name)}


def _whatever_comes(body: list[ast.stmt], bound: dict[str, ast.expr]) -> Iterator[ast.AST]:
    """The assertions that are reached in any case: not those in loops that may not run, nor those in inner functions."""
    for node in body:
        if isinstance(node, ast.Assert):
            if not _of_all(node.test, bound):
                yield node
        elif isinstance(node, ast.For):
            yield from _whatever_comes(node.body, bound) if _runs(node.iter, bound) else ()
        elif isinstance(node, ast.With):
            yield node
            yield from _whatever_comes(node.body, bound)
        elif isinstance(node, ast.If | ast.Try):
            yield from _whatever_comes(node.body, bound)
        elif isinstance(node, ast.Assign | ast.Expr):
            yield node


def _bites(node: ast.AST) -> bool:
    """Whether a statement fails by itself where something is wrong: an assertion, an unpacking, an expected exception,
    a call of something that asserts."""
    if isinstance(node, ast.With):
        return any("raises" in ast.unparse(item) or "warns" in ast.unparse(item) for item in node.items)
    if isinstance(node, ast.Assign):
        return isinstance(node.targets[0], ast.Tuple | ast.List)
    if isinstance(node, ast.Expr):
        return any(word in ast.unparse(node) for word in ("prove", "prepare"))
    return isinstance(node, ast.Assert)


def _of_all(test: ast.expr, bound: dict[str, ast.expr]) -> bool:
    """Whether an assertion says something of all of what may be nothing."""
    if not isinstance(test, ast.Call) or ast.unparse(test.func) != "all":
        return False
    (said,) = test.args
    over = said.generators[0].iter if isinstance(said, ast.GeneratorExp) else said
    return not _runs(over, bound)


def _runs(over: ast.expr, bound: dict[str, ast.expr]) -> bool:
    """Whether a loop over something surely runs: over what is written there, over constants, over what the catalogue
    holds, over numbers up to one that is written there."""
    match over:
        case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements):
            runs = any(not isinstance(each, ast.Starred) or _runs(each.value, bound) for each in elements)
        case ast.Dict(keys=names):
            runs = any(names)
        case ast.Name(id=name):
            runs = name in FULL or name[0].isupper() or (name in bound and _runs(bound[name], bound))
        case ast.Attribute(value=whole) | ast.Subscript(value=whole):
            runs = _runs(whole, bound)
        case ast.Call(func=ast.Name(id="range"), args=ends):
            runs = all(isinstance(end, ast.Constant) for end in ends)
        case ast.Call(func=ast.Name(id=name), args=given):
            runs = name in PASSING_ON and all(_runs(each, bound) for each in given)
        case ast.Call(func=ast.Attribute(value=whole, attr=name)):
            runs = name in PASSING_ON and _runs(whole, bound)
        case ast.ListComp(generators=loops) | ast.SetComp(generators=loops) | ast.DictComp(generators=loops):
            runs = all(_runs(each.iter, bound) and not each.ifs for each in loops)
        case _:
            runs = isinstance(over, ast.Constant) and bool(over.value)
    return runs
