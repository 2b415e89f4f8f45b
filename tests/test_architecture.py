"""The drawing in the README, kept by machine: who may import whom, and what a source file may look like.

The contracts stand in `pyproject.toml`. They are run on the code, and on a small copy of the
architecture in which one forbidden import after another is planted, to see that each is caught.
"""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE_ROOTS = ("desktop", "db")
SOURCES = sorted(path for name in (*SOURCE_ROOTS, "installer") for path in (ROOT / name).rglob("*.py"))
RULES = ROOT / "desktop" / "berkas" / "rules"
ROOMS = ROOT / "desktop" / "berkas" / "rooms"

MOST_LINES = 600
MOST_LINES_OF_A_FUNCTION = 80

# Written in pieces, so that this file does not find itself.
UNFINISHED = ("TO" + "DO", "FIX" + "ME", "XX" + "X", "raise NotImplemented" + "Error")
# Words of a module that says nothing about what is in it.
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "manager", "managers", "misc", "common"}
MACHINE_WORDS = (
    "py" + "pi.org",
    "python" + "hosted",
    "deb." + "debian.org",
    "npm" + "js.org",
    "/wo" + "rk/",
    "/tm" + "p/",
    "/ro" + "ot/",
    "../sha" + "red",
)


def lint(tree: Path) -> tuple[dict[str, bool], str]:
    """Run the contracts of a tree; return whether each is kept, by its name, and the report."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())",
        ],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(str(tree / name) for name in SOURCE_ROOTS)},
        capture_output=True,
        text=True,
        check=False,
    )
    report = done.stdout + done.stderr
    verdicts = re.findall(r"^(.+?) (KEPT|BROKEN)(?: \(.*\))?$", report, re.MULTILINE)
    return {name: verdict == "KEPT" for name, verdict in verdicts}, report


def contract_names() -> list[str]:
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return [contract["name"] for contract in configuration["tool"]["importlinter"]["contracts"]]


def test_every_contract_is_kept() -> None:
    verdicts, report = lint(ROOT)
    assert verdicts == dict.fromkeys(contract_names(), True), report


# One module of each kind, with what it may import.
SKELETON = {
    "berkas.__main__": "berkas.shell.cli berkas.shell.startup",
    "berkas.shell.cli": "berkas.rooms.obh.commands berkas_db.book",
    "berkas.shell.startup": "PySide6 berkas.shell.window berkas.settings berkas.log",
    "berkas.shell.window": "PySide6 berkas.desk berkas.rooms.obh.page berkas.rooms.award.page",
    "berkas.shell.palette": "PySide6",
    "berkas.shell.firstrun": "PySide6",
    "berkas.rooms.obh.page": "PySide6 berkas.desk berkas.rooms.obh.editor berkas.rooms.obh.table",
    "berkas.rooms.obh.editor": "PySide6 berkas.kit.form berkas.rooms.obh.commands",
    "berkas.rooms.obh.table": "PySide6 berkas.kit.form berkas.rooms.obh.report",
    "berkas.rooms.obh.report": "berkas.paper.frame berkas.rooms.obh.queries",
    "berkas.rooms.obh.sheet": "berkas.sheets.export berkas.rooms.obh.queries sqlalchemy",
    "berkas.rooms.obh.commands": "berkas.engine.due berkas.rooms.obh.queries sqlalchemy",
    "berkas.rooms.obh.queries": "berkas_db.book berkas.rooms.obh.fields sqlalchemy",
    "berkas.rooms.obh.fields": "berkas.rules.fields",
    "berkas.rooms.award.page": "berkas.desk",
    "berkas.rooms.award.queries": "berkas_db.book",
    "berkas.desk": "PySide6 berkas.engine.due berkas.kit.form berkas_db.book",
    "berkas.engine.due": "berkas.rules.fields berkas.media.photo berkas_db.book sqlalchemy",
    "berkas.kit.form": "PySide6 berkas.rules.fields berkas.settings",
    "berkas.paper.frame": "reportlab berkas.rules.fields berkas.paths",
    "berkas.sheets.export": "openpyxl berkas.rules.fields",
    "berkas.media.photo": "PIL berkas.log",
    "berkas_db.book": "sqlalchemy sqlcipher3",
    "berkas.rules.fields": "dataclasses",
    "berkas.settings": "berkas.paths",
    "berkas.log": "berkas.paths",
    "berkas.paths": "platformdirs",
}

BREACHES = [
    ("stack", "berkas.rules.fields", "berkas.paper.frame"),
    ("stack", "berkas.kit.form", "berkas.paper.frame"),
    ("stack", "berkas.paper.frame", "berkas_db.book"),
    ("stack", "berkas.sheets.export", "berkas.media.photo"),
    ("stack", "berkas.engine.due", "berkas.desk"),
    ("stack", "berkas.desk", "berkas.rooms.obh.queries"),
    ("stack", "berkas.rooms.obh.queries", "berkas.shell.cli"),
    ("stack", "berkas.shell.window", "berkas.__main__"),
    ("stack", "berkas.settings", "berkas.rules.fields"),
    ("stack", "berkas.paths", "berkas.engine.due"),
    ("stack", "berkas.log", "berkas.kit.form"),
    ("db and media apart", "berkas_db.book", "berkas.rules.fields"),
    ("db and media apart", "berkas_db.book", "berkas.paths"),
    ("db and media apart", "berkas.media.photo", "berkas.rules.fields"),
    ("db and media apart", "berkas.media.photo", "berkas_db.book"),
    ("rooms apart", "berkas.rooms.obh.queries", "berkas.rooms.award.queries"),
    ("rooms apart", "berkas.rooms.award.page", "berkas.rooms.obh.page"),
    ("inside a room", "berkas.rooms.obh.fields", "berkas.rooms.obh.queries"),
    ("inside a room", "berkas.rooms.obh.queries", "berkas.rooms.obh.commands"),
    ("inside a room", "berkas.rooms.obh.commands", "berkas.rooms.obh.report"),
    ("inside a room", "berkas.rooms.obh.sheet", "berkas.rooms.obh.report"),
    ("inside a room", "berkas.rooms.obh.report", "berkas.rooms.obh.table"),
    ("inside a room", "berkas.rooms.obh.editor", "berkas.rooms.obh.table"),
    ("inside a room", "berkas.rooms.obh.table", "berkas.rooms.obh.page"),
    ("inside a room", "berkas.rooms.obh.anything", "dataclasses"),
    ("glass", "berkas.rules.fields", "PySide6.QtCore"),
    ("glass", "berkas.engine.due", "PySide6.QtCore"),
    ("glass", "berkas.paper.frame", "PySide6.QtGui"),
    ("glass", "berkas_db.book", "PySide6.QtCore"),
    ("glass", "berkas.rooms.obh.queries", "PySide6.QtCore"),
    ("glass", "berkas.rooms.obh.report", "PySide6.QtCore"),
    ("glass", "berkas.shell.cli", "PySide6.QtCore"),
    ("glass", "berkas.__main__", "PySide6.QtCore"),
    ("glass, through others", "berkas.rooms.obh.commands", "berkas.kit.form"),
    ("glass, through others", "berkas.rooms.obh.report", "berkas.desk"),
    ("glass, through others", "berkas.rooms.obh.sheet", "berkas.rooms.obh.editor"),
    ("glass, through others", "berkas.shell.cli", "berkas.shell.startup"),
    ("glass, through others", "berkas.__main__", "berkas.shell.window"),
    ("glass, through others", "berkas.engine.due", "berkas.kit.form"),
    ("no SQL above the floor", "berkas.rules.fields", "sqlalchemy"),
    ("no SQL above the floor", "berkas.kit.form", "sqlalchemy"),
    ("no SQL above the floor", "berkas.paper.frame", "sqlalchemy.orm"),
    ("no SQL above the floor", "berkas.shell.cli", "sqlalchemy"),
    ("no SQL above the floor", "berkas.desk", "sqlalchemy.orm"),
    ("no SQL above the floor", "berkas.rooms.obh.page", "sqlalchemy"),
    ("no SQL above the floor", "berkas.rooms.obh.editor", "sqlalchemy"),
    ("no SQL above the floor", "berkas.rooms.obh.fields", "sqlalchemy"),
    ("no database driver outside berkas_db", "berkas.engine.due", "sqlite3"),
    ("no database driver outside berkas_db", "berkas.rooms.obh.queries", "sqlcipher3"),
    ("pure rules", "berkas.rules.fields", "pathlib"),
    ("pure rules", "berkas.rules.fields", "berkas.paths"),
    ("pure rules", "berkas.rules.fields", "rapidfuzz"),
]


def build_skeleton(tree: Path) -> None:
    for module, imported in SKELETON.items():
        write_module(tree, module, "".join(f"import {name}\n" for name in imported.split()))
    (tree / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())


def write_module(tree: Path, module: str, line: str) -> None:
    """Append to a module, with all the packages above it."""
    source_root = tree / ("db" if module.startswith("berkas_db.") else "desktop")
    path = source_root.joinpath(*module.split(".")).with_suffix(".py")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(line)
    folder = path.parent
    while folder != source_root:
        (folder / "__init__.py").touch()
        folder = folder.parent


def test_the_skeleton_keeps_every_contract(tmp_path: Path) -> None:
    build_skeleton(tmp_path)
    verdicts, report = lint(tmp_path)
    assert verdicts == dict.fromkeys(contract_names(), True), report


@pytest.mark.parametrize(("contract", "importer", "imported"), BREACHES)
def test_a_planted_breach_is_caught(contract: str, importer: str, imported: str, tmp_path: Path) -> None:
    build_skeleton(tmp_path)
    write_module(tmp_path, importer, f"def late():\n    import {imported}\n")
    verdicts, report = lint(tmp_path)
    assert verdicts.get(contract) is False, report


def test_every_contract_has_a_planted_breach() -> None:
    assert {contract for contract, _, _ in BREACHES} == set(contract_names())


def test_the_stack_names_every_part_of_the_program() -> None:
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (stack,) = [
        each for each in configuration["tool"]["importlinter"]["contracts"] if each["name"] == "stack"
    ]
    named = set(re.findall(r"berkas\.(\w+)", " ".join(stack["layers"])))
    folder = ROOT / "desktop" / "berkas"
    parts = {path.stem for path in folder.glob("*.py")} | {path.parent.name for path in folder.glob("*/*.py")}
    assert parts - {"__init__"} <= named


def test_every_folder_with_modules_is_a_package() -> None:
    """Import-linter does not look into a folder without `__init__.py`."""
    folders = {path.parent for path in SOURCES}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


def test_the_drawing_in_the_readme_shows_the_rooms() -> None:
    drawing = (ROOT / "README.md").read_text("utf-8")
    (line,) = [line for line in drawing.splitlines() if re.search(r"\|.*\bROOMS\b", line)]
    drawn = {name.split()[0] for name in line.split("ROOMS")[0].split("|")}
    assert drawn == {folder.name for folder in ROOMS.iterdir() if folder.is_dir() and folder.name[0] != "_"}


@pytest.mark.parametrize(
    "path", sorted(RULES.rglob("*.py")), ids=lambda path: path.relative_to(RULES).as_posix()
)
def test_rules_know_the_standard_library_only_and_no_today(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    foreign = [
        name
        for name in imported_names(tree)
        if name.split(".")[0] not in {*sys.stdlib_module_names, "_typeshed"}
        and not f"{name}.".startswith("berkas.rules.")
    ]
    assert foreign == []
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    clocks = [
        call.attr for call in calls if isinstance(call, ast.Attribute) and call.attr in {"today", "now"}
    ]
    files = [call.id for call in calls if isinstance(call, ast.Name) and call.id == "open"]
    assert clocks + files == []


def imported_names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_source_file_can_be_read_in_a_sitting(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []
    name = path.parent.name if path.stem == "__init__" else path.stem
    assert not EMPTY_NAMES & set(name.split("_"))


def text_files() -> Iterator[tuple[Path, str]]:
    """Every text file of the repository."""
    folders = ("desktop", "db", "installer", "resources", "tests", ".ci")
    inside = (path for name in folders for path in (ROOT / name).rglob("*") if path.is_file())
    beside = (ROOT / name for name in ("pyproject.toml", "README.md", "CONTRIBUTING.md", ".gitignore"))
    for path in (*beside, *inside):
        if "__pycache__" in path.parts:
            continue
        try:
            yield path, path.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def test_nothing_is_left_unfinished() -> None:
    words = re.compile(rf"\b({'|'.join(UNFINISHED)})\b")
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path, text in text_files()
        for match in words.finditer(text)
    ]
    assert found == []


def test_no_file_names_a_package_index_or_a_folder_of_a_machine() -> None:
    words = re.compile("|".join(map(re.escape, MACHINE_WORDS)))
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path, text in text_files()
        for match in words.finditer(text)
    ]
    assert found == []
