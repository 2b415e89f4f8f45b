"""The answer to a letter of ours: an incoming letter that says which one it answers.

It is about the same records as the letter it answers. Imports no Qt and no room.
"""

from collections.abc import Mapping
from typing import Any

from berkas.engine.access import Right, require
from berkas.engine.letters import INCOMING, OUTGOING
from berkas.engine.records import today_of
from berkas.rules.fields import Field, Kind, Severity, problems
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Letter

REPLY: tuple[Field, ...] = (
    Field("sender", "Pengirim", required=True, length=240, wide=True),
    Field("number", "Nomor surat pengirim", length=120),
    Field("letter_on", "Tanggal surat", Kind.DATE, most="hari_ini"),
    Field("received_on", "Diterima", Kind.DATE, required=True, most="hari_ini"),
    Field("subject", "Hal", required=True, length=240, wide=True, help="Tanpa nama orang."),
)
"""What is typed of an answer."""

_SHARED = ("visit_id", "unit_id", "obh_id", "complaint_id", "award_entry_id", "supervision_id")


def fresh_reply(recipient: str, subject: str, today: str) -> dict[str, str]:
    """The first values of an answer to a letter: from whom it went to, about the same."""
    return {
        "sender": recipient.partition("\n")[0].strip(),
        "subject": f"Jawaban: {subject}"[:240],
        "received_on": today,
    }


def record_reply(step: Step, letter_id: int, values: Mapping[str, Any]) -> int:
    """Put an answer into the register of incoming letters. Returns its id."""
    require(step.actor, Right.RECORD)
    letter = step.session.get(Letter, letter_id)
    if letter is None or letter.direction != OUTGOING:
        raise Refused("Surat yang dijawab sudah tidak ada.")
    for found in problems(REPLY, values, today=today_of(step)):
        if found.severity is Severity.HARD:
            raise Refused(found.message, fields=(found.key,))
    own = {field.key: values.get(field.key) or None for field in REPLY}
    reply = step.insert(
        Letter,
        own
        | {column: getattr(letter, column) for column in _SHARED}
        | {
            "direction": INCOMING,
            "nature": "biasa",
            "year": int(str(own["received_on"])[:4]),
            "reply_to_id": letter_id,
        },
    )
    step.say(f"Balasan atas “{letter.subject}” dicatat")
    return reply
