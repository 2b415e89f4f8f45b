"""A proof whose kept file is not whole is a fault with its place, and the check goes on."""

from tests.rooms.award.conftest import World, photo

from berkas.rooms.award.queries.readiness import check_entry
from berkas.rooms.award.queries.sheet import load_sheet
from berkas_db.changes import Step


def cut(step: Step, attachment: int, *, left: int) -> None:
    """As a disk would: the bytes of a file become fewer, or none."""
    write = step.session.connection().exec_driver_sql
    if left:
        write(
            "UPDATE attachment_chunk SET data = substr(data, 1, ?) WHERE attachment_id = ?",
            (left, attachment),
        )
    else:
        write("DELETE FROM attachment_chunk WHERE attachment_id = ?", (attachment,))


def test_files_that_are_gone_or_cut_are_named_and_nothing_else_stops(world: World) -> None:
    entry = world.ids["entry"]
    world.judge(entry, {"lapas.a.01": "ada"})
    world.proof(entry, "lapas.a.01", photo(1), photo(2, 1), photo(3, 2), caption="Maklumat")
    uses = world.ask(load_sheet, entry).uses
    assert "berkas_tidak_terbaca" not in [each.code for each in world.ask(check_entry, entry).faults]
    world.do(cut, uses[0].attachment_id, left=100)
    world.do(cut, uses[1].thumb_attachment_id, left=0)
    faults = world.ask(check_entry, entry).faults
    assert {each.key for each in faults if each.code == "berkas_tidak_terbaca"} == {
        str(uses[0].id), str(uses[1].id)
    }  # fmt: skip
    assert any(each.code == "bukti_kurang" for each in faults)
