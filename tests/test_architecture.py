"""The arrows between modules, and the habits that keep data safe, read from the source itself."""

import ast
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.arrows import (
    ARROWS,
    BY_NAME_ALLOWED,
    CLOCKS,
    CLOSED_IN_PROJECT,
    DAY_OF_TODAY,
    GUARDS,
    GUARDS_ALLOWED,
    IMPURE,
    LAZY,
    LEVELS,
    MAX_FUNCTION,
    MAX_MODULE,
    MAX_VIEW,
    MAY_ASK_FOR_TODAY,
    NOBODYS_ACTS,
    NOQA,
    NOQA_WITH_REASON,
    OPEN_TO_OTHER_APPS,
    PROJECT,
    PROJECT_LEVELS,
    UNTRACKED,
    UNTRACKED_ALLOWED,
)

ROOT = Path(__file__).resolve().parents[1]


class Module(NamedTuple):
    """One source file: its path below the root, and its syntax tree."""

    path: str
    tree: ast.Module

    @property
    def app(self):
        return self.path.split("/")[0]

    @property
    def name(self):
        """The file or folder below the app that gives the level: actions/views/plan.py: views."""
        return self.path.split("/")[1].removesuffix(".py")

    @property
    def level(self):
        return level(self.app, self.name)


class Arrow(NamedTuple):
    """An import: from a module to a dotted name, and whether it hides in a function."""

    module: Module
    target: str
    hidden: bool


def level(app, name):
    return (PROJECT_LEVELS if app == PROJECT else LEVELS).get(name, 0)


def python_files(*folders):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def apps():
    return [app for app in ARROWS if (ROOT / app).is_dir()]


@cache  # not at the import, which every process of a run pays for
def modules():
    return [Module(path, ast.parse(text)) for path, text in python_files(*apps())]


def is_module(dotted):
    path = ROOT.joinpath(*dotted.split("."))
    return path.with_suffix(".py").is_file() or path.is_dir()


