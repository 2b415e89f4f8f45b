"""Who sits at the desk: checking a password, the growing delay after wrong ones, what the journal is told.

Names that nobody has are treated like known ones: the same work, the same sentences, the same delays. No Qt.

The delay lies in the office file and survives a restart. A clock that jumps cannot shorten it while the
program runs (the running computer's own counter decides as well); one that was set back cannot lengthen it
beyond its proper length: then it begins anew at the moment this is noticed. Where the file is open for
reading only, nothing is written and the delay holds as long as the program runs.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from berkas.engine.hashing import hashed, is_outdated, matches
from berkas.rules.vocabulary import Role
from berkas_db.book import Book, Reading
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.drafts import adopt_drafts, ownerless_drafts
from berkas_db.errors import BookError, Refused, WrongPassphrase
from berkas_db.key import key_for
from berkas_db.tables import AppUser, LoginDelay

log = logging.getLogger(__name__)

FREE_TRIES = 3
FIRST_DELAY = 5
LONGEST_DELAY = 15 * 60

ENTERED, LEFT, LOCKED, UNLOCKED, DELAYED = "masuk", "keluar", "kunci", "buka_kunci", "tunda_masuk"
"""The journal's words for what happens at the door."""

AT_THE_DOOR = Actor(None, "layar masuk", "pengawas")
"""Who acts before anybody has signed in: reads only."""

_OFFICE_FILE = "\0berkas kantor"
_WRONG = "Nama pengguna atau kata sandi tidak cocok."


class Delayed(Refused):
    """Too many wrong passwords; `seconds` until the next try is looked at."""

    def __init__(self, seconds: int, *, wrong: bool) -> None:
        self.seconds = seconds
        before = f"{_WRONG} " if wrong else ""
        super().__init__(f"{before}Tunggu {duration(seconds)}, lalu coba lagi.")


@dataclass(frozen=True, slots=True)
class Entered:
    """Who came in. With `must_change` the password is the admin's and good for choosing an own one only."""

    actor: Actor
    must_change: bool = False


@dataclass(frozen=True, slots=True)
class _Account:
    id: int
    full_name: str
    role: str
    password_hash: str | None
    temporary_until: str | None


@dataclass(slots=True)
class _Wait:
    failures: int = 0
    until: float = 0.0


def has_users(session: Session) -> bool:
    """Whether the office has accounts; without any, everybody acts as admin."""
    statement = select(AppUser.id).where(AppUser.is_active.is_(True), AppUser.trashed_at.is_(None))
    return session.execute(statement.limit(1)).first() is not None


def actor_of(session: Session, user_id: int) -> Actor | None:
    """The person of an account as it is now; nothing when it was shut."""
    row = session.execute(
        select(AppUser.id, AppUser.full_name, AppUser.role).where(
            AppUser.id == user_id, AppUser.is_active.is_(True), AppUser.trashed_at.is_(None)
        )
    ).one_or_none()
    return Actor(row[0], row[1], row[2]) if row else None


def delay_after(failures: int) -> int:
    """Seconds to wait after so many wrong passwords in a row: 0, 0, 5, 10, 20 … at most 15 minutes."""
    if failures < FREE_TRIES:
        return 0
    return min(LONGEST_DELAY, FIRST_DELAY << min(failures - FREE_TRIES, 30))


def duration(seconds: int) -> str:
    """A length of time in words: “40 detik”, “2 menit 40 detik”."""
    minutes, rest = divmod(seconds, 60)
    words = [f"{minutes} menit"] if minutes else []
    if rest or not minutes:
        words.append(f"{rest} detik")
    return " ".join(words)


