"""Files that come with a complaint: scans, photos, letters; each is opened once to see that it is what it
says."""

from dataclasses import dataclass
from pathlib import PurePath

from berkas.engine.access import Right, require
from berkas.engine.records import today_of
from berkas.media.photo import PhotoError, open_photo
from berkas.paper.attachments import AttachedError, read_attached
from berkas.rooms.complaints.queries.complaints import refuse_restricted
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import ComplaintAttachment

MOST_BYTES = 25 * 1024 * 1024
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".txt": "text/plain",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".mp4": "video/mp4",
}


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be kept with a complaint. `is_internal` leaves it out of what is handed out."""

    name: str
    data: bytes
    title: str = ""
    is_internal: bool = False
    is_from_complainant: bool = True


def add_attachment(step: Step, id: int, file: NewFile) -> int:
    """Keep a file with a complaint and return the row's id. Raises Refused for what cannot be opened."""
    require(step.actor, Right.RECORD)
    refuse_restricted(step.session, id, step.actor)
    media_type = _checked(file)
    attachment = step.attach(file.data, file.name, media_type)
    kept = step.insert(
        ComplaintAttachment,
        {
            "complaint_id": id,
            "attachment_id": attachment,
            "title": file.title.strip() or PurePath(file.name).stem,
            "is_from_complainant": file.is_from_complainant,
            "is_internal": file.is_internal,
            "added_on": today_of(step).isoformat(),
        },
    )
    step.say(f"Lampiran “{file.name}” ditambahkan")
    return kept


def _checked(file: NewFile) -> str:
    media_type = MEDIA_TYPES.get(PurePath(file.name).suffix.lower())
    if media_type is None:
        raise Refused(
            f"Jenis berkas {file.name} tidak diterima.", "Pakai PDF, JPEG, PNG, DOCX, XLSX, atau rekaman."
        )
    if len(file.data) > MOST_BYTES:
        raise Refused(f"{file.name} lebih besar dari 25 MB.", "Perkecil atau bagi berkas itu.")
    try:
        if media_type.startswith("image/"):
            open_photo(file.data)
        elif media_type == "application/pdf":
            read_attached(file.data)
    except (PhotoError, AttachedError) as error:
        raise Refused(f"{file.name}: {error}", "Pindai ulang atau pilih berkas lain.") from error
    return media_type
