"""Asks for owner and work, and makes a task out of the complaint that is shown."""

from berkas.desk import Place, RecordPage
from berkas.kit import dialogs
from berkas.rooms.complaints.commands.tasks import task_of_complaint
from berkas_db.changes import Changes


def make_task(page: RecordPage) -> None:
    """Make a task for somebody; it opens in the room of follow-ups."""
    if page.record is None:
        page.say("Pilih dahulu satu pengaduan.")
        return
    if not page.may_leave():
        return
    id_ = page.record.id
    work = dialogs.ask_text(
        page,
        "Jadikan tugas",
        "Batas waktu pengaduan ini ikut terbawa.",
        label="Yang harus dilakukan",
        yes="Lanjut",
    )
    owner = work and dialogs.ask_text(
        page, "Jadikan tugas", "Tugas ditutup oleh orang lain.", label="Penanggung jawab", yes="Buat tugas"
    )
    if not work or not owner:
        return

    def made(changes: Changes) -> None:
        page.desk.open(Place("followups", "followup", int(changes.value)))

    page.desk.change(page, made, task_of_complaint, id_, owner, work)
