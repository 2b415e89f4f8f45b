"""The style sheet of the program, written from the tokens.

One function, text out. The palette (see `apply`) colours whatever this sheet does not name. No other
module may set a style sheet: widgets ask for a role with `theme.mark`.
"""

from berkas.kit.theme.tokens import RADIUS, Tokens


def stylesheet(now: Tokens, pictures: str) -> str:
    """The whole sheet. `pictures` is the folder of the arrows and ticks drawn for this scheme."""
    return "\n".join(
        (
            _text(now),
            _fields(now, pictures),
            _buttons(now, pictures),
            _frames(now),
            _lists(now, pictures),
            _window(now),
        )
    )


def _text(now: Tokens) -> str:
    c = now.colours
    return f"""
    QLabel[role="judul"] {{ font-size: {now.title}pt; font-weight: 600; color: {c.text}; }}
    QLabel[role="subjudul"] {{ font-size: {now.heading}pt; font-weight: 600; color: {c.text}; }}
    QLabel[role="kelompok"] {{ font-size: {now.heading}pt; font-weight: 600; color: {c.accent_text}; }}
    QLabel[role="label"] {{ font-weight: 600; color: {c.text}; }}
    QLabel[role="redup"], QLabel[role="bantuan"] {{ font-size: {now.small}pt; color: {c.dim}; }}
    QLabel[role="gema"] {{ font-size: {now.small}pt; color: {c.accent_text}; }}
    QLabel[role="wajib"] {{ font-size: {now.small}pt; color: {c.dim}; }}
    QLabel[role="galat"] {{ font-size: {now.small}pt; color: {c.danger}; font-weight: 600; }}
    QLabel[role="catatan"] {{ font-size: {now.small}pt; color: {c.text}; }}
    QLabel[tone="baik"] {{ color: {c.good}; }}
    QLabel[tone="peringatan"] {{ color: {c.warning}; }}
    QLabel[tone="bahaya"] {{ color: {c.danger}; }}
    QLabel[tone="info"] {{ color: {c.info}; }}
    QToolTip {{ color: {c.text}; background: {c.raised}; border: 1px solid {c.line}; padding: 4px 6px; }}
    """


def _fields(now: Tokens, pictures: str) -> str:
    c = now.colours
    boxes = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QAbstractSpinBox"
    return f"""
    {boxes} {{
        background: {c.surface}; color: {c.text}; border: 1px solid {c.line}; border-radius: {RADIUS}px;
        padding: 1px 8px; min-height: {now.control_height - 4}px;
        selection-background-color: {c.accent}; selection-color: {c.on_accent};
    }}
    QPlainTextEdit, QTextEdit {{ padding: 4px 5px; }}
    QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover {{ border-color: {c.dim}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
        border: 2px solid {c.focus}; padding: 0px 7px;
    }}
    QPlainTextEdit:focus, QTextEdit:focus {{ padding: 3px 4px; }}
    QLineEdit:read-only, QPlainTextEdit:read-only, QComboBox:disabled, QLineEdit:disabled {{
        background: {c.raised}; border-color: {c.hair}; color: {c.text};
    }}
    QLineEdit:read-only:focus, QPlainTextEdit:read-only:focus {{ border-color: {c.focus}; }}
    QLineEdit[salah="ya"], QPlainTextEdit[salah="ya"], QComboBox[salah="ya"], QListView[salah="ya"] {{
        border: 2px solid {c.danger}; padding: 0px 7px;
    }}
    QComboBox::drop-down {{ border: none; width: {now.icon + 6}px; }}
    QComboBox::down-arrow {{
        image: url({pictures}/bawah.svg); width: {now.icon - 4}px; height: {now.icon - 4}px;
    }}
    QComboBox QAbstractItemView {{
        border: 1px solid {c.line}; border-radius: 0px; padding: 0; outline: none;
    }}
    QComboBox QAbstractItemView::item {{ min-height: {now.row_height - 4}px; padding: 0 6px; }}
    QLineEdit QToolButton {{ padding: 0; margin: 0; border: none; background: transparent; min-height: 0; }}
    QCheckBox, QRadioButton {{ spacing: 8px; min-height: {round(24 * now.scale)}px; padding: 1px 3px;
        border: 2px solid transparent; border-radius: {RADIUS}px; }}
    QCheckBox:focus, QRadioButton:focus {{ border-color: {c.focus}; }}
    QCheckBox::indicator, QRadioButton::indicator, QListView::indicator {{
        width: {now.icon - 4}px; height: {now.icon - 4}px; border: 1px solid {c.line};
            background: {c.surface};
    }}
    QCheckBox::indicator, QListView::indicator {{ border-radius: 4px; }}
    QRadioButton::indicator {{ border-radius: {(now.icon - 4) // 2}px; }}
    QCheckBox::indicator:checked, QListView::indicator:checked {{
        background: {c.accent}; border-color: {c.accent}; image: url({pictures}/centang.svg);
    }}
    QRadioButton::indicator:checked {{ background: {c.surface}; border: 5px solid {c.accent};
        width: {now.icon - 12}px; height: {now.icon - 12}px; border-radius: {(now.icon - 2) // 2}px; }}
    QCheckBox::indicator:disabled {{ border-color: {c.hair}; background: {c.raised}; }}
    QCheckBox::indicator:checked:disabled {{ background: {c.dim}; }}
    """


