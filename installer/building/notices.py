"""The licences of everything inside, as one page the program shows and as files beside it.

Imports only the standard library and `installer`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from installer.building.libraries import Library
from installer.building.project import Project
from installer.say import Refusal

PAGE = "LISENSI.txt"
# Debian has the texts of the usual licences on every computer.
_TEXTS = Path("/usr/share/common-licenses")

# Libraries whose wheel does not hold the licence we use them under.
_BORROWED = {
    "PySide6_Essentials": ("LGPL-3", "GPL-3"),
    "shiboken6": ("LGPL-3", "GPL-3"),
}
_NOTES = {
    "PySide6_Essentials": (
        "Qt dan Qt for Python dipakai menurut LGPL versi 3, sebagai pustaka terpisah yang boleh diganti "
        "dengan versi Anda sendiri. Kode sumbernya ada pada pembuatnya, The Qt Company, dengan nomor versi "
        "yang disebut di atas."
    ),
}


@dataclass(frozen=True)
class Part:
    """Something inside that is no wheel: CPython, Microsoft's runtime, our fonts and icons."""

    name: str
    version: str
    licence: str
    text: str


def page(project: Project, libraries: Sequence[Library], parts: Sequence[Part]) -> str:
    """The page with every licence. Raises Refusal when a library has none."""
    texts = [f"Berkas {project.version}\nLisensi MIT\n\n{(project.root / 'LICENSE').read_text('utf-8')}"]
    texts += [f"{part.name} {part.version}\n{part.licence}\n\n{part.text}" for part in parts]
    for library in libraries:
        borrowed = _BORROWED.get(library.name, ())
        found = {name: (_TEXTS / name).read_text("utf-8") for name in borrowed} or library.texts
        if not found:
            raise Refusal(
                f"Naskah lisensi {library.name} tidak ditemukan; sebutkan di installer/building/notices.py."
            )
        head = f"{library.name} {library.version}\n{library.licence}\n{_NOTES.get(library.name, '')}".rstrip()
        texts.append("\n\n".join([head, *(f"[{name}]\n{text}" for name, text in sorted(found.items()))]))
    rule = f"\n\n{'=' * 78}\n\n"
    return rule.join(text.replace("\r\n", "\n").strip() for text in texts) + "\n"


def own_parts(project: Project) -> list[Part]:
    """Fonts and icons that lie in our resources, with the licences that lie beside them."""
    found: list[Part] = []
    for path in sorted((project.root / "resources").rglob("*")):
        if path.is_file() and any(word in path.name.casefold() for word in ("licen", "ofl", "copying")):
            place = path.parent.name
            found.append(Part(f"{place}: {path.stem}", "", f"resources/{place}", path.read_text("utf-8")))
    return found
