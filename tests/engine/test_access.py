"""Roles and rights: an independent table of who may do what."""

import pytest

from berkas.engine.access import Right, may, require
from berkas.rules.vocabulary import Role
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Refused

MAY = {
    "admin": set(Right),
    "petugas": {Right.READ, Right.RECORD, Right.ISSUE, Right.SEE_IDENTITY},
    "verifikator": {Right.READ, Right.RECORD, Right.VERIFY, Right.ISSUE},
    "pimpinan": {Right.READ, Right.DECIDE, Right.SEE_CONFIDENTIAL, Right.SEE_IDENTITY},
    "pengawas": {Right.READ, Right.SEE_CONFIDENTIAL},
}


@pytest.mark.parametrize("role", Role.codes())
@pytest.mark.parametrize("right", list(Right))
def test_who_may_do_what(role: str, right: Right) -> None:
    actor = Actor(1, "Siti Contoh", role)
    assert may(actor, right) is (right in MAY[role])
    if right in MAY[role]:
        require(actor, right)
    else:
        with pytest.raises(Refused, match=rf"tidak berhak {right}"):
            require(actor, right)


def test_an_office_without_users_is_free() -> None:
    for right in Right:
        require(ANYONE, right)


def test_an_unknown_role_may_nothing() -> None:
    with pytest.raises(ValueError, match="tamu"):
        may(Actor(1, "Tamu", "tamu"), Right.READ)