def _buttons(now: Tokens, pictures: str) -> str:
    c = now.colours
    return f"""
    QPushButton {{
        background: {c.surface}; color: {c.text}; border: 1px solid {c.line}; border-radius: {RADIUS}px;
        padding: 1px 14px; min-height: {now.control_height - 4}px; font-weight: 500;
    }}
    QPushButton:hover {{ background: {c.hover}; }}
    QPushButton:pressed {{ background: {c.accent_soft}; }}
    QPushButton:focus {{ border: 2px solid {c.focus}; padding: 0px 13px; }}
    QPushButton:disabled {{ color: {c.dim}; border-color: {c.hair}; background: {c.raised}; }}
    QPushButton[role="utama"] {{
        background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; font-weight: 600;
    }}
    QPushButton[role="utama"]:hover {{ background: {c.accent_hover}; border-color: {c.accent_hover}; }}
    QPushButton[role="utama"]:focus {{ border: 2px solid {c.text}; }}
    QPushButton[role="utama"]:disabled {{ background: {c.hair}; color: {c.dim}; border-color: {c.hair}; }}
    QPushButton[role="bahaya"] {{
        background: {c.danger}; color: {c.on_danger}; border-color: {c.danger}; font-weight: 600;
    }}
    QPushButton[role="bahaya"]:focus {{ border: 2px solid {c.text}; }}
    QPushButton[role="tautan"] {{ background: transparent; border-color: transparent;
        color: {c.accent_text};
        padding: 1px 6px; text-align: left; }}
    QPushButton[role="tautan"]:hover {{ background: {c.hover}; }}
    QPushButton[role="tautan"]:focus {{ border: 2px solid {c.focus}; padding: 0px 5px; }}
    QPushButton[role="keping"] {{ border-radius: {now.control_height // 2 - 3}px; padding: 0px 12px;
        min-height: {now.control_height - 6}px; color: {c.text}; border-color: {c.hair};
            background: {c.surface}; }}
    QPushButton[role="keping"][aktif="ya"] {{
        background: {c.accent_soft}; border-color: {c.accent}; color: {c.accent_text}; font-weight: 600;
    }}
    QPushButton[role="keping"]:focus {{ border: 2px solid {c.focus}; padding: 0px 11px; }}
    QPushButton[role="jawab"] {{
        text-align: left; padding: 4px 12px; background: {c.surface}; border-color: {c.line};
        font-weight: 400;
    }}
    QPushButton[role="jawab"]:checked {{
        background: {c.accent}; color: {c.on_accent}; border-color: {c.accent};
    }}
    QPushButton[role="jawab"]:disabled {{ color: {c.dim}; }}
    QPushButton[role="jawab"]:checked:disabled {{
        background: {c.dim}; color: {c.surface}; border-color: {c.dim};
    }}
    QPushButton[role="tidak_ada"] {{
        padding: 4px 10px; background: transparent; border: 1px dashed {c.line}; color: {c.dim};
        font-weight: 400;
    }}
    QPushButton[role="tidak_ada"]:checked {{
        background: {c.dim}; color: {c.surface}; border: 1px solid {c.dim};
    }}
    QPushButton::menu-indicator {{ image: url({pictures}/bawah.svg); width: {now.icon - 6}px;
        height: {now.icon - 6}px;
        subcontrol-origin: padding; subcontrol-position: right center; right: 4px; }}
    QToolButton {{ background: transparent; color: {c.text}; border: 1px solid transparent;
        border-radius: {RADIUS}px;
        padding: 4px 8px; min-height: {now.control_height - 10}px; }}
    QToolButton:hover {{ background: {c.hover}; }}
    QToolButton:pressed, QToolButton:checked {{ background: {c.accent_soft}; color: {c.accent_text}; }}
    QToolButton:focus {{ border: 2px solid {c.focus}; padding: 3px 7px; }}
    QToolButton:disabled {{ color: {c.dim}; }}
    QToolButton::menu-indicator {{ image: none; }}
    """


