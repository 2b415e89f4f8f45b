"""What the builds are made of, without a network and without building: lists, scripts, order, licences."""

import ast
import json
import re
import tomllib
import zipfile
from pathlib import Path

import pytest

from installer import system
from installer.building import bill, debian, launchers, notices, nsis, sealing, trimming
from installer.building.fetching import Pin, Target
from installer.building.libraries import Library, describe, unpack
from installer.building.project import Project
from installer.building.runtime import Runtime
from installer.say import Refusal

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = Library(
    "Contoh_Pustaka", "1.2", "MIT", "", "contoh-1.2.whl", "ab" * 32, {"LICENSE": "Izin MIT contoh"}
)


@pytest.fixture
def project(monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    return Project()


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    path = tmp_path / "contoh-1.2-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        facts = "Metadata-Version: 2.4\nName: contoh\nVersion: 1.2\nLicense-Expression: MIT\n"
        archive.writestr("contoh-1.2.dist-info/METADATA", facts)
        archive.writestr("contoh-1.2.dist-info/RECORD", "")
        archive.writestr("contoh-1.2.dist-info/licenses/LICENSE", "Izin contoh")
        archive.writestr("contoh/__init__.py", "")
        archive.writestr("contoh-1.2.data/scripts/contoh", "")
        archive.writestr("contoh-1.2.data/platlib/contoh.dll", "")
    return path


def test_a_wheel_is_described_and_unpacked(
    wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = describe(wheel)
    assert (found.name, found.version, found.licence, found.texts) == (
        "contoh",
        "1.2",
        "MIT",
        {"LICENSE": "Izin contoh"},
    )
    monkeypatch.setattr("installer.building.libraries.EVERYWHERE", ())
    site = tmp_path / "site"
    unpack([wheel], site, ())
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    assert names == ["contoh-1.2.dist-info/METADATA", "contoh.dll", "contoh/__init__.py"]


def test_only_what_is_needed_stays_and_a_stale_list_is_refused(tmp_path: Path) -> None:
    for name in ("A/a.dll", "A/b.dll", "A/c/d.qml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    with pytest.raises(Refusal, match="tidak lagi memuat 'A/x"):
        trimming.trim(tmp_path, [trimming.Trim("A", ("A/*",), ("A/x.dll",))])
    trimming.trim(tmp_path, [trimming.Trim("A", ("A/*",), ("A/b.dll",))])
    assert [path.name for path in sorted(tmp_path.rglob("*"))] == ["A", "b.dll"]


def test_every_part_of_qt_that_the_program_imports_is_packed() -> None:
    used: set[str] = set()
    for path in (ROOT / "desktop").rglob("*.py"):
        used.update(re.findall(r"from PySide6\.Qt(\w+) import", path.read_text("utf-8")))
    assert used == set(trimming.QT_PARTS)


def test_the_windows_list_holds_what_the_program_runs_on(project: Project) -> None:
    pins = {level: _pins(level) for level in ("run", "windows")}
    assert pins["windows"].items() <= pins["run"].items()
    wanted = {re.split(r"[<>=~ ]", each)[0].casefold() for each in _dependencies()}
    assert {each.replace("_", "-") for each in wanted} <= set(pins["windows"])


def _pins(level: str) -> dict[str, str]:
    text = (ROOT / "installer" / "requirements" / f"{level}.txt").read_text("utf-8")
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE))


def _dependencies() -> list[str]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]


def test_the_runtime_is_named_and_pinned(project: Project) -> None:
    runtime = Runtime(project)
    assert runtime.cpython.startswith(f"{runtime.python}.")
    assert runtime.target.arguments()[:2] == ["--python-version", runtime.python]
    text = (project.requirements / "runtime.toml").read_text("utf-8")
    pins = [
        Pin(**each) for group in ("library", "compiler") for each in tomllib.loads(text)[group]["packages"]
    ]
    assert all(re.fullmatch(r"[0-9a-f]{64}", pin.sha256) for pin in pins)
    assert Pin("a", "1:2", "").file == "a_1%3a2_amd64.deb"
    assert "//" not in text
    assert "//" not in (project.requirements / "runtime.txt").read_text("utf-8")
    assert f'"--python-version", "{runtime.python}"' in (ROOT / "installer" / "lock.py").read_text("utf-8")


def test_python_for_windows_is_asked_for_by_its_names() -> None:
    words = Target(("win_amd64",), "3.13").arguments()
    assert [words[place + 1] for place, word in enumerate(words) if word == "--abi"] == [
        "cp313",
        "abi3",
        "none",
    ]


def test_the_remover_names_every_file_and_only_empties_folders() -> None:
    lines = nsis.removal_lines(["berkas.exe", "site/a/b.pyc", "site/$c.pyc"]).splitlines()
    assert lines == [
        'Delete "$INSTDIR\\berkas.exe"',
        'Delete "$INSTDIR\\site\\a\\b.pyc"',
        'Delete "$INSTDIR\\site\\$$c.pyc"',
        'RMDir "$INSTDIR\\site\\a"',
        'RMDir "$INSTDIR\\site"',
    ]
    assert not re.search(r'RMDir /r "\$INSTDIR', nsis.SCRIPT.read_text("utf-8"))


