"""Reads what is due: late, today, in one and three working days; drafts; what lapses; reports; the last copy.

Every part reads by an index and stops after a few lines, so that the page is there at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, exists, func, literal, not_, or_, select
from sqlalchemy.orm import Session, aliased

from berkas.engine.access import Right, may
from berkas.engine.copies import last_trial
from berkas.engine.due import OpenDue, calendar_of, count_late, open_dues
from berkas.engine.history import office_zone
from berkas.engine.recovery_codes import can_recover
from berkas.engine.safekeeping import failure_of, second_place
from berkas.engine.signing_in import has_users
from berkas.engine.unfinished import unfinished
from berkas.rules import dates
from berkas.rules.calendar import Calendar
from berkas_db.changes import Actor
from berkas_db.tables import (
    Accreditation,
    AccreditationPeriod,
    Agreement,
    AppUser,
    Base,
    Followup,
    Identity,
    Licence,
    Obh,
    ObhDocument,
    ObhPerson,
    Official,
    Person,
    PrisonService,
    PublicInformation,
    ReportingDuty,
    ReportSent,
    Requirement,
    RequirementItem,
    Training,
    Unit,
)

AHEAD_DAYS = 90
"""How many calendar days before its end an accreditation, licence or agreement is shown."""

MOST = 60
"""Lines of one group at the most."""

MOST_COUNTED = 500
"""Up to this many are counted; beyond it the page says that there are more."""

DRAFT = "draf"
"""Kind of a line that is half-typed work; its id is the draft's."""

