"""The window over one open office. It opens doors: rooms know the desk only, and the desk asks the window.

Holds no data of the office. Imports no SQL; what it shows of records it asks the desk to read.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from berkas import paths, settings
from berkas.desk import Desk, Place
from berkas.engine.access import Right, may
from berkas.kit import dialogs, theme
from berkas.kit.help import HelpWindow
from berkas.kit.jobbar import JobBar
from berkas.kit.jobs import Job
from berkas.kit.recordbands import LockBand
from berkas.kit.register import RegisterPage
from berkas.kit.toast import ToastLine
from berkas.shell import registry
from berkas.shell.palette import Entry, Palette
from berkas.shell.registry import ROOMS, RoomEntry
from berkas.shell.window.about import show_about, show_keys
from berkas.shell.window.band import Bands, PlaceWatch
from berkas.shell.window.destinations import identity_search, tabs_and_papers
from berkas.shell.window.drafts import WaitingDrafts
from berkas.shell.window.menus import Menus
from berkas.shell.window.pages import RoomStack
from berkas.shell.window.rail import Rail
from berkas.shell.window.reading import Reading
from berkas.shell.window.steps import show_steps
from berkas.shell.window.topline import TopLine
from berkas_db.changes import Changes

REWRITE = "tulis_ulang"
"""What is wanted after closing when the desk has a wish for another passphrase."""
SCALES = (1.0, 1.15, 1.35, 1.7, 2.0)
_LOOK_MS = 150
_COUNT_AFTER_MS = 400
_COUNT_EVERY_MS = 5 * 60 * 1000


class OfficeWindow(QMainWindow):
    """One office on screen."""

    window_wanted = Signal()
    """A second window over the same office."""
    closed = Signal(str)
    """The desk is free to go. What is wanted next: “baru”, “buka”, “pulihkan”, “awal” (the first screen), or
    nothing."""

    lock_wanted = Signal()
    """“Kunci sekarang”: whoever opened the office covers its windows."""
    password_wanted = Signal()
    """“Kata sandi saya”."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        desk.document_kinds = registry.document_kinds
        desk.field_words = registry.field_words
        self._wanted = ""
        self.may_end: Callable[[str], bool] = lambda _wanted: True
        self.room_keys = [entry.key for entry in ROOMS]
        self._help: HelpWindow | None = None
        self._tabs_and_papers: Sequence[Entry] | None = None
        self._looks = settings.load().settings.appearance
        self._look_wait = QTimer(self)
        self._look_wait.setSingleShot(True)
        self._look_wait.setInterval(_LOOK_MS)
        self._look_wait.timeout.connect(self._apply_looks)
        self._lay_out()
        self._build_menus()
        self._wire()
        self._name_office()
        self._restore_size()
        self.open_room(self._first_room())

    # laying out

    def _lay_out(self) -> None:
        self.rail = Rail(ROOMS, self)
        for entry in ROOMS:
            self.rail.button(entry.key).setEnabled(entry.has("page"))
        self.top = TopLine(self)
        self.pages = RoomStack(self.desk, self)
        self.toast = ToastLine(self)
        self.job_bar = JobBar(parent=self)
        self.reading_band = LockBand(self)
        right = QVBoxLayout()
        right.setSpacing(0)
        self.bands = Bands(self)
        right.addWidget(self.top)
        right.addWidget(self.bands)
        right.addWidget(self.reading_band)
        right.addWidget(self.pages, 1)
        right.addWidget(self.toast)
        right.addWidget(self.job_bar)
        middle = QWidget(self)
        across = QHBoxLayout(middle)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(right, 1)
        self.setCentralWidget(middle)

    def _build_menus(self) -> None:
        slots: dict[str, Callable[[], object]] = {
            f"ruang_{place}": partial(self.open_room, key)
            for place, key in enumerate(self.room_keys, start=1)
        }
        slots |= {
            "cari": self.show_palette,
            "urungkan": self.undo,
            "ulangi": self.redo,
            "langkah": self.show_steps,
            "jendela_baru": self.window_wanted.emit,
            "bantuan": self.show_help,
            "perbesar": partial(self._step_scale, 1),
            "perkecil": partial(self._step_scale, -1),
            "ukuran_biasa": partial(self._set_looks, scale=1.0),
            "tutup": self.close,
            "kunci": self.lock_wanted.emit,
            "segarkan": self.refresh,
        }
        words = {f"ruang_{place}": entry.title for place, entry in enumerate(ROOMS, start=1)}
        self.menus = Menus(self.menuBar(), slots, self.pages.currentWidget, words)
        # A page may answer F1 itself; two shortcuts for one key would silence both. See keyPressEvent.
        self.menus.actions["bantuan"].setShortcuts([])
        self.menus.actions["bantuan"].setText("Bantuan untuk halaman ini\tF1")
        others = [
            self.menus.add("Kantor", words, partial(self.leave_for, way), icon=icon)
            for words, way, icon in (
                ("Kantor baru…", "baru", "plus"),
                ("Buka kantor lain…", "buka", "folder-open"),
                ("Pulihkan dari cadangan…", "pulihkan", "history"),
                ("Layar awal", "awal", "home"),
            )
        ]
        self.menus.add_before("Kantor", "kunci", *others, None)
        if self.desk.actor.user_id is not None:
            own = self.menus.add("Kantor", "Kata sandi saya…", self.password_wanted.emit, icon="key")
            self.menus.add_before("Kantor", "kunci", own)
        self.menus.add_before("Kantor", "tutup", None)
        self.menus.add_schemes(self._looks.scheme, lambda scheme: self._set_looks(scheme=scheme))
        self.menus.add("Bantuan", "Daftar isi bantuan", lambda: self.show_help("mulai"), icon="notes")
        self.menus.add("Bantuan", "Semua tombol pintas", lambda: show_keys(self), icon="keyboard")
        self.menus.add("Bantuan", "Tentang Berkas", lambda: show_about(self, self.desk), icon="info-circle")
        self.menus.menus["Ubah"].aboutToShow.connect(self._name_steps)
        self.waiting_drafts = WaitingDrafts(self.desk, self, self.menus, self.toast)

    def _wire(self) -> None:
        self.rail.chosen.connect(self.open_room)
        self.top.search_wanted.connect(self.show_palette)
        self.desk.opening.connect(self.open_place)
        self.desk.said.connect(self._say)
        self.desk.rewriting.connect(partial(self.leave_for, REWRITE))
        self.desk.job_started.connect(self.job_bar.watch)
        self.desk.help_wanted.connect(self.show_help)
        self.desk.changed.connect(self._heard)
        self._count_soon = QTimer(self)
        self._count_soon.setSingleShot(True)
        self._count_soon.setInterval(_COUNT_AFTER_MS)
        self._count_soon.timeout.connect(self.count_waiting)
        self._count_soon.start()
        self._count_again = QTimer(self)
        self._count_again.setInterval(_COUNT_EVERY_MS)
        self._count_again.timeout.connect(self.count_waiting)
        self._count_again.start()
        self.place_watch = PlaceWatch(self.desk.book, self.bands, self)
        if self.desk.book.read_only:
            self.reading = Reading(self.desk, self.reading_band)
            self.reading.wanted.connect(self.leave_for)

    def _first_room(self) -> str:
        enabled = [entry.key for entry in ROOMS if self.rail.button(entry.key).isEnabled()]
        return enabled[0] if enabled else ""

    # going somewhere

    def open_room(self, key: str) -> None:
        """Bring a room to the front as it was left."""
        entry = self._entry(key)
        if entry is None or not self.rail.button(key).isEnabled():
            self.rail.set_current(self.rail.current() or key)
            return
        self.pages.show_room(entry)
        self.rail.set_current(key)
        self.pages.take_keyboard()

    def open_place(self, place: Place) -> None:
        """Open a room at a record."""
        self.open_room(place.room)
        page = self.pages.page(place.room)
        if page is not None:
            page.visit(place)

    def show_help(self, page: str = "") -> None:
        """Help for the page in front, or a named page."""
        if self._help is None:
            self._help = HelpWindow(paths.resource("help"), self)
        entry = self._entry(self.rail.current())
        self._help.open_page(page or (entry.help_page if entry else ""))

    def show_palette(self) -> None:
        """Go to anything: rooms and their tabs, records, commands, papers, help."""
        rooms = {entry.key: entry.title for entry in ROOMS}
        entries = [*self._palette_entries(), *(self._tabs_and_papers or ())]
        seek = partial(identity_search, self.open_place, self.pages.page)
        may_seek = may(self.desk.actor, Right.SEE_IDENTITY)
        palette = Palette(self.desk, entries, self, rooms=rooms, seek=seek if may_seek else None)
        palette.opened.connect(self.open_place)
        if self._tabs_and_papers is None:
            work = partial(tabs_and_papers, self.desk, self, self.open_place)
            looking = Job("Membaca daftar laporan", work, palette)
            looking.done.connect(partial(self._know_tabs_and_papers, palette))
            looking.failed.connect(self.desk.failed)
            looking.start()
        palette.open()

    def _know_tabs_and_papers(self, palette: Palette, entries: Sequence[Entry]) -> None:
        self._tabs_and_papers = entries
        palette.add_entries(entries)

    def _palette_entries(self) -> Iterable[Entry]:
        for place, entry in enumerate(ROOMS, start=1):
            if self.rail.button(entry.key).isEnabled():
                yield Entry(
                    entry.title, f"Ruang · Ctrl+{place}", entry.icon, partial(self.open_room, entry.key)
                )
        for action, words, key in (*self.menus.page_commands(), *self.menus.commands()):
            yield Entry(words, f"Perintah · {key}" if key else "Perintah", "keyboard", action.trigger)
        for file in sorted(paths.resource("help").glob("*.md")):
            with file.open(encoding="utf-8") as text:
                title = text.readline().lstrip("# ").strip()
            yield Entry(title or file.stem, "Bantuan", "help", partial(self.show_help, file.stem))

    def _entry(self, key: str) -> RoomEntry | None:
        return next((entry for entry in ROOMS if entry.key == key), None)

    # undo and what is said

    def undo(self) -> None:
        """Take back this person's last step."""
        self.desk.undo(self, lambda changes: self._say(f"{changes.value}.", undoable=False))

    def redo(self) -> None:
        """Do again what was taken back last."""
        self.desk.redo(self, lambda changes: self._say(f"{changes.value}.", undoable=False))

    def show_steps(self) -> None:
        """The list of this person's steps, to go back and forth over many of them."""
        show_steps(self.desk, self)

    def _name_steps(self) -> None:
        """The menu says which step would be taken back or done again."""
        steps = self.desk.book.undo_list(self.desk.actor)
        ready = next((step.label for step in steps if not step.is_undone), "")
        undone = next((step.label for step in reversed(steps) if step.is_undone), "")
        for code, label in (("urungkan", ready), ("ulangi", undone)):
            action = self.menus.actions[code]
            words = "Urungkan" if code == "urungkan" else "Ulangi"
            action.setText(f"{words}: {label}" if label else words)

    def announce(self, words: str) -> None:
        """Say something about the file that stays until somebody has read it."""
        self.bands.show_line(words)

    def _say(self, words: str, undoable: bool) -> None:
        self.toast.say(words, self.undo if undoable else None)

    def _heard(self, changes: Changes) -> None:
        now = datetime.now().astimezone()
        if changes.journal_id is not None:
            self.toast.withdraw()
            self.top.show_state(f"Tersimpan {now:%H.%M.%S}")
        if "office" in changes.kinds:
            self._name_office()
        self._count_soon.start()

    def count_waiting(self) -> None:
        """Ask every room how many of its records wait, and show it in the rail."""
        for entry in ROOMS:
            button = self.rail.button(entry.key)
            self.desk.read(button, button.show_count, registry.waiting, entry, self.desk.today())

    def refresh(self) -> None:
        """Read the lists of the page in front again."""
        front = self.pages.currentWidget()
        if front is None:
            return
        pages = [front, *front.findChildren(RegisterPage)]
        for page in pages:
            if isinstance(page, RegisterPage) and page.isVisible():
                page.refresh()
        self.count_waiting()

    # looks

    def _step_scale(self, direction: int) -> None:
        nearest = min(range(len(SCALES)), key=lambda place: abs(SCALES[place] - self._looks.scale))
        self._set_looks(scale=SCALES[min(len(SCALES) - 1, max(0, nearest + direction))])

    def _set_looks(self, *, scheme: str = "", scale: float = 0.0) -> None:
        self._looks = replace(
            self._looks, scheme=scheme or self._looks.scheme, scale=scale or self._looks.scale
        )
        # Qt restyles every page that was ever opened: several quick presses become one change.
        self._look_wait.start()

    def _apply_looks(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, scheme=self._looks.scheme, scale=self._looks.scale)  # pyright: ignore[reportArgumentType]
        self._keep()

    def _name_office(self) -> None:
        self.top.office.setText(self.desk.book.office_name)
        self.top.person.setText(self.desk.actor.name)
        self.setWindowTitle(f"{self.desk.book.office_name} – Berkas")
        if self.desk.book.read_only:
            self.top.show_state("Hanya membaca", "peringatan")

    # coming and going

    def _restore_size(self) -> None:
        kept = settings.load().settings.window
        space = self.screen().availableGeometry()
        self.resize(min(kept.width, space.width()), min(kept.height, space.height()))
        if kept.maximized:
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def _keep(self) -> None:
        """Remember size and looks; a folder that refuses is no reason to stop anybody."""
        everything = settings.load().settings
        size = self.normalGeometry().size() if self.isMaximized() else self.size()
        window = settings.Window(size.width(), size.height(), self.isMaximized())
        try:
            settings.save(replace(everything, window=window, appearance=self._looks))
        except OSError:
            self._say("Setelan jendela tidak dapat disimpan di komputer ini.", undoable=False)

    def leave_for(self, way: str) -> None:
        """Close this office and go on with something else, when nothing typed holds the window."""
        self._wanted = way
        if not self.close():
            self._wanted = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 where no page has answered it, and a page's key while the cursor is beside the page."""
        pressed = QKeySequence(event.keyCombination())
        if event.key() == Qt.Key.Key_F1:
            self.show_help()
        elif not self.menus.perform_key(pressed):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before typed text is lost, then remember the window and let the desk go."""
        if not (self.pages.may_leave() and self._may_stop_jobs() and self.may_end(self._wanted)):
            event.ignore()
            return
        self._count_again.stop()
        self._count_soon.stop()
        self._keep()
        if self._help is not None:
            self._help.close()
        event.accept()
        self.closed.emit(self._wanted)

    def _may_stop_jobs(self) -> bool:
        running = self.job_bar.running()
        if not running:
            return True
        leave = dialogs.ask(
            self,
            "Pekerjaan masih berjalan",
            f"“{running[0].title}” belum selesai. Hentikan lalu tutup?",
            yes="Hentikan dan tutup",
            no="Kembali",
            danger=True,
        )
        if leave:
            for job in running:
                job.cancel()
        return leave