def test_the_stub_speaks_indonesian_in_the_room_it_has() -> None:
    said = [
        "Installer integrity check has failed. Common causes include\nincomplete download and damaged media. "
    ]
    said[0] += (
        "Contact the\ninstaller's author to obtain a new copy.\n\nMore information at:\nhttp://nsis.sf.net/NSIS_Error"
    )
    said += [
        "Error writing temporary file. Make sure your temp folder is valid.",
        "Error launching installer",
    ]
    stub = b"".join(each.encode("utf-16-le") + b"\0\0" for each in said)
    spoken = nsis.speaking_stub(stub)
    assert len(spoken) == len(stub)
    assert "Pemasang ini tidak utuh" in spoken.decode("utf-16-le")
    with pytest.raises(Refusal, match="NSIS berubah"):
        nsis.speaking_stub(b"")


@pytest.mark.parametrize(
    ("version", "numbers"), [("0.1.0", "0.1.0.0"), ("1.2", "1.2.0.0"), ("1.2.3.4", "1.2.3.4")]
)
def test_the_version_of_a_resource(version: str, numbers: str) -> None:
    assert nsis.version_numbers(version) == numbers


def test_the_launcher_has_icon_version_and_manifest() -> None:
    script = launchers.resource_script("berkasw", "Berkas", "0.1.0")
    assert "@" not in script
    assert 'ICON "berkas.ico"' in script
    assert "FILEVERSION 0,1,0,0" in script
    manifest = (launchers.SOURCES / "program.manifest").read_text("utf-8")
    for word in ("PerMonitorV2", "longPathAware", "asInvoker"):
        assert word in manifest


def test_what_a_library_wants_beyond_windows() -> None:
    shown = "\tDLL Name: KERNEL32.dll\n\tDLL Name: api-ms-win-crt-x.dll\n\tDLL Name: Qt6Core.dll\n"
    assert list(launchers.imported(shown)) == ["qt6core.dll"]
    rows = "\t[   0] +base[   1]  0000 PyList_New\n\t[   1] +base[   2]  0001 _Py_Dealloc\n"
    table = f"[Ordinal/Name Pointer] Table\n{rows}"
    assert launchers.exported_names(table) == ["PyList_New", "_Py_Dealloc"]


def test_the_sentences_of_the_setup_are_ours() -> None:
    text = nsis.SCRIPT.read_text("utf-8")
    for wanted in (
        "CRCCheck force",
        "RequestExecutionLevel user",
        "ManifestLongPathAware true",
        "selftest --program",
    ):
        assert wanted in text
    codes = set(re.findall(r"insertmacro refuse (\d)|SetErrorLevel (\d)", text))
    told = (ROOT / "resources" / "help" / "pemasangan.md").read_text("utf-8")
    for code in {a or b for a, b in codes}:
        assert f"| {code} |" in told


def test_the_bill_of_materials_is_the_same_twice(project: Project) -> None:
    first, second = (bill.of_program(project, [LIBRARY], Runtime(project)) for _ in range(2))
    assert first == second
    tree = json.loads(first)
    assert tree["bomFormat"] == "CycloneDX"
    parts = {part["name"]: part for part in tree["components"]}
    assert set(parts) == {"CPython", "Contoh_Pustaka", "Microsoft Visual C++ Runtime"}
    assert parts["Contoh_Pustaka"]["hashes"] == [{"alg": "SHA-256", "content": "ab" * 32}]
    assert tree["metadata"]["component"]["version"] == project.version


def test_every_licence_is_on_the_page(project: Project) -> None:
    page = notices.page(project, [LIBRARY], notices.own_parts(project))
    for word in ("Berkas", "Contoh_Pustaka 1.2", "Izin MIT contoh", "SIL Open Font"):
        assert word in page
    bare = Library("Tanpa", "1", "", "", "", "", {})
    with pytest.raises(Refusal, match="Naskah lisensi Tanpa"):
        notices.page(project, [bare], [])


def test_a_zip_has_an_order_and_one_moment(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "isi"
    for name in ("b.txt", "a/c.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, "utf-8")
    names = sealing.seal(folder, project)
    assert names == ["a/c.txt", "b.txt", sealing.CONTENTS]
    made = []
    for archive in (tmp_path / "1.zip", tmp_path / "2.zip"):
        sealing.zipped(folder, "Berkas", archive, project)
        made.append(archive.read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(tmp_path / "1.zip") as archive:
        assert [each.filename for each in archive.infolist()] == sorted(f"Berkas/{name}" for name in names)


def test_the_package_depends_on_what_qt_needs(project: Project) -> None:
    needed = debian.depends("3.11")
    assert needed.startswith("python3 (>= 3.11~), python3 (<< 3.12~)")
    assert set(system.QT_LIBRARIES.values()) <= set(re.split(r"[ ,]+", needed))
    control = debian.filled("control", project, SIZE="1", DEPENDS=needed)
    assert "@" not in control.replace("berkas@kantor.example", "")
    assert f"Version: {project.version}\n" in control


def test_programs_of_the_builds_are_installed_by_name() -> None:
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "installer").rglob("*.py"))
    for program in system.BUILD_TOOLS:
        assert Path(program).name.removesuffix("gcc") in source


@pytest.mark.parametrize("folder", ["building", "trying"])
def test_the_builds_never_import_the_program(folder: str) -> None:
    for path in (ROOT / "installer" / folder).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            named += [each.name for each in node.names] if isinstance(node, ast.Import) else []
            assert not [each for each in named if each.split(".")[0] in {"berkas", "berkas_db"}], path.name