class Door:
    """The way into an open office file. One per open book; keeps the running delays of this program.

    `clock` gives the instant (UTC), `counter` seconds that only grow.
    """

    def __init__(
        self,
        book: Book,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        counter: Callable[[], float] = time.monotonic,
    ) -> None:
        self.book = book
        self._clock = clock
        self._counter = counter
        self._waits: dict[str, _Wait] = {}

    def enter(self, login: str, password: str, *, again: bool = False) -> Entered:
        """The person behind a login. `again` is somebody who unlocks the window.

        Raises `Delayed` while the delay runs, without looking at the password; `Refused` when it is wrong
        (not telling which of the two) or a temporary one whose time is over.
        """
        if not self.book.read(has_users).result():
            return Entered(ANYONE)
        left = self.wait(login)
        if left:
            raise Delayed(left, wrong=False)
        account = self.book.read(_account, login).result()
        stored = account.password_hash if account else None
        if not matches(stored, password) or account is None:
            seconds = self._count(login, account)
            raise Delayed(seconds, wrong=True) if seconds else Refused(_WRONG)
        if account.temporary_until is not None and account.temporary_until < self._instant():
            raise Refused(
                "Kata sandi sementara ini sudah lewat masanya.",
                "Minta kata sandi sementara baru kepada admin.",
            )
        self._let_in(login, account, password, again=again)
        actor = Actor(account.id, account.full_name, account.role)
        return Entered(actor, must_change=account.temporary_until is not None)

    def wait(self, login: str) -> int:
        """Seconds until the next try of this name is looked at; 0 when it may come now."""
        here = self._waits.get(_key(login), _Wait()).until - self._counter()
        return ceil(max(0.0, here, self._stored_wait(login)))

    def login_of(self, actor: Actor) -> str:
        """The name this person signs in with; empty for nobody."""
        return self.book.glance(_login, actor.user_id) or ""

    def is_protected(self) -> bool:
        """Whether the office file has a passphrase."""
        return self.book.file.key is not None

    def check_passphrase(self, typed: str) -> None:
        """Whoever unlocks an office without accounts knows its passphrase.

        Raises `WrongPassphrase`, or `Delayed` after several wrong ones.
        """
        wait = self._waits.setdefault(_OFFICE_FILE, _Wait())
        left = ceil(max(0.0, wait.until - self._counter()))
        if left:
            raise Delayed(left, wrong=False)
        present = self.book.file.key
        try:
            if present is not None:  # not asked of the file, which may have been moved away meanwhile
                key_for(typed, present.salt, self.book.path.name)
        except WrongPassphrase:
            wait.failures += 1
            wait.until = self._counter() + delay_after(wait.failures)
            raise
        del self._waits[_OFFICE_FILE]

    def leave(self, actor: Actor, action: str = LEFT) -> None:
        """Tell the journal that this person left or locked the window."""
        if actor.user_id is not None and not self.book.read_only:
            self._written(self.book.change(_note, actor, action, actor.user_id, {}))

    def _instant(self) -> str:
        return _text(self._clock())

    def _stored_wait(self, login: str) -> float:
        found = self.book.read(_delay, login).result()
        if found is None:
            return 0.0
        id_, failures, until = found
        longest = delay_after(failures)
        left = (datetime.fromisoformat(until) - self._clock()).total_seconds()
        if left > longest:
            # The clock was set back: the delay begins anew, so that it ends at all.
            left = longest
            self._keep(id_, failures, longest)
        return left

    def _count(self, login: str, account: _Account | None) -> int:
        """One more wrong password; returns the seconds to wait now."""
        found = self.book.read(_failures, login).result() if account else None
        wait = self._waits.setdefault(_key(login), _Wait())
        wait.failures = max(wait.failures, found or 0) + 1
        seconds = delay_after(wait.failures)
        wait.until = self._counter() + seconds
        if account is not None:
            self._keep(account.id, wait.failures, seconds)
            if wait.failures == FREE_TRIES and not self.book.read_only:
                counted = {"gagal": wait.failures}
                self._written(self.book.change(_note, AT_THE_DOOR, DELAYED, account.id, counted))
        return seconds

    def _keep(self, user_id: int, failures: int, seconds: int) -> None:
        if self.book.read_only:
            return
        until = _text(self._clock() + timedelta(seconds=seconds)) if seconds else None

        def write(session: Session) -> None:
            kept = {"failures": failures, "blocked_until": until}
            statement = insert(LoginDelay).values(id=user_id, **kept)
            session.connection().execute(
                statement.on_conflict_do_update(index_elements=[LoginDelay.id], set_=kept)
            )

        self._written(self.book.write_aside(write))

    def _let_in(self, login: str, account: _Account, password: str, *, again: bool) -> None:
        self._waits.pop(_key(login), None)
        if self.book.read_only:
            return
        failures = self.book.read(_failures, login).result()
        if failures:
            self._written(self.book.write_aside(lambda session: _clear(session, account.id)))
        outdated = is_outdated(account.password_hash or "")
        if outdated:
            self._written(self.book.change(_rehash, AT_THE_DOOR, account.id, hashed(password)))
        if account.role == Role.ADMIN and self.book.read(ownerless_drafts).result():
            self._written(self.book.write_aside(lambda session: adopt_drafts(session, account.id)))
        actor = Actor(account.id, account.full_name, account.role)
        action = UNLOCKED if again else ENTERED
        told = {"gagal_sebelumnya": failures} if failures else {}
        self._written(self.book.change(_note, actor, action, account.id, told))

    def _written(self, future: Future[Any]) -> None:
        """A full disk or a file that was moved must not keep anybody out, or in."""
        try:
            future.result()
        except BookError as error:
            log.warning("the door could not be noted: %s", type(error).__name__)


_LABELS = {
    ENTERED: "Masuk dengan akun",
    LEFT: "Keluar",
    LOCKED: "Layar dikunci",
    UNLOCKED: "Kunci layar dibuka",
    DELAYED: f"Kata sandi salah {FREE_TRIES} kali berturut-turut; masuk mulai ditunda",
}


def _note(step: Step, action: str, user_id: int, detail: dict[str, int]) -> None:
    step.note(action, AppUser, user_id, detail)
    step.say(_LABELS[action])


def _rehash(step: Step, user_id: int, password_hash: str) -> None:
    step.update(AppUser, user_id, {"password_hash": password_hash})
    step.cannot_undo()
    step.say("Sandi akun disimpan dengan cara yang lebih baru")


def _clear(session: Session, user_id: int) -> None:
    session.connection().execute(delete(LoginDelay).where(LoginDelay.id == user_id))


def _key(login: str) -> str:
    return login.strip().casefold()


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _login(session: Reading, user_id: int | None) -> str | None:
    return session.execute(select(AppUser.login).where(AppUser.id == user_id)).scalar()


def _account(session: Reading, login: str) -> _Account | None:
    row = session.execute(
        select(
            AppUser.id, AppUser.full_name, AppUser.role, AppUser.password_hash, AppUser.temporary_until
        ).where(AppUser.login == login.strip(), AppUser.is_active.is_(True), AppUser.trashed_at.is_(None))
    ).one_or_none()
    return _Account(*row) if row else None


def _delay(session: Reading, login: str) -> tuple[int, int, str] | None:
    row = session.execute(
        select(LoginDelay.id, LoginDelay.failures, LoginDelay.blocked_until)
        .join(AppUser, AppUser.id == LoginDelay.id)
        .where(AppUser.login == login.strip(), LoginDelay.blocked_until.is_not(None))
    ).first()
    return (row[0], row[1], row[2] or "") if row else None


def _failures(session: Reading, login: str) -> int:
    statement = select(LoginDelay.failures).join(AppUser, AppUser.id == LoginDelay.id)
    return session.execute(statement.where(AppUser.login == login.strip())).scalar() or 0
