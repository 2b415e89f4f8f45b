"""Every part as HTML, for `twin`."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from berkas.paper import _twin_tables as t
from berkas.paper import parts as p
from berkas.paper import pictures as d
from berkas.paper._twin_tables import pairs, tag, words_html
from berkas.paper.attachments import read_attached

UNREADABLE = "Foto tidak dapat dibaca."


class Twin:
    """The state of one page: which heading levels were used, which listed heading comes next."""

    def __init__(self, listed: Sequence[tuple[str, int]]) -> None:
        self.has_title = False
        self._listed = listed
        self._next = 0
        self._level = 1
        self._photos = 0

    def part(self, part: p.Part) -> str:
        """The HTML of one part; empty for what only paper needs."""
        builder = _BUILDERS.get(type(part))
        return builder(self, part) if builder else ""

    # ------------------------------------------------------------------ headings

    def heading(self, text: str, level: int, identifier: str = "") -> str:
        """A heading that never skips a level; the first title of the page is the only h1."""
        if level == 1 and not self.has_title:
            self.has_title = True
            self._level = 1
        else:
            level = max(2, min(level, self._level + 1))
            self._level = level
        return tag(f"h{level}", text, id=identifier)

    def listed_id(self, *, listed: bool) -> str:
        """The identifier the contents link to."""
        if not listed:
            return ""
        self._next += 1
        return f"judul-{self._next - 1}"

    def title(self, part: p.Title) -> str:
        below = [f"Nomor: {part.number}" if part.number else "", part.name, *part.lines]
        lines = "<br>".join(escape(line) for line in below if line)
        name = self.listed_id(listed=part.listed)
        return self.heading(escape(part.text), 1, name) + (f"\n<p>{lines}</p>" if lines else "")

    def cover(self, part: d.Cover) -> str:
        office = "<br>".join(map(escape, part.office))
        body = [tag("p", office) if office else "", self.heading(escape(part.title), 1)]
        body.append(tag("p", escape(part.subject)) if part.subject else "")
        body.append(pairs(part.details) if part.details else "")
        body += [tag("p", escape(line)) for line in (*part.lines, part.notice) if line]
        return "\n".join(text for text in body if text)

    def contents(self, part: p.Contents) -> str:
        rows = [
            tag("li", tag("a", escape(text), href=f"#judul-{number}"))
            for number, (text, level) in enumerate(self._listed)
            if level <= part.depth
        ]
        return tag(
            "nav", f"{self.heading(escape(part.title), 2)}\n<ul>{''.join(rows)}</ul>", aria_label=part.title
        )

    def attached(self, part: p.Attached) -> str:
        head = self.heading(escape(part.title), 3, self.listed_id(listed=part.listed))
        note = f"{part.note} " if part.note else ""
        pages = read_attached(part.pdf)
        return f"{head}\n<p>{escape(note)}Lampiran PDF, {pages} halaman; isinya ada pada dokumen cetak.</p>"

    # ------------------------------------------------------------------ pictures

    def photos(self, part: d.Photos) -> str:
        if not part.photos:
            return tag("p", escape(part.empty))
        return "\n".join(map(self._photo, part.photos))

    def _photo(self, photo: d.PhotoItem) -> str:
        self._photos += 1
        code = f" (butir {photo.item_code})" if photo.item_code else ""
        known = (photo.place, photo.taken, f"oleh {photo.taker}" if photo.taker else "")
        proof = ", ".join(text for text in known if text)
        number = photo.number or self._photos
        head = f"Foto {number}{code}."
        caption = f"<strong>{escape(head)}</strong> {escape(photo.caption or 'Tanpa keterangan')}"
        caption += f"<br>{escape(proof)}" if proof else ""
        kind = _image_kind(photo.image)
        alt = photo.alt or photo.caption or f"Foto {number}"
        picture = (
            f'<img alt="{escape(alt)}" src="data:image/{kind};base64,{b64encode(photo.image).decode()}">'
            if kind
            else tag("p", UNREADABLE)
        )
        return tag("figure", f"{picture}\n{tag('figcaption', caption)}")

    def poster(self, part: d.Poster) -> str:
        body = [self.heading(escape(part.title), 1)]
        if part.subtitle:
            body.append(tag("p", escape(part.subtitle)))
        steps = "".join(
            tag("li", f"<strong>{escape(step.title)}</strong><br>{escape(step.text)}") for step in part.steps
        )
        body.append(f"<ol>{steps}</ol>" if steps else "")
        body.append(pairs((small, large) for large, small in part.figures) if part.figures else "")
        body.append(pairs(part.contacts) if part.contacts else "")
        body += [
            tag("p", escape(text))
            for text in (part.qr_label and f"{part.qr_label}: {part.qr_text}", part.note)
            if text
        ]
        return "\n".join(text for text in body if text)

    def together(self, part: p.Together) -> str:
        return "\n".join(text for text in map(self.part, part.parts) if text)


def _image_kind(data: bytes) -> str:
    if data[:2] == b"\xff\xd8":
        return "jpeg"
    return "png" if data[:8] == b"\x89PNG\r\n\x1a\n" else ""


# ------------------------------------------------------------------ text


def _para(part: p.Para) -> str:
    return tag("p", words_html(part.words), class_="tengah" if part.align is p.Align.CENTRE else "")


def _listing(part: p.Listing) -> str:
    kinds = {p.Marker.LETTER: "a", p.Marker.ROMAN: "I"}
    items = "".join(
        tag("li", words_html(item.words) + (_listing(item.below) if item.below else ""))
        if isinstance(item, p.Item)
        else tag("li", words_html(item))
        for item in part.items
    )
    if part.marker is p.Marker.DASH:
        return tag("ul", items)
    return tag("ol", items, type=kinds.get(part.marker, ""), start=str(part.start) if part.start != 1 else "")


def _letter(part: p.LetterOpening) -> str:
    rows = (
        ("Nomor", part.number),
        ("Sifat", part.nature),
        ("Lampiran", part.attachment),
        ("Hal", part.subject),
    )
    to = "<br>".join(escape(line) for line in part.to)
    return f"<p>{escape(part.date)}</p>\n{pairs(rows)}\n<p>Yth. {to}</p>"


def _copies(part: p.CarbonCopies) -> str:
    return f"<p>{escape(part.label)}</p>\n" + tag(
        "ol", "".join(tag("li", escape(item)) for item in part.items)
    )


def _notice(part: p.Notice) -> str:
    title = part.title or ("RAHASIA" if part.kind is p.NoticeKind.SECRET else "")
    head = f"<strong>{escape(title)}.</strong> " if title else ""
    return tag("div", tag("p", f"{head}{words_html(part.words)}"), class_="kotak", role="note")


def _signatures(part: p.Signatures) -> str:
    body = [tag("p", escape(text)) for text in (part.intro, part.place_date) if text]
    for signer in part.signers:
        lines = [
            *signer.role,
            signer.name or "(nama dan tanda tangan)",
            signer.rank,
            f"NIP {signer.nip}" if signer.nip else "",
        ]
        body.append(tag("p", "<br>".join(escape(line) for line in lines if line)))
    return tag("section", "\n".join(body), class_="tanda", aria_label="Tanda tangan")


_BUILDERS: dict[type[Any], Callable[[Twin, Any], str]] = {
    p.Title: Twin.title,
    p.Heading: lambda twin, part: twin.heading(
        escape(part.text), part.level + 1, twin.listed_id(listed=part.listed)
    ),
    p.Para: lambda _, part: _para(part),
    p.Listing: lambda _, part: _listing(part),
    p.KeyValues: lambda _, part: pairs(part.rows),
    p.LetterOpening: lambda _, part: _letter(part),
    p.CarbonCopies: lambda _, part: _copies(part),
    p.Notice: lambda _, part: _notice(part),
    p.Line: lambda _twin, _part: "<hr>",
    p.Table: lambda _, part: t.data_table(part),
    p.Criteria: lambda _, part: t.criteria(part),
    p.Findings: lambda _, part: t.findings(part),
    p.Counts: lambda _, part: t.counts(part),
    p.Signatures: lambda _, part: _signatures(part),
    p.Contents: Twin.contents,
    p.Together: Twin.together,
    p.Attached: Twin.attached,
    d.Cover: Twin.cover,
    d.Poster: Twin.poster,
    d.Photos: Twin.photos,
    d.BarChart: lambda _, part: t.bars(part),
    d.LineChart: lambda _, part: t.lines(part),
    d.DayStrip: lambda _, part: t.strip(part),
    d.Question: lambda _, part: t.question(part),
    d.QuestionGrid: lambda _, part: t.question_grid(part),
}
