"""The page of survey periods: target, index, adequacy, problems; answers keyed or taken in from a file."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from berkas.desk import Desk, Place, RecordPage, RecordSpec
from berkas.desk.incoming import bring_in, write_empty
from berkas.desk.papermenu import issue_asked
from berkas.engine.importing import ImportContext
from berkas.engine.issuing import DocumentKind, Subject
from berkas.engine.officepaper import day
from berkas.engine.periods import Span, span_of
from berkas.engine.records import Record
from berkas.kit import dialogs, theme
from berkas.kit.filters import Filter
from berkas.kit.tableview import EmptyState
from berkas.rooms.visits.commands import save_survey_period
from berkas.rooms.visits.commands.surveymonth import begin_periods
from berkas.rooms.visits.editor.answersout import send_out
from berkas.rooms.visits.editor.derivation import DerivationDialog
from berkas.rooms.visits.editor.surveyplans import SurveyPlans
from berkas.rooms.visits.fields.survey import SURVEY, SURVEY_ROWS, SURVEYS, survey_checks
from berkas.rooms.visits.queries.consultations import consultations
from berkas.rooms.visits.queries.derivations import (
    Derivation,
    survey_derivation,
    survey_span_derivation,
)
from berkas.rooms.visits.queries.surveys import SURVEYS as LISTING
from berkas.rooms.visits.queries.surveys import (
    SurveyResult,
    load_survey,
    respondents_of,
    survey_result,
    unit_code,
)
from berkas.rooms.visits.report import (
    CONSULTATION_DOCUMENTS,
    CYCLE_DOCUMENTS,
    DERIVATION,
    SURVEY_DOCUMENTS,
)
from berkas.rooms.visits.report.surveycycle import cycle_subject
from berkas.rooms.visits.sheet import SURVEYS as ANSWERS
from berkas.rooms.visits.sheet import into_period
from berkas.rules.fields import Kind
from berkas.rules.numbers import show_decimal, show_integer
from berkas_db.errors import Refused
from berkas_db.tables import PublicConsultation, SurveyPeriod, Unit


class SurveyPage(RecordPage):
    """Survey periods with what respondents said."""

    keying_wanted = Signal(int)
    """The id of the period whose answers are keyed one by one."""
    grid_wanted = Signal(int)
    """The id of the period whose answers are keyed as a table."""
    second_wanted = Signal(int)
    """The id of the period whose answers are keyed a second time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="visits",
                model=SurveyPeriod,
                word="periode survei",
                title="Periode survei",
                listing=LISTING,
                fields=SURVEY,
                rows=SURVEY_ROWS,
                load=load_survey,
                save=save_survey_period,
                empty=EmptyState(
                    "Belum ada survei. Catat periodenya, lalu ketik atau impor jawaban responden.",
                    "Periode baru",
                    "survei",
                ),
                filters=(
                    Filter("instrument_key", "Jenis survei", choices=SURVEYS, blanks=False),
                    Filter("unit", "Unit", Kind.REFERENCE, source="unit"),
                    Filter("period_from", "Mulai", Kind.DATE),
                    Filter("is_closed", "Ditutup", Kind.BOOLEAN),
                ),
                checks=(survey_checks,),
                watched=frozenset({"assessment", "unit", "service", "survey_problem", "followup"}),
                documents=SURVEY_DOCUMENTS,
                subject=self._subject,
            ),
        )
        self.result: SurveyResult | None = None
        self.set_shares(5, 4)
        self.index = QLabel()
        self.index.setWordWrap(True)
        theme.mark(self.index, "catatan")
        self.sheet.add_above(self.index)
        self.grid_button = self.sheet.add_button("Ketik dalam tabel", self._key_grid, icon="columns")
        self.key_button = self.sheet.add_button("Ketik satu per satu", self._key, icon="keyboard")
        self.figure_button = self.sheet.add_button("Rincian perhitungan", self._figure, icon="chart-bar")
        self.plans = SurveyPlans(desk)
        self.plans.noted.connect(self._read_again)
        self._plan_section = self.sheet.add_section("Rencana tindak lanjut (RTL)", self.plans)
        if self.may_write:
            self.add_action("Buat periode semua layanan…", self._begin_all, icon="calendar", menu=True)
        self.add_action("Laporan siklus survei…", self._cycle, icon="chart-line", menu=True)
        self.add_action("Ketik kedua…", self._second, icon="keyboard", menu=True)
        self.add_action("Rincian nilai satu masa…", self._figure_of_span, icon="chart-bar", menu=True)
        self.add_action("BA dan notula FKP…", self._consultation, icon="file-text", menu=True)
        self.add_action("Impor jawaban dari berkas…", self._bring_in, icon="table-import", menu=True)
        self.add_action("Ekspor jawaban dan buku kode…", self._send_out, icon="table-export", menu=True)
        self.add_action("Buat templat jawaban…", self._template, icon="file-spreadsheet", menu=True)

    def _subject(self, record: Record) -> Subject:
        code = self.desk.glance(unit_code, record.values["unit_id"])
        return Subject(f"{code}:{record.title}", record.subtitle, SurveyPeriod, record.id)

    def opened_record(self, record: Record) -> None:
        """Compute the index of this period."""
        self.index.show()
        self.result = None
        self.index.setText("Menghitung…")
        self._plan_section.hide()
        self.key_button.setEnabled(not record.values["is_closed"])
        self.grid_button.setEnabled(True)
        self.figure_button.setEnabled(False)
        self.desk.read(self, self._show_result, survey_result, record.id)

    def started_new(self) -> None:
        """A new period has no answers yet."""
        self.result = None
        self.index.hide()
        self._plan_section.hide()
        self.key_button.setEnabled(False)
        self.grid_button.setEnabled(False)
        self.figure_button.setEnabled(False)

    def _show_result(self, result: SurveyResult) -> None:
        if self.record is None or result.period.id != self.record.id:
            return
        self.result = result
        self.index.setText("\n".join(result_lines(result)))
        self.plans.show_faults(result.period.id, result.faults, may_write=self.may_write)
        self._plan_section.show()
        self.figure_button.setEnabled(result.score is not None)

    def _figure(self) -> None:
        if self.result is not None and self.result.score is not None:
            title = f"{self.result.period.label}, {self.result.unit}"
            dialog = DerivationDialog(title, self.result.score, self.result.instrument, self)
            period = self.result.period.id
            dialog.printed.connect(lambda key: self._print_figure(key, title, period))
            dialog.sheet_wanted.connect(lambda id_: self.desk.open(Place("visits", "assessment", id_)))
            self.desk.read(dialog, dialog.show_derivation, survey_derivation, period)
            dialog.exec()

    def _print_figure(self, key: str, title: str, period: int) -> None:
        self.desk.show_paper(self, DERIVATION, Subject(key, title, SurveyPeriod, period))

    def _key(self) -> None:
        if self.record is not None and self.may_leave():
            self.keying_wanted.emit(self.record.id)

    def _second(self) -> None:
        if self.record is None:
            self.say("Pilih dahulu periodenya.")
        elif self.may_leave():
            self.second_wanted.emit(self.record.id)

    def _read_again(self) -> None:
        if self.record is not None:
            self.desk.read(self, self._show_result, survey_result, self.record.id)

    def _begin_all(self) -> None:
        """A period for every surveyed service, of one survey, over the time somebody types."""
        kind = dialogs.choose(
            self, "Periode semua layanan", "Survei mana yang dimulai?", [one.label for one in SURVEYS]
        )
        if kind is None:
            return
        typed = dialogs.ask_text(
            self, "Periode semua layanan", "Ketik bulan, triwulan, atau semester, misalnya 2025-06.",
            label="Waktu", yes="Buat", text=self.desk.today().isoformat()[:7],
        )  # fmt: skip
        if typed is not None:
            self.desk.change(
                self,
                lambda changes: self.desk.say(f"{changes.value} periode dibuat.", undoable=True),
                begin_periods,
                SURVEYS[kind].code,
                typed,
            )

    def _cycle(self) -> None:
        """A paper of the cycle: of this survey, over the time somebody types."""
        kind = dialogs.choose(
            self,
            "Laporan siklus survei",
            "Laporan mana yang disusun?",
            [one.title for one in CYCLE_DOCUMENTS],
        )
        if kind is None:
            return
        span = self._asked_span(CYCLE_DOCUMENTS[kind].title, "Susun")
        if span is None:
            return
        values = self.record.values if self.record is not None else {}
        paper, subject = CYCLE_DOCUMENTS[kind], cycle_subject(values.get("instrument_key", "skm"), span)
        self._show_or_issue(paper, subject)

    def _asked_span(self, title: str, yes: str) -> Span | None:
        """The time somebody types; the half year of the chosen period stands there."""
        values = self.record.values if self.record is not None else {}
        until = str(values.get("period_until") or self.desk.today().isoformat())
        typed = dialogs.ask_text(
            self, title,
            "Ketik bulan, triwulan, semester, atau tahun, misalnya 2025-06, 2025-TW2, 2025-S1, atau 2025.",
            label="Waktu", yes=yes, text=f"{until[:4]}-S{1 if until[5:7] <= '06' else 2}",
        )  # fmt: skip
        if typed is None:
            return None
        try:
            return span_of(typed)
        except Refused as refusal:
            self.desk.failed(refusal)
            return None

    def _figure_of_span(self) -> None:
        """What is behind the figure of the unit (or service) of this period over a whole span."""
        if self.record is None:
            self.say("Pilih dahulu satu periode dari unit itu.")
            return
        title, values = "Rincian nilai satu masa", self.record.values
        service = values["service_id"]
        if service is not None:
            whose = dialogs.choose(self, title, "Nilai yang mana?", ("Seluruh unit", "Layanan ini"))
            if whose is None:
                return
            service = service if whose else None
        span = self._asked_span(title, "Rinci")
        if span is None:
            return

        def show(found: Derivation) -> None:
            dialog = DerivationDialog(found.title, found.score, found.instrument, self, found=found)
            subject = Subject(found.key, f"{found.title}, {found.period}", Unit, values["unit_id"])
            dialog.printed.connect(lambda _key: self.desk.show_paper(self, DERIVATION, subject))
            dialog.sheet_wanted.connect(lambda id_: self.desk.open(Place("visits", "assessment", id_)))
            dialog.exec()

        self.desk.read(
            self, show, survey_span_derivation, values["instrument_key"], values["unit_id"], span,
            service_id=service,
        )  # fmt: skip

    def _show_or_issue(self, paper: DocumentKind, subject: Subject) -> None:
        way = dialogs.choose(self, paper.title, f"{subject.title}.", ("Lihat", "Terbitkan…"))
        if way == 0:
            self.desk.show_paper(self, paper, subject)
        elif way == 1:
            issue_asked(self, self.desk, paper, subject)

    def _consultation(self) -> None:
        """The berita acara or the minutes of a public consultation of this period."""
        found = self.desk.glance(consultations, period_id=self.record.id) if self.record is not None else []
        if not found:
            self.say("Catat dahulu forum konsultasi publiknya pada periode ini, lalu simpan.")
            return
        place: int | None = 0
        if len(found) > 1:
            place = dialogs.choose(
                self, "Forum konsultasi publik", "Forum yang mana?", [day(one.on_date) for one in found]
            )
        if place is None:
            return
        one = found[place]
        kind = dialogs.choose(
            self, f"FKP {day(one.on_date)}", "Naskah mana?", [paper.title for paper in CONSULTATION_DOCUMENTS]
        )
        if kind is not None:
            subject = Subject(one.key, f"FKP {day(one.on_date)}, {one.unit}", PublicConsultation, one.id)
            self._show_or_issue(CONSULTATION_DOCUMENTS[kind], subject)

    def _key_grid(self) -> None:
        if self.record is not None and self.may_leave():
            self.grid_wanted.emit(self.record.id)

    def _bring_in(self) -> None:
        if self.record is None:
            self.say("Pilih dahulu periodenya.")
            return
        values = self.record.values
        code = self.desk.glance(unit_code, values["unit_id"])
        context = ImportContext(
            self.desk.today(), self.desk.rulebook, values["instrument_key"], code, self.record.title
        )
        bring_in(self, self.desk, ANSWERS, context, title=f"{values['label']} ({self.record.title})")

    def _send_out(self) -> None:
        if self.record is None:
            self.say("Pilih dahulu periodenya.")
            return
        self.desk.read(self, lambda ids: send_out(self, self.desk, ids), respondents_of, self.record.id)

    def _template(self) -> None:
        key = self.record.values["instrument_key"] if self.record is not None else "skm"
        write_empty(self, self.desk, into_period(key, "", ""))


def result_lines(result: SurveyResult) -> list[str]:
    """The index in words, or why there is none, and whether enough people answered."""
    lines = [f"{show_integer(result.respondents)} responden dihitung."]
    score = result.score
    if score is not None and score.index is not None:
        grade = f", mutu {score.grade} ({score.grade_label})" if score.grade else ""
        lines.append(f"Indeks {show_decimal(score.index)}{grade}. Survei internal, bukan nilai resmi.")
    elif result.several_versions:
        lines.append("Indeks tidak dihitung: jawaban memakai lebih dari satu versi instrumen.")
    else:
        lines.append(f"Indeks dihitung mulai {result.least} responden.")
    lines += [
        f"{one.measure}: {'cukup' if one.is_met else f'kurang {show_integer(one.needed - one.respondents)}'}."
        for one in result.enough
    ]
    return lines