def _frames(now: Tokens) -> str:
    c = now.colours
    return f"""
    QFrame[role="kartu"] {{
        background: {c.surface}; border: 1px solid {c.hair}; border-radius: {RADIUS + 2}px;
    }}
    QFrame[role="lembar"], QWidget[role="lembar"] {{ background: {c.surface}; }}
    QFrame[role="batang"] {{ background: {c.window}; border: none; }}
    QFrame[role="kaki"] {{ background: {c.raised}; border: none; border-top: 1px solid {c.hair}; }}
    QFrame[role="garis"] {{ background: {c.hair}; border: none; max-height: 1px; min-height: 1px; }}
    QFrame[role="pita"] {{ border-radius: {RADIUS}px; border: 1px solid {c.hair}; background: {c.raised}; }}
    QFrame[role="pita"][tone="baik"] {{ background: {c.good_soft}; border-color: {c.good}; }}
    QFrame[role="pita"][tone="peringatan"] {{ background: {c.warning_soft}; border-color: {c.warning}; }}
    QFrame[role="pita"][tone="bahaya"] {{ background: {c.danger_soft}; border-color: {c.danger}; }}
    QFrame[role="pita"][tone="info"] {{ background: {c.info_soft}; border-color: {c.info}; }}
    QFrame[role="pengumuman"] {{ background: {c.text}; border-radius: {RADIUS + 2}px; border: none; }}
    QFrame[role="pengumuman"] QLabel {{ color: {c.window}; }}
    QFrame[role="pengumuman"] QPushButton {{
        background: transparent; border: 1px solid {c.window}; color: {c.window}; font-weight: 600;
    }}
    QFrame[role="pengumuman"] QPushButton:focus {{ border: 2px solid {c.window}; }}
    QFrame[role="soal"] {{
        background: {c.surface}; border: 1px solid {c.hair}; border-radius: {RADIUS + 2}px;
    }}
    QFrame[role="soal"][kini="ya"] {{ border: 2px solid {c.focus}; }}
    QFrame[role="soal"][salah="ya"] {{ border: 2px solid {c.danger}; }}
    QFrame[role="jatuhkan"] {{
        border: 1px dashed {c.line}; border-radius: {RADIUS}px; background: {c.raised};
    }}
    QFrame[role="jatuhkan"][aktif="ya"] {{ border: 2px dashed {c.focus}; background: {c.accent_soft}; }}
    QScrollArea {{ border: none; background: transparent; }}
    QScrollArea > QWidget > QWidget[role="isi"] {{ background: transparent; }}
    QSplitter::handle {{ background: {c.hair}; }}
    QSplitter::handle:hover {{ background: {c.accent}; }}
    QProgressBar {{
        border: none; background: {c.hair}; border-radius: 3px; max-height: 6px; min-height: 6px;
    }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
    QDialog {{ background: {c.window}; }}
    QMenu {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.line}; padding: 4px; }}
    QMenu::item {{ padding: 5px 24px 5px 10px; border-radius: 4px; min-height: {round(18 * now.scale)}px; }}
    QMenu::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
    QMenu::item:disabled {{ color: {c.dim}; }}
    QMenu::separator {{ height: 1px; background: {c.hair}; margin: 4px 6px; }}
    QMenu::icon {{ padding-left: 8px; }}
    """


