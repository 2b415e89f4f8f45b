"""What the head of a unit signs: `pernyataan-pencanangan` and `pernyataan-keabsahan`, the guard against false
proofs.

Their wording is the office's own and says so. They are the unit's papers: printed here, ready to sign,
without number and code.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.frame import Frame
from berkas.paper.parts import (
    Align,
    Heading,
    KeyValues,
    Listing,
    NewPage,
    Para,
    Part,
    Signatures,
    Signer,
    Table,
    TableColumn,
    Title,
)
from berkas.rooms.award.queries.entries import witnesses_of
from berkas.rooms.award.queries.revisions import locked_states
from berkas.rooms.award.queries.seals import broken_seals
from berkas.rooms.award.report.gather import day, entry_subjects, gather_minutes
from berkas.rooms.award.report.minutes import DOTS, NAME
from berkas.rooms.award.report.values import DossierValues
from berkas.rules.identity import show_nip
from berkas_db.errors import Refused
from berkas_db.tables import AwardEntry

_OURS = "Bunyi pernyataan ini rumusan kantor, bukan naskah resmi."

_VULNERABLE = (
    "melayani kelompok rentan, yaitu lanjut usia, anak, wanita hamil dan menyusui, serta penyandang "
    "disabilitas, dengan prioritas dan tanpa diskriminasi;"
)


@dataclass(frozen=True, slots=True)
class StatementValues:
    """The unit with its proofs, which revision is signed and why there is one, who witnesses."""

    dossier: DossierValues
    revision: int
    reason: str
    declared_on: str
    declared_place: str
    witnesses: tuple[tuple[str, str, str], ...]


def gather(session: Session, rulebook: Rulebook, subject: Subject, on: date) -> StatementValues:
    """Everything both statements need."""
    entry = session.get(AwardEntry, subject.id) if subject.id is not None else None
    if entry is None:
        raise Refused("Dokumen ini tentang satu unit dalam putaran.", "Sebutkan kuncinya.")
    states = {state.number: state for state in locked_states(session, entry.id)}
    own = states.get(entry.revision)
    return StatementValues(
        dossier=gather_minutes(session, rulebook, subject, on),
        revision=entry.revision,
        reason=own.reason if own is not None and entry.revision else "",
        declared_on=day(entry.declared_on),
        declared_place=entry.declared_place or "",
        witnesses=tuple(
            (row["name"], row["nip"] or "", row["position"] or "") for row in witnesses_of(session, entry.id)
        ),
    )


def draw_validity(values: StatementValues, stamp: Stamp) -> bytes:
    """The statement that the proofs are true, with the list of all of them as its annex."""
    del stamp
    own = values.dossier
    parts = (
        Title("Surat Pernyataan Keabsahan Data Dukung", name=f"{NAME}\n{own.unit}, tahun {own.round.year}"),
        *_who(own),
        Para("menyatakan dengan sebenarnya bahwa:"),
        Listing(tuple(_claims(own))),
        *_revision(values),
        Para(
            "Demikian surat pernyataan ini dibuat dengan penuh tanggung jawab untuk dipergunakan sebagaimana "
            "mestinya."
        ),
        Signatures((_head(own),), place_date=f"{DOTS}, {DOTS}"),
        NewPage(),
        Heading("Lampiran. Daftar data dukung"),
        _proofs(own),
    )
    return render(parts, _frame(own, "Surat pernyataan keabsahan data dukung"))


def draw_declaration(values: StatementValues, stamp: Stamp) -> bytes:
    """The statement with which a head of unit declares the work begun, signed by the witnesses too."""
    del stamp
    own = values.dossier
    when = values.declared_on or DOTS
    where = values.declared_place or own.unit
    blocks = [_head(own)]
    for name, nip, position in values.witnesses or (("", "", ""), ("", "", "")):
        blocks.append(Signer(("Saksi,", *([f"{position},"] if position else [])), name, show_nip(nip)))
    parts = (
        Title(f"Surat Pernyataan Pencanangan\n{NAME}", name=f"{own.unit}, tahun {own.round.year}"),
        *_who(own),
        Para(
            f"dengan disaksikan para saksi yang bertanda tangan di bawah ini, pada {when} bertempat di "
            f"{where} mencanangkan {NAME} pada {own.unit} dan menyatakan kesanggupan untuk:"
        ),
        Listing(
            (
                f"memenuhi kriteria pelayanan publik berbasis HAM sesuai dengan {_rule(own)};",
                _VULNERABLE,
                "menyampaikan data dukung yang benar, lengkap, dan sesuai dengan keadaan di lapangan.",
            )
        ),
        Para("Demikian surat pernyataan ini dibuat untuk dilaksanakan dengan penuh tanggung jawab."),
        Signatures(tuple(blocks), place_date=f"{DOTS}, {when}"),
    )
    return render(parts, _frame(own, "Surat pernyataan pencanangan"))


def _rule(own: DossierValues) -> str:
    return own.round.regulation.rstrip(".;")


def _frame(own: DossierValues, title: str) -> Frame:
    return Frame(
        title,
        size=own.office.size,
        watermark="",
        footnote=_OURS,
        subject=f"{NAME}, {own.unit}",
        author=own.office.name,
        keywords=own.key,
    )


def _who(own: DossierValues) -> Iterable[Part]:
    yield Para("Saya yang bertanda tangan di bawah ini:")
    yield KeyValues(
        (
            ("Nama", own.head.name),
            ("NIP", show_nip(own.head.nip)),
            ("Pangkat/golongan", own.head.rank),
            ("Jabatan", own.head.position),
            ("Unit", own.unit),
            ("Alamat", own.unit_address),
        ),
        indent=6,
        dotted=True,
    )


def _head(own: DossierValues) -> Signer:
    position = own.head.position or "Kepala Unit"
    return Signer((f"{position},",), own.head.name, show_nip(own.head.nip), own.head.rank)


def _claims(own: DossierValues) -> Iterable[str]:
    photos = sum(proof.is_photo for proof in own.proofs)
    yield (
        f"data dukung {NAME} yang kami sampaikan pada {own.round.title}, yaitu {photos} foto dan "
        f"{len(own.proofs) - photos} dokumen sebagaimana tercantum dalam lampiran, adalah benar, sah, dan "
        f"sesuai dengan keadaan di {own.unit};"
    )
    yield ("foto diambil di unit kami pada tanggal yang tercantum, bukan rekayasa dan bukan milik unit lain;")
    yield "dokumen sesuai dengan aslinya dan aslinya disimpan di unit kami;"
    yield (
        "apabila di kemudian hari ternyata pernyataan ini tidak benar, kami bersedia menerima akibatnya "
        "sesuai dengan ketentuan peraturan perundang-undangan, termasuk pembatalan usulan."
    )


def _revision(values: StatementValues) -> Iterable[Part]:
    if values.revision:
        why = f" karena {values.reason[:1].lower()}{values.reason[1:].rstrip('.')}" if values.reason else ""
        yield Para(f"Pernyataan ini menggantikan pernyataan sebelumnya (revisi {values.revision}){why}.")


def _proofs(own: DossierValues) -> Part:
    rows = [
        (
            str(number),
            proof.item_place,
            ("Foto" if proof.is_photo else "Dokumen") + f" {proof.number}: {proof.name or proof.file_name}",
            proof.taken or "-",
            proof.sha256[:12],
        )
        for number, proof in enumerate(own.proofs, 1)
    ]
    return Table(
        (
            TableColumn("No", mm=11, align=Align.CENTRE),
            TableColumn("Butir", mm=20),
            TableColumn("Data dukung", share=3),
            TableColumn("Diambil", share=1.4),
            TableColumn("Sidik berkas", mm=31),
        ),
        rows,
        empty="Belum ada data dukung.",
    )


VALIDITY = DocumentKind(
    key="pernyataan-keabsahan",
    title="Surat pernyataan keabsahan",
    room="award",
    subjects=entry_subjects,
    gather=gather,
    draw=draw_validity,
    plain=True,
    alone=1,
    broken=broken_seals,
)

DECLARATION = DocumentKind(
    key="pernyataan-pencanangan",
    title="Surat pernyataan pencanangan",
    room="award",
    subjects=entry_subjects,
    gather=gather,
    draw=draw_declaration,
    plain=True,
    alone=1,
)
