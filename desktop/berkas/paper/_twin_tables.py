"""Tables, charts, calendars and questions as HTML, for the accessible twin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from berkas.paper import parts as p
from berkas.paper import pictures as d
from berkas.paper.words import Run, Words
from berkas.rules.dates import show_long
from berkas.rules.numbers import show_decimal, show_integer


def words_html(words: Words) -> str:
    """Words with their styles; line breaks kept."""
    runs = (words,) if isinstance(words, str) else words
    return "".join(_run(run) for run in runs)


def _run(run: str | Run) -> str:
    styled = Run(run) if isinstance(run, str) else run
    text = escape(styled.text).replace("\n", "<br>")
    for wanted, tag in ((styled.bold, "strong"), (styled.italic, "em"), (styled.underline, "u")):
        text = f"<{tag}>{text}</{tag}>" if wanted else text
    return text


def tag(name: str, content: str, **attributes: str) -> str:
    """An element; attribute names end in "_" where Python forbids them."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value
    )
    return f"<{name}{written}>{content}</{name}>"


def pairs(rows: Iterable[tuple[str, Words]]) -> str:
    inner = "".join(f"<dt>{escape(name)}</dt><dd>{words_html(value) or '–'}</dd>" for name, value in rows)
    return f"<dl>{inner}</dl>"


def html_table(
    caption: str, heads: Sequence[str], rows: Sequence[Sequence[str] | str], empty: str = ""
) -> str:
    """A table of ready cells; a plain string instead of a row runs across all columns."""
    head = tag("tr", "".join(tag("th", escape(text) or "&nbsp;", scope="col") for text in heads))
    return _table(caption, head, rows, len(heads), empty)


def _table(caption: str, head: str, rows: Sequence[Sequence[str] | str], count: int, empty: str) -> str:
    body: list[str] = []
    for row in rows:
        if isinstance(row, str):
            body.append(tag("tr", tag("th", row, colspan=str(count), scope="rowgroup")))
        else:
            first = tag("th", row[0], scope="row") if row and row[0] else "<td></td>"
            body.append(tag("tr", first + "".join(tag("td", cell) for cell in row[1:])))
    if not body:
        body.append(tag("tr", tag("td", escape(empty), colspan=str(count))))
    named = tag("caption", escape(caption)) if caption else ""
    return tag("table", f"{named}<thead>{head}</thead><tbody>{''.join(body)}</tbody>")


def _cell(cell: p.Cell) -> str:
    if isinstance(cell, p.Tick):
        mark = "✓" if cell.done else "☐"
        return f'<span role="img" aria-label="{escape(cell.text)}">{mark}</span>'
    return words_html(cell or "")


def _grouped_head(columns: Sequence[p.TableColumn]) -> str:
    if not any(column.group for column in columns):
        return tag(
            "tr", "".join(tag("th", escape(column.label) or "&nbsp;", scope="col") for column in columns)
        )
    upper: list[str] = []
    lower: list[str] = []
    for number, column in enumerate(columns):
        if not column.group:
            upper.append(tag("th", escape(column.label), scope="col", rowspan="2"))
            continue
        lower.append(tag("th", escape(column.label), scope="col"))
        if number == 0 or columns[number - 1].group != column.group:
            span = 0
            while number + span < len(columns) and columns[number + span].group == column.group:
                span += 1
            upper.append(tag("th", escape(column.group), scope="colgroup", colspan=str(span)))
    return tag("tr", "".join(upper)) + tag("tr", "".join(lower))


def data_table(part: p.Table) -> str:
    rows = [
        words_html(row.words) if isinstance(row, p.Band) else [_cell(cell) for cell in row]
        for row in part.rows
    ]
    made = _table(part.caption, _grouped_head(part.columns), rows, len(part.columns), part.empty)
    return made + (tag("p", escape(part.note)) if part.note else "")


