"""What a head of unit signs and what is handed to whoever repairs something, read back from the pages."""

import io
from datetime import date

from pypdf import PdfReader
from tests.rooms.award.conftest import RULEBOOK, World, photo

from berkas.engine.issuing import DocumentKind, Subject, draft
from berkas.rooms.award.commands import entries, repairing, signing
from berkas.rooms.award.queries.repair import repair_of
from berkas.rooms.award.report.statements import DECLARATION, VALIDITY
from berkas.rooms.award.report.taskslips import SLIPS, by_owner
from berkas_db.tables import AwardEntry

LONG = "Rudi Contoh dengan Nama yang Sangat Panjang " * 3


def pages(world: World, kind: DocumentKind) -> list[str]:
    subject = Subject("P2HAM-2025:LP-CONTOH", "Lapas Contoh", AwardEntry, world.ids["entry"])
    pdf = draft(world.book, RULEBOOK, kind, subject, date(2025, 6, 20))
    assert pdf == draft(world.book, RULEBOOK, kind, subject, date(2025, 6, 20))
    return [" ".join((page.extract_text() or "").split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_the_statement_names_the_head_and_lists_every_proof_with_its_hash(world: World) -> None:
    world.proof(world.ids["entry"], "lapas.a.01", photo(1), photo(2, 1), caption="Maklumat")
    first, annex = pages(world, VALIDITY)
    assert "Rahmat Contoh, A.Md.P., S.H." in first
    assert "yaitu 2 foto dan 0 dokumen" in first
    assert "rumusan kantor, bukan naskah resmi" in first
    assert "DRAF" not in first
    assert annex.count("Maklumat") == 2


def test_a_revision_says_that_it_replaces_and_why(world: World) -> None:
    entry = world.ids["entry"]
    world.do(signing.note_signatures, entry, date(2025, 6, 13), signing.STATEMENT)
    world.do(signing.lock_entry, entry, reason="contoh")
    world.do(signing.open_revision, entry, "Foto loket tertukar")
    first = pages(world, VALIDITY)[0]
    assert "menggantikan pernyataan sebelumnya (revisi 1) karena foto loket tertukar." in first
    assert "Belum ada data dukung." in pages(world, VALIDITY)[1]


def test_the_declaration_is_signed_by_the_witnesses_in_their_order(world: World) -> None:
    witnesses = [
        {"name": "Dewi Contoh", "position": "Direktorat Jenderal HAM (contoh)"},
        {"name": "Bambang Contoh", "position": "Forkopimda (contoh)"},
    ]
    values = {"declared_on": "2025-01-20", "declared_place": "Aula", "witnesses": witnesses}
    world.do(entries.save_entry, values, id=world.ids["entry"], version=None)
    (page,) = pages(world, DECLARATION)
    assert "pada 20 Januari 2025 bertempat di Aula" in page
    assert page.index("Dewi Contoh") < page.index("Bambang Contoh")


def test_each_owner_gets_a_slip_and_nobodys_tasks_come_last(world: World) -> None:
    entry = world.ids["entry"]
    gaps = world.ask(repair_of, entry).gaps
    for place, gap in enumerate(gaps[:3]):
        owner = "Sari Contoh" if place else LONG.strip()[:120]
        world.do(repairing.save_task, entry, gap.key, {"owner": owner, "note": "Papan terbaca."})
    owners = [owner for owner, _gaps in by_owner(world.ask(repair_of, entry).gaps)]
    assert owners[-1] == ""
    assert len(owners) == 3
    text = pages(world, SLIPS)
    assert text[0].count("Petunjuk: Papan terbaca.") == 2
    assert "Belum ada penanggung jawab" in " ".join(text[2:])
    assert all("DRAF" not in page for page in text)
