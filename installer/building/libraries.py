"""The libraries: wheels unpacked into one folder and trimmed. Imports only the standard library and ours."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from email.parser import Parser
from pathlib import Path, PurePosixPath

from installer.building.fetching import sha256
from installer.building.trimming import EVERYWHERE, Trim, trim


@dataclass(frozen=True)
class Library:
    """One wheel: what its own description says of it, and its licence texts by name."""

    name: str
    version: str
    licence: str
    homepage: str
    file: str
    sha256: str
    texts: dict[str, str]


def unpack(wheels: Sequence[Path], site: Path, trims: Sequence[Trim]) -> list[Library]:
    """Unpack wheels into a folder, drop what is not needed, and return what they are."""
    libraries = [describe(wheel) for wheel in wheels]
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            for item in archive.infolist():
                parts = _place(PurePosixPath(item.filename))
                if item.is_dir() or not parts:
                    continue
                target = site.joinpath(*parts)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(item))
    trim(site, [*trims, *EVERYWHERE])
    return libraries


def _place(path: PurePosixPath) -> tuple[str, ...]:
    """Where a file of a wheel belongs below `site`; empty for what is not installed."""
    first, *rest = path.parts
    if ".." in rest or (first.endswith(".dist-info") and path.name != "METADATA"):
        return ()
    if first.endswith(".data"):  # scripts and manuals stay away, libraries come along
        return tuple(rest[1:]) if rest and rest[0] in {"platlib", "purelib"} else ()
    return path.parts


def describe(wheel: Path) -> Library:
    """Read name, version, licence and licence texts out of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        inside = next(name.split("/")[0] for name in names if name.endswith(".dist-info/METADATA"))
        facts = Parser().parsestr(archive.read(f"{inside}/METADATA").decode("utf-8"))
        texts = {
            PurePosixPath(name).name: archive.read(name).decode("utf-8", "replace")
            for name in sorted(names)
            if name.startswith(f"{inside}/") and _is_licence(PurePosixPath(name))
        }
    classified = [
        line.rsplit(" :: ", 1)[1]
        for line in facts.get_all("Classifier", [])
        if line.startswith("License :: ")
    ]
    licence = facts["License-Expression"] or "; ".join(classified) or _first_line(facts["License"])
    links = dict(line.split(", ", 1) for line in facts.get_all("Project-URL", []) if ", " in line)
    homepage = facts["Home-page"] or next(iter(links.values()), "")
    return Library(facts["Name"], facts["Version"], licence, homepage, wheel.name, sha256(wheel), texts)


def _is_licence(path: PurePosixPath) -> bool:
    words = ("licen", "copying", "notice", "copyright", "authors")
    return "licenses" in path.parts[1:-1] or any(word in path.name.casefold() for word in words)


def _first_line(text: str | None) -> str:
    return (text or "").strip().split("\n")[0]