def criteria(part: p.Criteria) -> str:
    columns = [p.TableColumn("No"), p.TableColumn("Kriteria")]
    columns += [p.TableColumn(label, group=part.scale_title) for label in part.scale]
    columns += [p.TableColumn("Data Pendukung"), *([p.TableColumn("Catatan")] if part.with_note else [])]
    rows: list[Sequence[p.Cell] | p.Band] = []
    for row in part.rows:
        if isinstance(row, p.Band):
            rows.append(row)
            continue
        marks: list[p.Cell] = [p.Tick(text=label) if label == row.answer else None for label in part.scale]
        note = (
            row.note
            if row.answer in part.scale or not row.outside
            else (row.outside, ". ", *_as_runs(row.note))
        )
        rows.append([row.number, row.text, *marks, row.evidence, *([note] if part.with_note else [])])
    return data_table(p.Table(tuple(columns), rows, caption=part.caption, note=part.note, empty=part.empty))


def _as_runs(words: Words) -> tuple[str | Run, ...]:
    return (words,) if isinstance(words, str) else words


def findings(part: p.Findings) -> str:
    heads = (
        "No",
        "Butir atau tempat",
        "Temuan",
        "Saran perbaikan",
        "Penanggung jawab",
        "Batas waktu",
        "Keadaan",
    )
    rows = [
        [
            words_html(cell)
            for cell in (row.number, row.place, row.text, row.advice, row.owner, row.due, row.state)
        ]
        for row in part.rows
    ]
    return html_table(part.caption, heads, rows, part.empty)


def counts(part: p.Counts) -> str:
    total = sum(row.number for row in part.rows)
    rows = [[escape(row.label), show_integer(row.number), _share(row.number, total)] for row in part.rows]
    if rows:
        rows.append([escape(part.total), show_integer(total), _share(total, total)])
    if not part.with_share:
        return html_table(part.caption, (part.label, "Banyaknya"), [row[:2] for row in rows], part.empty)
    return html_table(part.caption, (part.label, "Banyaknya", "Bagian"), rows, part.empty)


def _share(number: int, total: int) -> str:
    return f"{show_decimal(number / total * 100, places=1)}%" if total else "–"


# ------------------------------------------------------------------ charts and forms


def bars(part: d.BarChart) -> str:
    rows = [[escape(bar.label), escape(bar.text or _number(bar.value))] for bar in part.bars]
    head = f"Nilai ({part.unit})" if part.unit else "Nilai"
    return html_table(part.title, ("Nama", head), rows, part.empty) + _note(part.note)


def lines(part: d.LineChart) -> str:
    rows = [
        [
            escape(label),
            *(_number(series.values[n] if n < len(series.values) else None) for series in part.series),
        ]
        for n, label in enumerate(part.labels)
    ]
    title = f"{part.title} ({part.unit})" if part.unit else part.title
    return html_table(title, ("Waktu", *(series.name for series in part.series)), rows, part.empty) + _note(
        part.note
    )


def _number(value: float | None) -> str:
    return "belum ada" if value is None else show_decimal(value, places=None)


def _note(text: str) -> str:
    return tag("p", escape(text)) if text else ""


def strip(part: d.DayStrip) -> str:
    rows = [
        [
            escape(show_long(day.day)),
            str(day.number) if day.number is not None else "tidak dihitung",
            escape(", ".join(text for text in (day.mark, day.why) if text)),
        ]
        for day in part.days
    ]
    return html_table(part.caption, ("Tanggal", "Hari ke-", "Keterangan"), rows, "Belum ada hari.") + _note(
        part.note
    )


def question(part: d.Question) -> str:
    remarks = " ".join(text for text in (part.condition, part.help) if text)
    options = "".join(tag("li", f"{escape(mark)}. {escape(label)}") for mark, label in part.options)
    answer = f"<ul>{options}</ul>" if options else tag("p", f"Jawaban: … {escape(part.unit)}")
    legend = tag("legend", f"{escape(part.number)}. {words_html(part.text)}")
    return tag("fieldset", legend + _note(remarks) + answer)


def question_grid(part: d.QuestionGrid) -> str:
    heads = ("No", "Pertanyaan", *(f"{mark} {label}" for mark, label in part.options))
    rows = [
        [escape(number), words_html(text), *("☐" for _ in part.options)] for number, text in part.questions
    ]
    return html_table(part.caption or "Pertanyaan dengan skala yang sama", heads, rows)
