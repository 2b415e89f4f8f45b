"""The help pages: every link leads somewhere, every example works, every list is that of the program."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from berkas.kit.keys import KEYS
from berkas.rules.clocks import parse_clock
from berkas.rules.vocabulary import Role
from berkas.shell.cli.main import run

ROOT = Path(__file__).parents[2]
HELP = ROOT / "resources" / "help"
PAGES = sorted(HELP.glob("*.md"))
LINK = re.compile(r"\[[^\]]+\]\(([^)]+)\)")


def text(name: str) -> str:
    return (HELP / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_one_title_and_links_that_lead_somewhere(page: Path) -> None:
    written = page.read_text(encoding="utf-8")
    outside_code = re.sub(r"```.*?```", "", written, flags=re.DOTALL)
    assert [line for line in outside_code.splitlines() if line.startswith("# ")] == [written.splitlines()[0]]
    for target in LINK.findall(outside_code):
        assert (HELP / target).is_file(), target


def test_every_page_is_reached_from_the_first() -> None:
    seen, waiting = set(), ["mulai.md"]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += LINK.findall((HELP / name).read_text(encoding="utf-8"))
    assert seen == {page.name for page in PAGES}


def test_sentences_are_short() -> None:
    for page in PAGES:
        prose = re.sub(
            r"```.*?```|^\|.*$|`[^`]*`|\([^)]*\.md\)", "", page.read_text(encoding="utf-8"), flags=re.S | re.M
        )
        for sentence in re.split(r"(?<=[.?!])\s+|\n+", prose):
            assert len(sentence.split()) <= 32, f"{page.name}: {sentence}"


def test_every_key_of_the_program_is_explained() -> None:
    page = text("tombol").replace("Ctrl+1 sampai Ctrl+7", " ".join(f"Ctrl+{n}" for n in range(1, 8)))
    for key in KEYS:
        for written in key.keys:
            if written != "Ctrl+=":  # the same key as Ctrl++ without Shift
                assert re.search(rf"(?<![\w+]){re.escape(written)}(?![\w])", page), (key.code, written)


def test_the_example_of_a_clock_is_one() -> None:
    [example] = re.findall(r"```toml\n(.*?)```", text("jam-layanan"), flags=re.DOTALL)
    clock = parse_clock(tomllib.loads(example), file="contoh")
    assert [step.key for step in clock.versions[0].steps] == ["verifikasi", "tanggapan"]
    extension = clock.versions[0].steps[1].extension
    assert extension is not None
    assert extension.days == 5


def test_every_command_instrument_and_class_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    page = text("baris-perintah")
    run(["--help"])
    commands = set(re.findall(r"^    ([a-z]+)\b", capsys.readouterr().out, flags=re.MULTILINE))
    assert commands == set(re.findall(r"^\| `berkas ([a-z]+) ", page, flags=re.MULTILINE))
    for folder in ("instruments", "clocks"):
        for path in (ROOT / "resources" / folder).glob("*.toml"):
            assert re.search(rf"\b{path.stem}\b", page), path.stem


def test_every_role_is_explained() -> None:
    page = text("pengaturan-kantor")
    assert all(f"| {role.label} |" in page for role in Role)


def test_the_code_names_of_the_glossary_exist() -> None:
    kinds = {"desktop": "*.py", "db": "*.sql", "resources": "*.toml"}
    files = [path for folder, pattern in kinds.items() for path in (ROOT / folder).rglob(pattern)]
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    rows = [line.split("|") for line in text("istilah").splitlines() if line.startswith("| ")]
    for code in re.findall(r"`([^`]+)`", " ".join(row[3] for row in rows)):
        assert re.search(rf"\b{code}\b", source), code


def test_every_help_page_that_an_empty_list_names_exists() -> None:
    missing = []
    for source in sorted((ROOT / "desktop" / "berkas").rglob("*.py")):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "EmptyState":
                named = [*node.args[2:3], *(each.value for each in node.keywords if each.arg == "help_page")]
                words = [each.value for each in named if isinstance(each, ast.Constant) and each.value]
                missing += [f"{source.name}: {word}" for word in words if not (HELP / f"{word}.md").exists()]
    assert missing == []
