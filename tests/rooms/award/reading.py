"""A small accessibility checker: what a screen reader stumbles over in one HTML page."""

import re
from html.parser import HTMLParser

FIELDS = frozenset({"input", "select", "textarea", "button"})


class Page(HTMLParser):
    """Collects headings, pictures, tables, links and landmarks."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.landmarks: list[str] = []
        self.title = ""
        self._heads: list[bool] = []
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._open = tag
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "html" and given.get("lang") != "id":
            self.faults.append("html tanpa lang")
        if tag == "img" and not given.get("alt", "").strip():
            self.faults.append("img tanpa alt")
        if tag in {"main", "nav", "footer", "header"}:
            self.landmarks.append(tag)
        if tag == "table":
            self._heads.append(False)
        if tag == "th":
            self._heads[-1] = True
            if given.get("scope") not in {"col", "row", "colgroup", "rowgroup"}:
                self.faults.append("th tanpa scope")
        if tag in FIELDS or "tabindex" in given or any(name.startswith("on") for name in given):
            self.faults.append(f"{tag} yang menunggu tindakan")
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and given.get("href", "").startswith("#"):
            self.links.append(given["href"][1:])

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and not self._heads.pop():
            self.faults.append("table tanpa th")

    def handle_data(self, data: str) -> None:
        if self._open == "title":
            self.title += data.strip()


def stumbles(html: str) -> list[str]:
    """Everything that is wrong with a page, in words; empty when it can be followed by ear."""
    page = Page()
    page.feed(html)
    steps = zip(page.levels, page.levels[1:], strict=False)
    checks = {
        "judul pertama bukan h1": page.levels[:1] == [1],
        "lebih dari satu h1": page.levels.count(1) == 1,
        "tingkat judul terlompati": all(after <= before + 1 for before, after in steps),
        "id ganda": len(page.ids) == len(set(page.ids)),
        "tautan tanpa tujuan": set(page.links) <= set(page.ids),
        "tanpa main": page.landmarks.count("main") == 1,
        "tanpa title": bool(page.title),
        "memuat dari luar": not re.search(r'(src|href)="(https?:)?//', html),
    }
    return [*page.faults, *(words for words, holds in checks.items() if not holds)]