ROOM_OF = {
    "complaint": "complaints",
    "ppid_request": "complaints",
    "supervision": "complaints",
    "reporting_duty": "complaints",
    "followup": "followups",
    "obh": "obh",
    "legal_case": "obh",
    "prison_service": "obh",
    "app_user": "office",
    "public_information": "complaints",
}
"""The room in which a kind of record is opened."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do: which record it opens, what it is called, what about it, when, and whose it is."""

    kind: str
    id: int | None
    code: str
    title: str
    what: str
    when: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together under a heading. `tone`: bahaya, peringatan, info or baik.

    `total` is how many there are when not all of them are among the lines.
    """

    key: str
    title: str
    tone: str
    lines: tuple[Line, ...]
    total: int = 0

    @property
    def count(self) -> int:
        """How many things belong to the group, shown or not."""
        return max(self.total, len(self.lines))

    @property
    def count_words(self) -> str:
        """The count for a heading; the largest one that is counted says that there are more."""
        return f"lebih dari {MOST_COUNTED}" if self.count >= MOST_COUNTED else str(self.count)


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
            Group("draf", "Isian yang belum selesai", "info", tuple(_drafts(session, actor))),
            Group("berakhir", f"Berakhir dalam {AHEAD_DAYS} hari", "info", tuple(_lapsing(session, today))),
            Group(
                "sudah_berakhir",
                f"Berakhir dalam {AHEAD_DAYS} hari yang lalu",
                "peringatan",
                tuple(_lapsing(session, today, past=True)),
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


def _lapsing(session: Session, today: date, *, past: bool = False) -> Sequence[Line]:
    """What ends soon, or has just ended, earliest first; each kind reads its own index of ends.

    What has been renewed already is not told: by a later licence, certificate, document or accreditation.
    """
    span = timedelta(days=AHEAD_DAYS)
    begin, until = (today - span, today - timedelta(days=1)) if past else (today, today + span)
    found: list[tuple[str, Line]] = []
    for statement in _ENDING:
        for kind, id_, title, what, end in session.execute(
            statement(begin.isoformat(), until.isoformat()).limit(MOST)
        ):
            when = dates.show_short(date.fromisoformat(end))
            found.append((end, Line(kind, id_, "", title, what, when)))
    return [line for _end, line in sorted(found, key=lambda pair: (pair[0], pair[1].title))][:MOST]


def _between(model: type[Base], begin: str, end: str) -> tuple[ColumnElement[bool], ...]:
    column = model.__table__.c.valid_until
    return column.between(begin, end), model.__table__.c.trashed_at.is_(None)


def _renewed(model: type[Base], *same: str) -> ColumnElement[bool]:
    """Whether another row with the same values ends later, or never."""
    own = model.__table__.c
    later = model.__table__.alias()
    return exists().where(
        *(later.c[key] == own[key] for key in same),
        later.c.trashed_at.is_(None),
        later.c.id != own.id,
        or_(later.c.valid_until > own.valid_until, later.c.valid_until.is_(None)),
    )


def _accreditations(begin: str, end: str) -> Select:
    """Its own last day, else that of its period."""
    last = func.ifnull(Accreditation.valid_until, AccreditationPeriod.valid_until)
    later, later_period = aliased(Accreditation), aliased(AccreditationPeriod)
    renewed = (
        exists()
        .where(later.obh_id == Obh.id, later.trashed_at.is_(None), later.result == "terakreditasi")
        .where(later_period.id == later.period_id, later_period.valid_from > AccreditationPeriod.valid_from)
    )
    return (
        select(literal("obh"), Obh.id, Obh.name, literal("akreditasi berakhir"), last)
        .join(Accreditation, Accreditation.obh_id == Obh.id)
        .join(AccreditationPeriod, AccreditationPeriod.id == Accreditation.period_id)
        .where(
            last.between(begin, end),
            Accreditation.result == "terakreditasi",
            Accreditation.trashed_at.is_(None),
            Obh.trashed_at.is_(None),
            Obh.closed_on.is_(None),
            not_(renewed),
        )
        .order_by(last, Obh.id)
    )


def _working(begin: str) -> ColumnElement[bool]:
    return or_(ObhPerson.valid_until.is_(None), ObhPerson.valid_until >= begin)


def _licences(begin: str, end: str) -> Select:
    """Licences of those who work for an OBH; somebody in two OBH is told once, at the first."""
    return (
        select(
            literal("obh"),
            func.min(ObhPerson.obh_id),
            Person.name,
            literal("izin berakhir"),
            Licence.valid_until,
        )
        .join(Person, Person.id == Licence.person_id)
        .join(ObhPerson, ObhPerson.person_id == Person.id)
        .where(*_between(Licence, begin, end), _working(begin), not_(_renewed(Licence, "person_id")))
        .group_by(Licence.id)
        .order_by(Licence.valid_until, Licence.id)
    )


def _trainings(begin: str, end: str) -> Select:
    return (
        select(
            literal("obh"),
            func.min(ObhPerson.obh_id),
            Person.name,
            literal("sertifikat pelatihan berakhir"),
            Training.valid_until,
        )
        .join(Person, Person.id == Training.person_id)
        .join(ObhPerson, ObhPerson.person_id == Person.id)
        .where(*_between(Training, begin, end), _working(begin), not_(_renewed(Training, "person_id")))
        .group_by(Training.id)
        .order_by(Training.valid_until, Training.id)
    )


def _documents(begin: str, end: str) -> Select:
    return (
        select(
            literal("obh"), Obh.id, Obh.name, literal("dokumen berakhir: ") + ObhDocument.title,
            ObhDocument.valid_until,
        )
        .join(Obh, Obh.id == ObhDocument.obh_id)
        .where(
            *_between(ObhDocument, begin, end), Obh.trashed_at.is_(None),
            not_(_renewed(ObhDocument, "obh_id", "kind")),
        )
        .order_by(ObhDocument.valid_until, ObhDocument.id)
    )  # fmt: skip


def _requirements(begin: str, end: str) -> Select:
    return (
        select(
            literal("obh"), Obh.id, Obh.name, literal("persyaratan berakhir: ") + Requirement.label,
            RequirementItem.valid_until,
        )
        .join(Obh, Obh.id == RequirementItem.obh_id)
        .join(Requirement, Requirement.id == RequirementItem.requirement_id)
        .where(
            RequirementItem.valid_until.between(begin, end), RequirementItem.state == "lengkap",
            Obh.trashed_at.is_(None),
        )
        .order_by(RequirementItem.valid_until, RequirementItem.id)
    )  # fmt: skip


def _agreements(begin: str, end: str) -> Select:
    return (
        select(
            literal("obh"),
            Agreement.obh_id,
            Agreement.title,
            literal("perjanjian berakhir"),
            Agreement.valid_until,
        )
        .where(*_between(Agreement, begin, end), Agreement.obh_id.is_not(None))
        .order_by(Agreement.valid_until, Agreement.id)
    )


def _services(begin: str, end: str) -> Select:
    return (
        select(
            literal("prison_service"),
            PrisonService.id,
            Unit.name,
            literal("layanan bantuan hukum berakhir"),
            PrisonService.valid_until,
        )
        .join(Unit, Unit.id == PrisonService.unit_id)
        .where(*_between(PrisonService, begin, end))
        .order_by(PrisonService.valid_until, PrisonService.id)
    )


def _informations(begin: str, end: str) -> Select:
    """Information that leaves the list of public information, and what is withheld only until a day."""
    return (
        select(
            literal("public_information"), PublicInformation.id, PublicInformation.title,
            literal("informasi publik berakhir"), PublicInformation.valid_until,
        )
        .where(*_between(PublicInformation, begin, end))
        .order_by(PublicInformation.valid_until, PublicInformation.id)
    )  # fmt: skip


_ENDING = (
    _accreditations,
    _licences,
    _trainings,
    _documents,
    _requirements,
    _agreements,
    _services,
    _informations,
)
"""What has an end that the office watches."""


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