def names_of(node):
    """The dotted names that an import statement loads; ``from actions import rules``: one."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        inside = [f"{node.module}.{alias.name}" for alias in node.names]
        return [name if is_module(name) else node.module for name in inside]
    return []


def arrows(module):
    in_functions = {
        id(inner)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for inner in ast.walk(node)
    }
    for node in ast.walk(module.tree):
        for target in names_of(node):
            yield Arrow(module, target, id(node) in in_functions)


@cache
def all_arrows():
    return list(chain.from_iterable(map(arrows, modules())))


def complaint_about(arrow):
    """Why an import of one of our modules may not be, or nothing."""
    module, (app, *rest) = arrow.module, arrow.target.split(".")
    name = rest[0] if rest else "__init__"
    if app not in ARROWS:
        return None
    if app == module.app:
        return _complaint_within(module, app, name)
    if app not in ARROWS[module.app]:
        return "apps may import only the apps below them"
    if app == PROJECT:
        if name in CLOSED_IN_PROJECT:
            return "nobody calls the project's pages or settings"
    elif level(app, name) and name not in OPEN_TO_OTHER_APPS:
        return "only models, queries, rules and pure modules of another app"
    if module.level == 0 and level(app, name):
        return "a pure module knows pure modules only"
    return None


def _complaint_within(module, app, name):
    if name in {module.name, "__init__"}:
        return None
    mine, other = module.level, level(app, name)
    if mine == 0 and other:
        return "a pure module knows pure modules only"
    if other > mine:
        return f"{name} (level {other}) stands above {module.name} (level {mine})"
    return None


def calls(module):
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            function = node.func
            yield node, getattr(function, "attr", None) or getattr(function, "id", "")


def test_every_app_of_the_project_has_its_place():
    found = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert found - set(ARROWS) == set()


def test_imports_follow_the_arrows():
    wrong = [
        f"{arrow.module.path} imports {arrow.target}: {complaint}"
        for arrow in all_arrows()
        if (complaint := complaint_about(arrow))
    ]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize(
    ("path", "target", "allowed"),
    [
        ("actions/views/plan.py", "actions.services.progress", True),
        ("actions/views/plan.py", "actions.views.shared", True),
        ("actions/services/progress.py", "actions.forms", False),
        ("actions/models/plans.py", "actions.queries", False),
        ("actions/models/plans.py", "actions.references", True),
        ("actions/timescales.py", "actions.models", False),
        ("actions/timescales.py", "corporate_parenting.text", True),
        ("actions/timescales.py", "corporate_parenting.models", False),
        ("actions/queries.py", "reports.models", False),
        ("actions/views/plan.py", "corporate_parenting.forms", True),
        ("actions/views/plan.py", "corporate_parenting.views", False),
        ("reports/queries.py", "actions.models", True),
        ("reports/services.py", "actions.services", False),
        ("homes/queries.py", "scorecard.models", False),
        ("corporate_parenting/views.py", "actions.models", False),
        ("corporate_parenting/views.py", "corporate_parenting.context", True),
        ("corporate_parenting/models.py", "corporate_parenting.forms", False),
    ],
)
def test_the_tables_say_what_the_style_guide_says(path, target, allowed):
    arrow = Arrow(Module(path, ast.parse("")), target, hidden=False)
    assert (complaint_about(arrow) is None) == allowed


def test_pure_modules_know_neither_database_nor_settings_nor_requests():
    wrong = [
        f"{arrow.module.path} imports {arrow.target}"
        for arrow in all_arrows()
        if arrow.module.level == 0
        and arrow.module.app != PROJECT
        and f"{arrow.target}.".startswith(tuple(f"{name}." for name in IMPURE))
    ]
    assert wrong == [], "\n".join(wrong)


def test_imports_stand_at_the_top_and_are_absolute():
    hidden = {(arrow.module.path, arrow.target) for arrow in all_arrows() if arrow.hidden}
    relative = [
        module.path
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    by_name = {
        module.path
        for module in modules()
        for _, name in calls(module)
        if name in {"import_module", "__import__"}
    }
    assert (hidden, relative, by_name) == (LAZY, [], set(BY_NAME_ALLOWED))


def is_view(function):
    """Whether it says which requests it answers: ``@require_safe`` and its sisters."""
    return any(ast.unparse(each).startswith("require_") for each in function.decorator_list)


def test_modules_and_functions_are_short():
    long = []
    for path, text in python_files(*apps(), "tests"):
        if (lines := len(text.splitlines())) > MAX_MODULE:
            long.append(f"{path}: {lines} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = node.end_lineno - node.lineno + 1
                if lines > (MAX_VIEW if is_view(node) else MAX_FUNCTION):
                    long.append(f"{path}: {node.name} has {lines} lines")
    assert long == [], "\n".join(long)


def is_untracked(node, name):
    """``update(name=...)`` is a queryset's; a dict's or a hash's takes a value without a name.

    ``row.delete()`` leaves its history; what a query found is deleted row by row, or not at all.
    """
    if name == "update":
        return isinstance(node.func, ast.Attribute) and bool(node.keywords)
    if name == "delete":
        return not isinstance(node.func.value, ast.Name) and not node.args
    return name in UNTRACKED


def test_nothing_is_written_past_the_history():
    found = {
        (module.path, name)
        for module in modules()
        for node, name in calls(module)
        if is_untracked(node, name)
    }
    assert found == set(UNTRACKED_ALLOWED)


@pytest.mark.parametrize(
    ("line", "untracked"),
    [
        ("Strand.objects.filter(pk=1).update(order=2)", True),
        ("strands.update(**changes)", True),
        ("strands.bulk_create(rows)", True),
        ("strands.filter(pk=1).delete()", True),
        ("cursor.execute('update x')", True),
        ("utils.bulk_create_with_history(rows, Strand)", True),
        ("words.update(other)", False),
        ("digest.update(b'')", False),
        ("row.delete()", False),
        ("cache.delete('key')", False),
        ("caches['default'].delete('key')", False),
    ],
)
def test_the_untracked_writes_are_told_from_dictionaries(line, untracked):
    node = ast.parse(line, mode="eval").body
    assert is_untracked(node, node.func.attr) == untracked


def sources():
    yield from python_files(*apps())
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.is_file():
            yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def test_guards_are_switched_off_only_where_it_says_why():
    found = {}
    for path, text in sources():
        if count := len(GUARDS.findall(text)):
            found[path] = count
    assert found == {path: count for path, (count, _) in GUARDS_ALLOWED.items()}


def test_every_noqa_names_its_rule_and_its_reason():
    wrong = [
        f"{path}:{number}: {line.strip()}"
        for path, text in python_files(*apps(), "tests")
        for number, line in enumerate(text.splitlines(), 1)
        if (found := NOQA.search(line)) and not NOQA_WITH_REASON.match(found["rest"])
    ]
    assert wrong == [], "\n".join(wrong)


def is_service(node):
    """A public function that writes in one transaction."""
    is_public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    return is_public and "transaction.atomic" in map(ast.unparse, node.decorator_list)


def test_every_service_is_told_who_acts_in_one_way():
    found = {
        (module.path, node.name)
        for module in modules()
        if module.name == "services"
        for node in module.tree.body
        if is_service(node) and "by" not in {argument.arg for argument in node.args.kwonlyargs}
    }
    assert found == set(NOBODYS_ACTS)


def test_only_pages_and_commands_ask_what_day_it_is():
    wrong = []
    for module in modules():
        for node, name in calls(module):
            owner = ast.unparse(node.func)
            if name in CLOCKS and owner != "timezone.now":
                wrong.append(f"{module.path}:{node.lineno}: {owner}()")
            if name in DAY_OF_TODAY and not node.args and module.name not in MAY_ASK_FOR_TODAY:
                wrong.append(f"{module.path}:{node.lineno}: {owner}()")
    assert wrong == [], "\n".join(wrong)
