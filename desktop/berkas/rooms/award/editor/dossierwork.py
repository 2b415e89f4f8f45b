"""The dossier of one unit from the window: chosen, looked at, saved for a screen reader, issued; and what the
issued one offers.
"""

from dataclasses import replace

from PySide6.QtWidgets import QMenu, QWidget

from berkas.desk import Desk
from berkas.desk.issuedpapers import add_issued, save_draft_twin, save_twin
from berkas.desk.papermenu import issue_asked
from berkas.engine.access import Right, may
from berkas.engine.issuing import DocumentKind, Subject, chosen_for
from berkas.engine.reprinting import in_force
from berkas.engine.twins import Twin, has_twins
from berkas.rooms.award.editor.dossierdialog import DossierDialog
from berkas.rooms.award.report.bulk import bulk_of
from berkas.rooms.award.report.choices import USUAL, DossierChoices
from berkas.rooms.award.report.dossier import DOSSIER, dossier_kind


def add_dossier(menu: QMenu, owner: QWidget, desk: Desk, subject: Subject) -> None:
    """Put into a menu how a dossier is chosen, and what an issued one offers besides its pages."""
    menu.addAction("Dossier dengan pilihan…", lambda: ask_dossier(owner, desk, subject))
    issued = desk.glance(in_force, DOSSIER.key, subject.key)
    if issued is not None:
        more = menu.addMenu("Dossier terbit")
        add_issued(more, owner, desk, issued, f"dossier-{subject.key}")


def ask_dossier(owner: QWidget, desk: Desk, subject: Subject) -> None:
    """Ask what of the dossier is wanted; it starts from how the one in force was chosen."""
    acts = {
        "Lihat": lambda chosen: _look(owner, desk, subject, chosen),
        "Simpan HTML…": lambda chosen: _save_html(owner, desk, subject, chosen),
    }
    if may(desk.actor, Right.ISSUE) and not desk.book.read_only:
        acts["Terbitkan…"] = lambda chosen: issue_asked(owner, desk, dossier_kind(chosen), subject)
    kept = desk.glance(chosen_for, DOSSIER.key, subject.key)
    begun = DossierChoices.from_kept(kept) if kept is not None else USUAL
    bulk = desk.glance(bulk_of, subject.id or 0)
    DossierDialog(subject.title, bulk, acts, owner, begun=begun).exec()


def _other(chosen: DossierChoices) -> DocumentKind:
    """The chosen one as a draft of its own, whatever was issued."""
    return replace(dossier_kind(chosen), key=f"{DOSSIER.key}-pilihan")


def _is_issued(desk: Desk, subject: Subject, chosen: DossierChoices) -> bool:
    """Whether the dossier in force was issued with these choices."""
    kept = desk.glance(chosen_for, DOSSIER.key, subject.key)
    return chosen == (DossierChoices.from_kept(kept) if kept is not None else USUAL)


def _look(owner: QWidget, desk: Desk, subject: Subject, chosen: DossierChoices) -> None:
    """What was issued with these choices is shown as issued; any other is a draft of its own."""
    desk.show_paper(owner, DOSSIER if _is_issued(desk, subject, chosen) else _other(chosen), subject)


def _save_html(owner: QWidget, desk: Desk, subject: Subject, chosen: DossierChoices) -> None:
    """The twin of what was issued with these choices; any other is a draft and says so."""
    issued = desk.glance(in_force, DOSSIER.key, subject.key)
    if issued is not None and _is_issued(desk, subject, chosen) and desk.glance(has_twins, issued):
        save_twin(owner, desk, issued, Twin.HTML, f"dossier-{subject.key}")
    else:
        save_draft_twin(owner, desk, _other(chosen), subject, Twin.HTML)
