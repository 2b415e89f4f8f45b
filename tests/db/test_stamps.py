import re
import uuid
from datetime import UTC, datetime

from berkas_db.stamps import now, uuid7


def test_an_instant_is_utc_with_milliseconds() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", now())


def test_a_uid_is_version_7_and_carries_this_moment() -> None:
    made = uuid.UUID(uuid7())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    moment = datetime.fromtimestamp((made.int >> 80) / 1000, UTC)
    assert abs((datetime.now(UTC) - moment).total_seconds()) < 60


def test_uids_rise_and_never_repeat() -> None:
    made = [uuid7() for _ in range(5_000)]
    assert made == sorted(set(made))
    assert all(len(uid) == 36 and uid == uid.lower() for uid in made)
