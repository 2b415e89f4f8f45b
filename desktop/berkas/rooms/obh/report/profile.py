"""`profil-obh`: one OBH on one page, then in full; `profil-ringkas` is the one page alone.

The variant for the OBH leaves out every respondent and what others said of it.
"""

from functools import partial

from berkas.engine.budgets import YearMoney
from berkas.engine.issuing import DocumentKind, Stamp
from berkas.engine.officepaper import INTERNAL
from berkas.paper.document import render
from berkas.paper.parts import KeyValues, NewPage, Notice, Para, Part, Title, Tone
from berkas.rooms.obh.queries.standing import ClaimCounts
from berkas.rooms.obh.report.profile_full import full_parts
from berkas.rooms.obh.report.profile_identity import ON_FIRST_PAGE, history_table
from berkas.rooms.obh.report.profile_values import ProfileValues, gather, percent
from berkas.rooms.obh.report.subjects import LEGAL_AID, obh_subjects
from berkas.rules.numbers import show_integer, show_rupiah
from berkas.rules.vocabulary import FollowupStatus

_CLOSED = frozenset(status.label for status in FollowupStatus if not status.is_open)


def parts(values: ProfileValues, stamp: Stamp) -> tuple[Part, ...]:
    """The one page, then the details."""
    return (
        *one_page(values, stamp),
        NewPage(),
        *full_parts(values),
        Para(_variant(values)),
        values.office.signatures(),
    )


def _variant(values: ProfileValues) -> str:
    variant = "Untuk PBH yang bersangkutan" if values.for_obh else "Untuk pemakaian kantor"
    return f"{variant}. Tidak memuat nama penerima bantuan hukum."


def one_page(values: ProfileValues, stamp: Stamp) -> tuple[Part, ...]:
    """Identity, category, people, cases, money, results: what fits on one page."""
    last = values.years[-1] if values.years else None
    scores = [f"{each.part} {each.shown} ({each.number} responden)" for each in values.interviews]
    official = [f"{row[2]} ({row[0]})" for row in values.official]
    open_ = sum(row[3] not in _CLOSED for row in values.followups)
    return (
        Title("Profil Pemberi Bantuan Hukum", number=stamp.number, name=values.name),
        KeyValues((*values.identity, ("Keadaan pada", values.on)), label_width=52, tone=Tone.SMALL),
        history_table(values.history[-ON_FIRST_PAGE:], "Riwayat akreditasi"),
        KeyValues(
            (
                ("Persyaratan", values.requirements or "belum diperiksa"),
                ("Orang", ", ".join(f"{label} {show_integer(number)}" for label, number in values.counts)),
                (f"Perkara sejak {values.since}", show_integer(values.cases.total)),
                ("Pagu dan realisasi", _money_words(last)),
                ("Rata-rata serapan kantor", percent(values.average)),
                ("Reimbursement", _claim_words(values.claims)),
                ("Nilai internal kantor", "; ".join(scores) or "belum ada wawancara"),
                ("Nilai resmi Sidbankum", "; ".join(official[-2:]) or "belum dicatat"),
                ("Pengaduan", show_integer(len(values.complaints))),
                ("Tindak lanjut terbuka", show_integer(open_)),
                ("Sanksi", "; ".join(row[1] for row in values.sanctions) or "tidak ada yang dicatat"),
            ),
            label_width=52,
            tone=Tone.SMALL,
        ),
        Notice(INTERNAL),
    )


def _money_words(last: YearMoney | None) -> str:
    if last is None:
        return "belum ada kontrak yang dicatat"
    return (
        f"{last.year}: pagu {show_rupiah(last.budget.both)}; Sidbankum {show_rupiah(last.sidbankum.both)} "
        f"({percent(last.absorption('sidbankum'))}); OMSPAN {show_rupiah(last.omspan.both)}; "
        f"selisih {show_rupiah(last.difference)}"
    )


def _claim_words(claims: ClaimCounts) -> str:
    if not claims.number:
        return "belum ada"
    days = "" if claims.days is None else f"; rata-rata {round(claims.days)} hari sampai dibayar"
    return (
        f"{show_integer(claims.number)} diajukan, {show_integer(claims.open)} masih dalam antrean, "
        f"{show_integer(claims.returned)} pernah dikembalikan{days}"
    )


def draw(values: ProfileValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    return render(
        parts(values, stamp), values.office.frame(f"Profil {values.code}", stamp, footnote=INTERNAL)
    )


def draw_short(values: ProfileValues, stamp: Stamp) -> bytes:
    """PDF bytes of the one page."""
    frame = values.office.frame(f"Profil ringkas {values.code}", stamp, footnote=INTERNAL)
    return render((*one_page(values, stamp), Para(_variant(values))), frame)


PROFILE_SHORT = DocumentKind(
    key="profil-ringkas",
    title="Profil PBH satu halaman",
    room="obh",
    subjects=obh_subjects,
    gather=gather,
    draw=draw_short,
    classification=LEGAL_AID,
)
PROFILE = DocumentKind(
    key="profil-obh",
    title="Profil PBH",
    room="obh",
    subjects=obh_subjects,
    gather=gather,
    draw=draw,
    classification=LEGAL_AID,
)
PROFILE_FOR_OBH = DocumentKind(
    key="profil-obh-pbh",
    title="Profil untuk PBH",
    room="obh",
    subjects=obh_subjects,
    gather=partial(gather, for_obh=True),
    draw=draw,
    classification=LEGAL_AID,
)