def _lists(now: Tokens, pictures: str) -> str:
    c = now.colours
    bar = round(12 * now.scale**0.5)
    return f"""
    QTableView, QListView, QListWidget {{
        background: {c.surface}; color: {c.text}; border: 1px solid {c.hair}; border-radius: {RADIUS}px;
        gridline-color: {c.hair}; outline: none;
        selection-background-color: {c.accent_soft}; selection-color: {c.text};
    }}
    QListView::item {{ padding: {round(5 * now.scale)}px 6px; border-radius: 4px; }}
    QTableWidget::item {{ padding: 4px 8px; }}
    QListView::item:hover {{ background: {c.hover}; }}
    QListView::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
    QTableView:focus, QListView:focus, QTreeView[role="pohon"]:focus {{ border: 2px solid {c.focus}; }}
    QTreeView[role="pohon"] {{
        background: {c.surface}; color: {c.text}; border: 1px solid {c.hair}; border-radius: {RADIUS}px;
        outline: none; selection-background-color: {c.accent_soft}; selection-color: {c.text};
    }}
    QTreeView[role="pohon"]::item {{ padding: {round(3 * now.scale)}px 2px; }}
    QTreeView[role="pohon"]::item:hover {{ background: {c.hover}; }}
    QTreeView[role="pohon"]::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
    QHeaderView {{ background: {c.surface}; border: none; }}
    QHeaderView::section {{
        background: {c.surface}; color: {c.dim}; font-weight: 600; font-size: {now.small}pt; border: none;
        border-bottom: 1px solid {c.line}; padding: 0 8px; min-height: {now.row_height - 1}px;
    }}
    QHeaderView::section:first {{ border-top-left-radius: {RADIUS}px; }}
    QHeaderView::section:hover {{ background: {c.hover}; color: {c.text}; }}
    QHeaderView::up-arrow {{ image: url({pictures}/naik.svg); width: {now.icon - 6}px;
        height: {now.icon - 6}px;
        subcontrol-position: center right; right: 4px; }}
    QHeaderView::down-arrow {{ image: url({pictures}/turun.svg); width: {now.icon - 6}px;
        height: {now.icon - 6}px;
        subcontrol-position: center right; right: 4px; }}
    QScrollBar:vertical {{ background: transparent; width: {bar}px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {bar}px; margin: 0; }}
    QScrollBar::handle {{ background: {c.line}; border-radius: {bar // 2 - 2}px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 36px; }}
    QScrollBar::handle:horizontal {{ min-width: 36px; }}
    QScrollBar::handle:hover {{ background: {c.dim}; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
        background: none; border: none; width: 0; height: 0;
    }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QTabBar::tab {{
        padding: 6px 14px; border: none; border-bottom: 2px solid transparent; color: {c.dim};
        background: transparent;
    }}
    QTabBar::tab:selected {{ color: {c.accent_text}; border-bottom-color: {c.accent}; font-weight: 600; }}
    QTabBar::tab:focus {{ color: {c.text}; background: {c.hover}; }}
    QTabBar[role="kelompok"]::tab {{
        padding: 4px 14px; margin: 6px 2px 4px 6px; border: 1px solid {c.hair}; border-radius: 4px;
    }}
    QTabBar[role="kelompok"]::tab:selected {{
        background: {c.accent_soft}; border-color: {c.accent}; color: {c.accent_text};
    }}
    QTabWidget::pane {{ border: none; border-top: 1px solid {c.hair}; }}
    """


def _window(now: Tokens) -> str:
    c = now.colours
    return f"""
    QMenuBar {{
        background: {c.surface}; color: {c.text}; border-bottom: 1px solid {c.hair}; padding: 2px 8px;
    }}
    QMenuBar::item {{ background: transparent; padding: 4px 10px; border-radius: 4px; }}
    QMenuBar::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
    QFrame[role="rel"] {{ background: {c.surface}; border: none; border-right: 1px solid {c.hair}; }}
    QFrame[role="puncak"] {{ background: {c.surface}; border: none; border-bottom: 1px solid {c.hair}; }}
    QPushButton[role="cari"] {{
        text-align: left; background: {c.window}; color: {c.dim}; border-color: {c.line}; font-weight: 400;
    }}
    QPushButton[role="cari"]:hover {{ background: {c.hover}; }}
    QPushButton[role="pintu"] {{ text-align: left; padding: 8px 16px; border-color: {c.hair}; }}
    QPushButton[role="pintu"][tone="redup"] {{ color: {c.dim}; }}
    QPushButton[role="pintu"]:focus {{ border: 2px solid {c.focus}; padding: 7px 15px; }}
    QDialog[role="palet"] {{ background: {c.surface}; border: 1px solid {c.line}; }}
    """
