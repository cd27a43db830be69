"""The arrows between modules, and the habits that keep data safe, read from the source itself."""

import ast
import re
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = "corporate_parenting"
# Each app may import itself and these. An app that is missing here may not be in the project.
ARROWS = {
    PROJECT: set(),
    "actions": {PROJECT},
    "homes": {PROJECT, "actions"},
    "scorecard": {PROJECT, "actions"},
    "reports": {PROJECT, "actions", "homes", "scorecard"},
}
# A module imports lower levels of its own app. A name that is missing here is pure: level 0.
LEVELS = {
    "models": 1,
    "rules": 2,
    "queries": 3,
    "as_at": 4,
    "comparison": 4,
    "sections": 5,
    "assemble": 6,
    "rendering": 6,
    "render_process": 7,
    "lead_lists": 7,
    "services": 7,
    "tasks": 7,
    "forms": 8,
    "filters": 8,
    "admin": 8,
    "views": 9,
    "management": 9,
    "templatetags": 9,
    "apps": 9,
    "urls": 10,
}
# The project package is what all apps stand on, so its modules have other names.
PROJECT_LEVELS = LEVELS | {
    "versions": 2, "roles": 2, "changes": 3, "settled": 3, "context": 3, "exports": 3, "widgets": 3,
    "forms": 4, "boards": 4, "submissions": 5, "history_admin": 5,
    "hiding_admin": 6, "sign_in": 8, "middleware": 8,
    "settings": 9, "wsgi": 10,
}  # fmt: skip
OPEN_TO_OTHER_APPS = {"models", "queries", "as_at", "rules"}
CLOSED_IN_PROJECT = {"views", "urls", "settings", "wsgi", "management", "apps", "middleware"}
IMPURE = ("django.db", "django.conf", "django.http", "django.shortcuts", "django.contrib")
# What is slow to load, and loaded only when a PDF is made.
LAZY = {("reports/rendering.py", "reports.press")}

# Writes that history does not see, and SQL by hand, each with the reason why it may stand.
UNTRACKED = {
    "bulk_create", "bulk_update", "abulk_create", "abulk_update", "aupdate", "adelete",
    "_raw_delete", "raw", "extra", "RawSQL", "execute", "executemany",
    "bulk_create_with_history", "bulk_update_with_history",  # these check no row
}  # fmt: skip
# Names of modules that are worked out when the program runs, and so show no arrow.
BY_NAME_ALLOWED = {
    "corporate_parenting/admin.py": "loads other libraries' admin pages, to take some away",
}
UNTRACKED_ALLOWED = {
    ("corporate_parenting/views.py", "execute"): "the health page asks the database for 1",
    ("corporate_parenting/settled.py", "execute"): "the newest records of many tables",
    ("reports/management/commands/tidy.py", "delete"): "rows without history that nobody wrote",
    ("scorecard/services/imports.py", "bulk_create_with_history"): "thousands of checked figures",
    ("scorecard/services/imports.py", "bulk_update_with_history"): "thousands of checked figures",
}
# Services that nobody signs, each with the reason.
NOBODYS_ACTS = {
    ("actions/services/plan_imports.py", "choose"): "only who uploaded a file chooses, once a row",
    ("reports/services/printing.py", "queue_again"): "what a dead worker left, by a living one",
    ("scorecard/services/figure_reviews.py", "choose_council"): "only who uploaded, as above",
    ("scorecard/services/figure_reviews.py", "give_reason"): "only who uploaded a file, as above",
    ("scorecard/services/figure_reviews.py", "keep_files"): "only who uploaded a file, as above",
}
# Words that switch off a guard, each with the number of times and the reason.
GUARDS = re.compile(
    r"\|\s*safe(?:seq)?\b|\bmark_safe\(|\bSafeString\(|csrf_exempt|autoescape off"
    r"|type: ignore|\bnosec\b|__html__"
)
GUARDS_ALLOWED = {
    "actions/filters.py": (1, "the word selected in a list of thousands of leads"),
    "reports/rendering.py": (3, "own style sheet; what was escaped above, or when published"),
    "reports/views/drafts.py": (1, "the paper's engine escaped every word"),
    "templates/account/email/password_reset_key_message.txt": (1, "a mail is plain text"),
    "reports/views/papers.py": (1, "a published paper: escaped before it was stored for ever"),
}
NOQA = re.compile(r"#\s*noqa\b(?P<rest>.*)")
NOQA_WITH_REASON = re.compile(r": [A-Z]+\d+(, [A-Z]+\d+)*( +#| -|) +[(]?\w.{9,}")
CLOCKS = {"today", "now", "utcnow"}
DAY_OF_TODAY = {"localdate", "localtime"}
MAY_ASK_FOR_TODAY = {"views", "management", "tasks", "admin"}
MAX_MODULE, MAX_FUNCTION, MAX_VIEW = 400, 40, 25


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


MODULES = [Module(path, ast.parse(text)) for path, text in python_files(*apps())]


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


ALL_ARROWS = list(chain.from_iterable(map(arrows, MODULES)))


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
        for arrow in ALL_ARROWS
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
        for arrow in ALL_ARROWS
        if arrow.module.level == 0
        and arrow.module.app != PROJECT
        and f"{arrow.target}.".startswith(tuple(f"{name}." for name in IMPURE))
    ]
    assert wrong == [], "\n".join(wrong)


def test_imports_stand_at_the_top_and_are_absolute():
    hidden = {(arrow.module.path, arrow.target) for arrow in ALL_ARROWS if arrow.hidden}
    relative = [
        module.path
        for module in MODULES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    by_name = {
        module.path
        for module in MODULES
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
        for module in MODULES
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
        for module in MODULES
        if module.name == "services"
        for node in module.tree.body
        if is_service(node) and "by" not in {argument.arg for argument in node.args.kwonlyargs}
    }
    assert found == set(NOBODYS_ACTS)


def test_only_pages_and_commands_ask_what_day_it_is():
    wrong = []
    for module in MODULES:
        for node, name in calls(module):
            owner = ast.unparse(node.func)
            if name in CLOCKS and owner != "timezone.now":
                wrong.append(f"{module.path}:{node.lineno}: {owner}()")
            if name in DAY_OF_TODAY and not node.args and module.name not in MAY_ASK_FOR_TODAY:
                wrong.append(f"{module.path}:{node.lineno}: {owner}()")
    assert wrong == [], "\n".join(wrong)
