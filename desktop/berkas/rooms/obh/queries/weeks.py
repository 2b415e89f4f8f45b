"""Reads the weekly reports of Posbankum: one week of all posts, and a period by regency."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from berkas_db.tables import Posbankum, PosbankumParalegal, PosbankumReport, Regency

WEEK = timedelta(days=7)


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One post in one week; without `received_on` its report has not come."""

    post_id: int
    name: str
    district: str
    regency: str
    received_on: str
    is_nil: bool
    consultations: int
    mediations: int
    referrals: int


def week_lines(session: Session, monday: date, regency_id: int | None = None) -> list[WeekLine]:
    """Every post that was open in the week, by regency and name."""
    sunday = (monday + timedelta(days=6)).isoformat()
    report = and_(
        PosbankumReport.posbankum_id == Posbankum.id, PosbankumReport.week_start == monday.isoformat()
    )
    statement = (
        select(
            Posbankum.id,
            Posbankum.name,
            Posbankum.district,
            Regency.name,
            PosbankumReport.received_on,
            PosbankumReport.is_nil,
            PosbankumReport.consultations,
            PosbankumReport.mediations,
            PosbankumReport.referrals,
        )
        .join(Regency, Regency.id == Posbankum.regency_id)
        .outerjoin(PosbankumReport, report)
        .where(
            Posbankum.trashed_at.is_(None),
            or_(Posbankum.established_on.is_(None), Posbankum.established_on <= sunday),
            or_(Posbankum.closed_on.is_(None), Posbankum.closed_on >= monday.isoformat()),
        )
        .order_by(Regency.name, Posbankum.name, Posbankum.id)
    )
    if regency_id is not None:
        statement = statement.where(Posbankum.regency_id == regency_id)
    return [
        WeekLine(
            row[0],
            row[1],
            row[2] or "",
            row[3],
            row[4] or "",
            bool(row[5]),
            row[6] or 0,
            row[7] or 0,
            row[8] or 0,
        )
        for row in session.execute(statement)
    ]


def regencies_with_posts(session: Session) -> list[tuple[int, str]]:
    """Regencies that have a post: id and name."""
    statement = (
        select(Regency.id, Regency.name)
        .where(Regency.id.in_(select(Posbankum.regency_id).where(Posbankum.trashed_at.is_(None))))
        .order_by(Regency.name)
    )
    return [(row[0], row[1]) for row in session.execute(statement)]


@dataclass(slots=True)
class RegencyLine:
    """The posts of one regency in a period. `expected` weekly reports are those of whole weeks a post was
    open in."""

    regency: str
    posts: int = 0
    villages: int = 0
    wards: int = 0
    with_decree: int = 0
    paralegals: int = 0
    trained: int = 0
    expected: int = 0
    received: int = 0
    nil: int = 0
    consultations: int = 0
    mediations: int = 0
    referrals: int = 0

    def add(self, other: "RegencyLine") -> None:
        """Count another line in."""
        for key in self.__slots__:
            if key != "regency":
                setattr(self, key, getattr(self, key) + getattr(other, key))


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post in a period."""

    name: str
    village: str
    district: str
    regency: str
    kind: str
    head: str
    decree: str
    paralegals: int
    trained: int
    expected: int
    received: int
    nil: int
    consultations: int
    mediations: int
    referrals: int


_SUMMED = ("paralegals", "trained", "expected", "received", "nil", "consultations", "mediations", "referrals")


def posts_in(session: Session, first: date, last: date) -> list[PostLine]:
    """Every post that was open in the period, by regency, district and name."""
    paralegals = {
        row[0]: (row[1], row[2])
        for row in session.execute(
            select(
                PosbankumParalegal.posbankum_id,
                func.count(),
                func.sum(func.iif(PosbankumParalegal.is_trained.is_(True), 1, 0)),
            )
            .where(PosbankumParalegal.valid_until.is_(None))
            .group_by(PosbankumParalegal.posbankum_id)
        )
    }
    reports = {
        row[0]: tuple(row[1:])
        for row in session.execute(
            select(
                PosbankumReport.posbankum_id,
                func.count(),
                func.sum(func.iif(PosbankumReport.is_nil.is_(True), 1, 0)),
                func.sum(PosbankumReport.consultations),
                func.sum(PosbankumReport.mediations),
                func.sum(PosbankumReport.referrals),
            )
            .where(PosbankumReport.week_start.between(first.isoformat(), last.isoformat()))
            .group_by(PosbankumReport.posbankum_id)
        )
    }
    posts = session.execute(
        select(Posbankum, Regency.name)
        .join(Regency, Regency.id == Posbankum.regency_id)
        .where(
            Posbankum.trashed_at.is_(None),
            or_(Posbankum.established_on.is_(None), Posbankum.established_on <= last.isoformat()),
            or_(Posbankum.closed_on.is_(None), Posbankum.closed_on >= first.isoformat()),
        )
        .order_by(Regency.name, Posbankum.district, Posbankum.name, Posbankum.id)
    )
    return [
        PostLine(
            post.name,
            post.village,
            post.district or "",
            regency,
            post.village_kind,
            post.head_name or "",
            post.decree_number or "",
            *paralegals.get(post.id, (0, 0)),
            _weeks(first, last, post.established_on, post.closed_on),
            *reports.get(post.id, (0, 0, 0, 0, 0)),
        )
        for post, regency in posts
    ]


def _weeks(first: date, last: date, established_on: str | None, closed_on: str | None) -> int:
    """How many weeks that are over begin in the period while the post was open."""
    begin = max(first, date.fromisoformat(established_on)) if established_on else first
    end = min(last, date.fromisoformat(closed_on)) if closed_on else last
    monday = monday_of(begin + timedelta(days=6))
    return max(0, ((end - monday).days + 1) // 7)


def by_regency(posts: list[PostLine]) -> list[RegencyLine]:
    """The posts summed by regency, in the order of the posts."""
    found: dict[str, RegencyLine] = {}
    for post in posts:
        line = found.setdefault(post.regency, RegencyLine(post.regency))
        line.add(
            RegencyLine(
                post.regency,
                posts=1,
                villages=int(post.kind == "desa"),
                wards=int(post.kind == "kelurahan"),
                with_decree=int(bool(post.decree)),
                **{key: getattr(post, key) for key in _SUMMED},
            )
        )
    return list(found.values())
