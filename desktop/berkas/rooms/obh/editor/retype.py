"""“Lembar ketik Sidbankum…” of a case: shown, copied, printed, marked as typed, put in order."""

from PySide6.QtWidgets import QWidget

from berkas.desk import Desk
from berkas.desk.retyping import OrderDialog, RetypeDialog
from berkas.engine.issuing import Subject
from berkas.rooms.obh.commands import mark_cases_typed, save_case_order
from berkas.rooms.obh.fields.retyping import order_problem, read_order, usual_order, write_order
from berkas.rooms.obh.queries.retyping import RetypedCase, retyped_case
from berkas.rooms.obh.report.retyping import CASE_SHEET
from berkas_db.tables import LegalCase

_HOW = (
    "Satu baris satu isian, menurut urutan layar Sidbankum. Baris yang diawali “# ” menjadi judul. "
    "Alt+↑ dan Alt+↓ memindahkan baris. "
    "Isian yang tidak ditulis muncul terakhir."
)


def retype_case(owner: QWidget, desk: Desk, case_id: int, *, may_write: bool) -> None:
    """Show one case in the order in which it is typed elsewhere."""
    desk.read(owner, lambda case: _show(owner, desk, case, may_write=may_write), retyped_case, case_id)


def _show(owner: QWidget, desk: Desk, case: RetypedCase, *, may_write: bool) -> None:
    typed = f" Ditandai sudah dimasukkan {case.typed_on}." if case.typed_on else ""
    dialog = RetypeDialog(
        f"Lembar ketik Sidbankum: {case.code}",
        case.facts,
        f"{case.said} Enter menyalin jawaban lalu maju.{typed}",
        case.lines,
        owner,
        may_write=may_write,
    )
    dialog.table.hideColumn(1)  # keys are the program's own
    subject = Subject(case.code, case.code, LegalCase, case.id)
    dialog.printed.connect(lambda: desk.show_paper(owner, CASE_SHEET, subject))
    dialog.marked.connect(
        lambda: desk.change(
            owner, lambda _changes: desk.say("Perkara ditandai sudah dimasukkan.", undoable=True),
            mark_cases_typed, [case.id],
        )
    )  # fmt: skip
    dialog.order_wanted.connect(lambda: _order(owner, desk, case, may_write=may_write))
    dialog.exec()


def _order(owner: QWidget, desk: Desk, case: RetypedCase, *, may_write: bool) -> None:
    dialog = OrderDialog(
        "Urutan ketik: perkara",
        _HOW,
        write_order(read_order(case.order)),
        owner,
        usual=write_order(usual_order()),
        problem=order_problem,
    )
    if dialog.exec():
        desk.change(
            owner,
            lambda _changes: retype_case(owner, desk, case.id, may_write=may_write),
            save_case_order,
            dialog.text.toPlainText(),
        )
