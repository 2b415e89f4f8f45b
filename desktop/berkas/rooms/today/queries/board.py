"""Reads what is due: late, today, in one and three working days; drafts; what lapses; reports; the last copy.

Every part reads by an index and stops after a few lines, so that the page is there at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, may
from berkas.engine.copies import last_trial
from berkas.engine.due import OpenDue, calendar_of, count_late, open_dues
from berkas.engine.history import office_zone
from berkas.engine.recovery_codes import can_recover
from berkas.engine.safekeeping import failure_of, second_place
from berkas.engine.signing_in import has_users
from berkas.engine.unfinished import unfinished
from berkas.rooms.today.queries.boxes import unopened_boxes
from berkas.rooms.today.queries.lapsing import AHEAD_DAYS, lapsing
from berkas.rooms.today.queries.lines import DRAFT, MOST, MOST_COUNTED, Group, Line
from berkas.rules import dates
from berkas.rules.calendar import Calendar
from berkas_db.changes import Actor
from berkas_db.tables import AppUser, Followup, Identity, Official, ReportingDuty, ReportSent


@dataclass(frozen=True, slots=True)
class Board:
    """Everything of one day."""

    today: date
    groups: tuple[Group, ...]

    @property
    def pressing(self) -> int:
        """How many things are late or due today."""
        return sum(group.count for group in self.groups if group.key in {"lewat", "hari_ini"})


def board(session: Session, actor: Actor, today: date, *, only_own: bool = False) -> Board:
    """The whole page of one day for one person; `only_own` leaves out the dues of others."""
    own = actor.user_id if only_own else None
    until = today - timedelta(days=1)
    late = open_dues(session, today, until=until, most=MOST_COUNTED, owner_id=own)
    dues = open_dues(session, today, since=today, within=3, most=MOST_COUNTED, owner_id=own)
    owners = owners_of(session, (*late[:MOST], *dues[:MOST]))
    later = [due for due in dues if due.due_on > today]
    return Board(
        today,
        (
            _due_group("lewat", "Lewat batas waktu", "bahaya", late, owners),
            _due_group(
                "hari_ini",
                "Jatuh tempo hari ini",
                "peringatan",
                [due for due in dues if due.due_on == today],
                owners,
            ),
            _due_group(
                "besok", "Satu hari kerja lagi", "info", [due for due in later if due.left <= 1], owners
            ),
            _due_group(
                "segera",
                "Dua atau tiga hari kerja lagi",
                "info",
                [due for due in later if due.left > 1],
                owners,
            ),
            Group("laporan", "Laporan yang harus dikirim", "peringatan", tuple(_reports(session, today))),
            Group(
                "kotak",
                "Kotak yang belum dibuka minggu ini",
                "peringatan",
                tuple(unopened_boxes(session, today)),
            ),
            Group("draf", "Isian yang belum selesai", "info", tuple(_drafts(session, actor))),
            Group("berakhir", f"Berakhir dalam {AHEAD_DAYS} hari", "info", tuple(lapsing(session, today))),
            Group(
                "sudah_berakhir",
                f"Berakhir dalam {AHEAD_DAYS} hari yang lalu",
                "peringatan",
                tuple(lapsing(session, today, past=True)),
            ),
            Group("cadangan", "Cadangan", "peringatan", tuple(_backup(session, today))),
            Group("akun", "Akun", "peringatan", tuple(_accounts(session, actor))),
            Group("retensi", "Batas retensi", "info", tuple(_retention(session, actor, today))),
        ),
    )


def waiting(session: Session, today: date) -> int:
    """The number on the navigation: what is late."""
    return count_late(session, today)


def owners_of(session: Session, dues: Sequence[OpenDue]) -> dict[tuple[str, int], str]:
    """Whose each due is, in words, by its kind and id; those without an owner are left out."""
    users = {due.owner_id for due in dues if due.owner_id is not None}
    names = {
        row.id: row.full_name
        for row in session.execute(select(AppUser.id, AppUser.full_name).where(AppUser.id.in_(users)))
    }
    found = {(due.kind, due.id): names[due.owner_id] for due in dues if due.owner_id in names}
    tasks = [due.id for due in dues if due.kind == "followup" and due.owner_id is None]
    rows = session.execute(
        select(Followup.id, Followup.owner_name, Official.name)
        .outerjoin(Official, Official.id == Followup.owner_official_id)
        .where(Followup.id.in_(tasks))
    )
    for id_, name, official in rows:
        found["followup", id_] = official or name or ""
    return found


def _due_group(
    key: str, title: str, tone: str, dues: Sequence[OpenDue], owners: Mapping[tuple[str, int], str]
) -> Group:
    lines = (
        Line(
            due.kind,
            due.id,
            due.code,
            due.title,
            due.step,
            f"{dates.show_short(due.due_on)}, {_left(due.left)}",
            owners.get((due.kind, due.id), ""),
        )
        for due in dues[:MOST]
    )
    return Group(key, title, tone, tuple(lines), len(dues))


def _left(days: int) -> str:
    return dates.show_days_left(days)


def _reports(session: Session, today: date) -> Sequence[Line]:
    rows = session.execute(
        select(
            ReportingDuty.id,
            ReportingDuty.name,
            ReportingDuty.recipient,
            ReportSent.due_on,
            AppUser.full_name,
        )
        .join(ReportingDuty, ReportingDuty.id == ReportSent.duty_id)
        .outerjoin(AppUser, AppUser.id == ReportingDuty.owner_user_id)
        .where(
            ReportSent.state == "belum_dikirim",
            ReportSent.due_on <= (today + timedelta(days=7)).isoformat(),
            ReportingDuty.trashed_at.is_(None),
        )
        .order_by(ReportSent.due_on, ReportSent.id)
        .limit(MOST)
    )
    calendar = calendar_of(session)
    return [
        Line("reporting_duty", id_, "", name, f"kepada {recipient}", _when(due, today, calendar), owner or "")
        for id_, name, recipient, due, owner in rows
    ]


def _when(day: str, today: date, calendar: Calendar) -> str:
    due = date.fromisoformat(day)
    return f"{dates.show_short(due)}, {_left(calendar.count_between(today, due))}"


def _retention(session: Session, actor: Actor, today: date) -> Sequence[Line]:
    """One line for all identities whose day has come; each is dealt with in the part of retention."""
    if not may(actor, Right.MANAGE_OFFICE):
        return ()
    number = session.execute(
        select(func.count()).where(
            Identity.retention_until <= today.isoformat(),
            Identity.anonymised_at.is_(None),
            Identity.trashed_at.is_(None),
        )
    ).scalar_one()
    said = (f"{number} identitas melewati batas retensi", "Anonimkan atau usulkan pada bagian Retensi")
    return (Line("retensi", None, "", *said, ""),) if number else ()


def _drafts(session: Session, actor: Actor) -> Sequence[Line]:
    return [
        Line(DRAFT, draft.id, "", draft.name, "belum disimpan", draft.when)
        for draft in unfinished(session, actor)[:MOST]
    ]


def _accounts(session: Session, actor: Actor) -> Sequence[Line]:
    """An office with accounts and without recovery codes is lost with the password of its last admin."""
    if not may(actor, Right.MANAGE_OFFICE) or not has_users(session) or can_recover(session):
        return ()
    said = ("Kode pemulihan dua pejabat belum ada", "Buat dan cetak pada bagian Pengguna")
    return (Line("app_user", None, "", *said, ""),)


def _backup(session: Session, today: date) -> Sequence[Line]:
    failure, second = failure_of(session), second_place(session, today)
    lines: list[Line] = []
    zone = office_zone(session)
    if failure is not None:
        when = dates.show_instant(failure.at, zone)
        lines.append(
            Line(
                "cadangan", None, "", f"Cadangan terakhir gagal: {failure.sentence}", failure.next_step, when
            )
        )
    trial = last_trial(session)
    if trial is not None and not trial.is_good:
        when = dates.show_instant(trial.at, zone)
        lines.append(Line("cadangan", None, "", "Uji pemulihan terakhir gagal", trial.sentence, when))
    if second.last is None:
        lines.append(
            Line(
                "cadangan",
                None,
                "",
                "Belum pernah dibuat cadangan di luar PC ini",
                "Simpan satu cadangan di flash disk",
                "",
            )
        )
    elif second.is_late:
        age = (today - dates.local_moment(second.last, zone).date()).days
        what = "" if second.is_there else "Pasang flash disk tempat kedua"
        lines.append(
            Line(
                "cadangan",
                None,
                "",
                f"Cadangan di luar PC ini terakhir {age} hari lalu",
                what,
                dates.show_instant(second.last, zone),
            )
        )
    return lines
