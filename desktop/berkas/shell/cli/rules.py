"""`score` and `deadline`: rules applied to what is handed in; neither needs an office."""

from argparse import Namespace
from datetime import date
from pathlib import Path

from berkas.engine.due import as_if_started, clock_of
from berkas.engine.rulebook import Rulebook
from berkas.rules import dates, numbers
from berkas.rules.clocks import as_json, if_started_on
from berkas.rules.scoring import Score, score
from berkas.shell.cli.answers import complain, complain_all, say, say_json, say_table
from berkas.shell.cli.office import opened
from berkas.shell.cli.words import CallError

_FIRST_YEAR, _LAST_YEAR = 1945, 2200


def score_file(call: Namespace) -> int:
    """Score an answers file; wrong cells are listed and nothing is scored."""
    from berkas.sheets.answers import read_answers

    instrument = Rulebook.load().instrument(call.instrument)
    sheet = read_answers(Path(call.answers), instrument)
    if sheet.problems:
        return complain_all([f"{problem.cell}: {problem.message}" for problem in sheet.problems])
    if not sheet.respondents:
        complain(f"{call.answers}: tidak ada satu baris jawaban pun. Isi paling sedikit satu responden.")
        return 1
    result = score(instrument, sheet.respondents)
    if call.json:
        say_json(result.as_json())
    else:
        _say_score(instrument.title, result)
    return 0


def _say_score(title: str, result: Score) -> None:
    say(title)
    if result.notice:
        say(f"Perhatian: {result.notice}")
    say(f"Responden dihitung: {result.n} dari {result.given}")
    if result.index is not None:
        grade = f" ({result.grade}, {result.grade_label})" if result.grade else ""
        say(f"Indeks: {numbers.show_decimal(result.index)}{grade}")
    for step in result.steps:
        say(f"  {step.label}: {step.formula} = {step.result}")
    for note in result.notes:
        say(f"Catatan: {note}")
    if result.source:
        say(f"Sumber: {result.source}")


def deadline(call: Namespace) -> int:
    """Every step of a clock class as if its start event fell on the day given, day by day."""
    try:
        start = date.fromisoformat(call.start)
    except ValueError as error:
        raise CallError(
            f"“{call.start}” bukan tanggal. Tulis TAHUN-BULAN-TANGGAL, misalnya 2025-03-26."
        ) from error
    if not _FIRST_YEAR <= start.year <= _LAST_YEAR:
        raise CallError(
            f"Tahun {start.year} tidak dapat dihitung. Pakai tahun {_FIRST_YEAR} sampai {_LAST_YEAR}."
        )
    if call.office is None:
        rulebook = Rulebook.load()
        clock = rulebook.clock(call.clock_class)
        dues = if_started_on(clock.version_on(start), start, rulebook.calendar())
    else:
        with opened(Path(call.office), write=False) as book:
            clock = book.read(clock_of, call.clock_class).result()
            dues = book.read(as_if_started, call.clock_class, start).result().dues
    if call.json:
        say_json(as_json(clock, start, dues))
        return 0
    say(f"{clock.label}, mulai {dates.show_long(start)}")
    for due in dues:
        when = dates.show_long(due.due) if due.due else "belum ada batas waktu yang diketahui"
        length = f"{due.days} {due.unit.label}" if due.days is not None and due.unit else ""
        say(f"\n{due.step.label}: {when}" + (f" ({length})" if length else ""))
        if due.note:
            say(f"  {due.note}")
        rows = [(dates.show_short(day.date), str(day.day or ""), day.why) for day in due.strip]
        if rows:
            say_table(
                ("  Tanggal", "Hari ke", "Keterangan"), [(f"  {row[0]}", row[1], row[2]) for row in rows]
            )
    return 0
