"""The accessible twin of a paper: the same parts as one HTML page that a screen reader can follow.

Headings without gaps, tables with heads and captions, pictures with words, charts and calendars as tables,
nothing loaded from elsewhere. The PDF is untagged; this page is how a blind colleague reads the same paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from berkas.paper._twin_parts import Twin
from berkas.paper.frame import Frame, grouped
from berkas.paper.parts import Attached, Heading, Part, Title, Together
from berkas.paper.pictures import Cover, Poster

_STYLE = """
body{font:1.05rem/1.55 Arial,'Liberation Sans',sans-serif;color:#111;background:#fff;margin:0}
header,main,footer{max-width:60rem;margin:0 auto;padding:1rem}
a{color:#0b4f9e}
.lewati{position:absolute;left:-100rem}
.lewati:focus{left:1rem;top:1rem;background:#fff;padding:.5rem}
table{border-collapse:collapse;margin:1rem 0;width:100%}
caption{text-align:left;font-weight:bold;padding:.3rem 0}
th,td{border:1px solid #555;padding:.35rem .5rem;vertical-align:top;text-align:left}
thead th{background:#d9d9d9}
figure{margin:1rem 0}
img{max-width:100%;height:auto}
.kotak{border:2px solid #333;padding:.6rem 1rem;margin:1rem 0}
.draf{border:3px solid #8a1c1c;padding:.6rem 1rem}
dt{font-weight:bold}
dd{margin:0 0 .4rem 1.5rem}
fieldset{margin:1rem 0;border:1px solid #555}
.tengah{text-align:center}
.tanda{margin:2rem 0}
@media print{.lewati{display:none}}
""".strip()


def render_html(parts: Sequence[Part], frame: Frame) -> str:
    """One self-contained HTML page in Indonesian; the same parts and frame give the same text."""
    twin = Twin(_listed(parts))
    body = "\n".join(text for text in map(twin.part, parts) if text)
    if not twin.has_title:
        body = f"<h1>{escape(frame.title)}</h1>\n{body}"
    letterhead = "" if parts and isinstance(parts[0], Cover | Poster) else _letterhead(frame)
    return (
        '<!DOCTYPE html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(frame.title)}</title>\n{_meta(frame)}<style>\n{_STYLE}\n</style>\n</head>\n<body>\n"
        '<a class="lewati" href="#isi">Langsung ke isi</a>\n'
        f'{letterhead}<main id="isi">\n{_draft(frame)}{body}\n</main>\n{_foot(frame)}</body>\n</html>\n'
    )


def _meta(frame: Frame) -> str:
    known = (("author", frame.author), ("description", frame.subject), ("keywords", frame.keywords))
    return "".join(f'<meta name="{name}" content="{escape(text)}">\n' for name, text in known if text)


def _letterhead(frame: Frame) -> str:
    head = frame.letterhead
    if head is None:
        return ""
    lines = [*head.lines, head.address, ", ".join(head.contacts)]
    return f"<header>\n<p>{'<br>'.join(escape(line) for line in lines if line)}</p>\n</header>\n"


def _draft(frame: Frame) -> str:
    if not frame.stamp:
        return ""
    sentence = "Dokumen ini belum diterbitkan." if frame.stamp == "DRAF" else ""
    return f'<p class="draf"><strong>{escape(frame.stamp)}.</strong> {sentence}</p>\n'


def _foot(frame: Frame) -> str:
    lines: list[str] = []
    if frame.code is not None:
        code = grouped(frame.code.text12)
        lines.append(f"Kode pemeriksaan internal, bukan tanda tangan elektronik: {code}")
        if frame.code.document_number:
            lines.append(f"Nomor dokumen {frame.code.document_number}")
    if frame.form is not None:
        lines.append(frame.form.number)
    if frame.footnote:
        lines.append(frame.footnote)
    if not lines:
        return ""
    return f"<footer>\n<p>{'<br>'.join(map(escape, lines))}</p>\n</footer>\n"


def _listed(parts: Sequence[Part]) -> tuple[tuple[str, int], ...]:
    """Listed headings and attachments in order, as in the printed contents."""
    found: list[tuple[str, int]] = []
    for part in parts:
        if isinstance(part, Title) and part.listed:
            found.append((part.text, 1))
        elif isinstance(part, Heading) and part.listed:
            found.append((part.text, part.level))
        elif isinstance(part, Attached) and part.listed:
            found.append((part.title, 2))
        elif isinstance(part, Together):
            found.extend(_listed(part.parts))
    return tuple(found)
