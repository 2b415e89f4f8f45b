"""Two windows judging one unit: what each judged alone stays, the same criterion twice is asked."""

from dataclasses import replace

import pytest
from tests.rooms.award.conftest import World

from berkas.engine.merging import Clash, RecordConflict, Seen, decide, over, save_merged
from berkas.rooms.award.commands.judging import as_rows, load_judged, save_judged
from berkas.rooms.award.queries.sheet import load_sheet
from berkas.rules.vocabulary import AnswerPass
from berkas_db.tables import AwardEntry

PASS = AnswerPass.VERIFIKATOR
A, B, C = "lapas.a.01", "lapas.a.02", "lapas.a.03"


def put(world: World, seen: Seen, answers: dict[str, str], notes: dict[str, str] | None = None) -> None:
    values = as_rows({PASS: (answers, notes or {})})
    world.do(save_merged, load_judged, save_judged, seen, values, model=AwardEntry)


def test_judgements_of_two_windows_come_together_and_clash_alone(world: World) -> None:
    entry = world.ids["entry"]
    world.judge(entry, {A: "ada"}, PASS)
    record = world.ask(load_judged, entry)
    base = Seen(replace(record, values=as_rows({PASS: ({A: "ada"}, {})})))
    put(world, base, {A: "proses", B: "ada"}, {B: "Terpasang."})
    with pytest.raises(RecordConflict) as caught:
        put(world, base, {A: "ada", B: "proses", C: "ada"})
    assert set(caught.value.clashes) == {
        Clash(PASS.value, "ada", "proses", B, "answer"),
        Clash(PASS.value, "Terpasang.", "", B, "note"),
    }
    values = decide(caught.value, frozenset({0, 1}))
    world.do(save_merged, load_judged, save_judged, over(caught.value), values, model=AwardEntry)
    sheet = world.ask(load_sheet, entry)
    assert sheet.answers[PASS] == {A: "proses", B: "ada", C: "ada"}
    assert sheet.notes[PASS] == {B: "Terpasang."}
