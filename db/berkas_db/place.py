"""Whether a folder is a place where an office file may live: a disk of this computer, nobody else's.

SQLite's log needs shared memory and real locks; network shares have neither, and programs that copy a folder
to a cloud take the file and its log at different moments and later put an old one back. `judge` decides over
plain facts; `surroundings` reads them from the system. Imports nothing of the project but its errors.
"""

import ctypes
import fnmatch
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path, PurePath
from typing import Any, cast

from berkas_db.errors import BookError, BookInCloudFolder, BookOnNetwork

_TYPES = (
    "9p afpfs afs autofs beegfs ceph cifs coda davfs davfs2 fuse.curlftpfs fuse.davfs fuse.glusterfs",
    "fuse.google-drive-ocamlfuse fuse.gvfsd-fuse fuse.onedriver fuse.rclone fuse.s3fs fuse.sshfs gfs2",
    "glusterfs gvfs lustre ncpfs nfs nfs3 nfs4 ocfs2 smb2 smb3 smbfs sshfs webdav",
)
NETWORK_TYPES = frozenset(" ".join(_TYPES).split())
"""File systems that live on another computer."""

_OWN_PREFIXES = ("\\\\?\\", "\\\\.\\")  # Windows' other spelling of a local path
_DRIVE_REMOTE = 4


class Trouble(Enum):
    """Why a place will not do."""

    NETWORK = "jaringan"
    CLOUD = "awan"


@dataclass(frozen=True, slots=True)
class Unsafe:
    """A place that will not do: the kind of trouble, and who keeps the folder ("Dropbox", "jaringan")."""

    trouble: Trouble
    keeper: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the system says: mounts (folder → type), remote drives ("Z:"), cloud folders → their keeper."""

    mounts: Mapping[str, str] = field(default_factory=dict[str, str])
    remote_drives: frozenset[str] = frozenset()
    clouds: Mapping[str, str] = field(default_factory=dict[str, str])
    home: str = ""


# A folder called so, wherever it lies.
_NAMED: tuple[tuple[str, str], ...] = (
    ("onedrive", "OneDrive"),
    ("onedrive - *", "OneDrive"),
    ("onedrive-*", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("dropbox (*", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("googledrive-*", "Google Drive"),
    ("icloud drive", "iCloud"),
    ("iclouddrive", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("yandexdisk", "Yandex Disk"),
    ("yandex.disk", "Yandex Disk"),
    ("megasync", "MEGA"),
    ("box sync", "Box"),
)
# The same, but only right under the person's folder or at the top of a drive: elsewhere it means anything.
_NAMED_AT_HOME: tuple[tuple[str, str], ...] = (
    ("my drive", "Google Drive"),
    ("drive saya", "Google Drive"),
    ("mega", "MEGA"),
    ("box", "Box"),
    ("box-box", "Box"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("pcloud drive", "pCloud"),
    ("syncthing", "Syncthing"),
)
# What such a program leaves in the folder it keeps.
_MARKS: tuple[tuple[str, str], ...] = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
    (".sync_*.db", "Nextcloud"),
    ("._sync_*.db", "ownCloud"),
    (".owncloudsync.log", "ownCloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".stfolder", "Syncthing"),
    (".stversions", "Syncthing"),
    (".megaignore", "MEGA"),
    (".debris", "MEGA"),
    (".sync", "Resilio Sync"),
    (".yandexdisk", "Yandex Disk"),
    (".boxsync", "Box"),
)


def judge(
    folder: PurePath, around: Surroundings, names_in: Callable[[PurePath], Iterable[str]]
) -> Unsafe | None:
    """What is wrong with this folder, or nothing. `names_in` lists a folder; an empty answer is allowed."""
    if _is_remote(folder, around):
        return Unsafe(Trouble.NETWORK, "jaringan")
    line = (folder, *folder.parents)
    for each in line:
        keeper = around.clouds.get(_plain(str(each))) or _keeper_by_name(each, around)
        if keeper:
            return Unsafe(Trouble.CLOUD, keeper)
    for each in line:
        if _plain(str(each)) == _plain(around.home) and around.home:
            break  # the programs keep their own bookkeeping in the person's folder itself
        keeper = _keeper_by_marks(names_in(each))
        if keeper:
            return Unsafe(Trouble.CLOUD, keeper)
    return None


def unsafe_place(path: Path) -> Unsafe | None:
    """The same for a real path, asked of this computer."""
    return judge(path.parent, surroundings(), _names_in)


def require_local(path: Path) -> None:
    """Raise `BookOnNetwork` or `BookInCloudFolder` when an office file may not be written at this path."""
    unsafe = unsafe_place(path)
    if unsafe is not None:
        raise refusal(path, unsafe)


def refusal(path: Path, unsafe: Unsafe) -> BookError:
    """The sentence for a place that will not do, and what to do instead."""
    if unsafe.trouble is Trouble.NETWORK:
        return BookOnNetwork(
            f"Berkas kantor {path.name} terletak di folder jaringan ({path.parent}). Di sana dua komputer "
            "dapat menulis bersamaan tanpa saling tahu, lalu isinya rusak.",
            "Salin ke folder di komputer ini dan bekerja di situ. Folder jaringan boleh dipakai untuk "
            "cadangan.",
        )
    return BookInCloudFolder(
        f"Berkas kantor {path.name} terletak di folder {unsafe.keeper} ({path.parent}). Program itu menyalin "
        "berkas selagi ditulis, dan dapat mengembalikan isi lama tanpa memberi tahu.",
        f"Salin ke folder biasa di komputer ini dan bekerja di situ. Folder {unsafe.keeper} boleh dipakai "
        "untuk cadangan.",
    )


def surroundings() -> Surroundings:
    """What this computer says of its drives, mounts and cloud folders; never fails, at worst knows less."""
    home = str(Path.home()) if os.environ.get("HOME") or os.name == "nt" else ""
    clouds = _clouds(home)
    if sys.platform == "win32":
        return Surroundings(remote_drives=_remote_drives(), clouds=clouds, home=home)
    if sys.platform == "darwin":
        return Surroundings(mounts=_mac_mounts(), clouds=clouds, home=home)
    return Surroundings(mounts=read_mounts(_text(Path("/proc/self/mountinfo"))), clouds=clouds, home=home)


def read_mounts(table: str) -> dict[str, str]:
    """Folder → type of a Linux `mountinfo` table; a later line over the same folder wins."""
    mounts: dict[str, str] = {}
    for line in table.splitlines():
        left, dash, right = line.partition(" - ")
        words = left.split(" ")
        if dash and len(words) > 4 and right:
            mounts[re.sub(r"\\([0-7]{3})", _octal, words[4])] = right.split(" ", 1)[0]
    return mounts


def _octal(found: "re.Match[str]") -> str:
    return chr(int(found[1], 8))


def _is_remote(folder: PurePath, around: Surroundings) -> bool:
    text = str(folder)
    if text.startswith(("\\\\", "//")) and not text.startswith(_OWN_PREFIXES):
        return True
    if folder.drive.upper() in around.remote_drives:
        return True
    for each in (folder, *folder.parents):
        kind = around.mounts.get(each.as_posix())
        if kind is not None:  # the nearest mount is the one the folder lies on
            return kind.casefold() in NETWORK_TYPES
    return False


def _keeper_by_name(folder: PurePath, around: Surroundings) -> str:
    name = folder.name.casefold()
    is_high = str(folder.parent) == folder.anchor or _plain(str(folder.parent)) == _plain(around.home)
    table = (*_NAMED, *_NAMED_AT_HOME) if is_high else _NAMED
    found = next((keeper for pattern, keeper in table if fnmatch.fnmatchcase(name, pattern)), "")
    if not found and folder.parent.name == "CloudStorage" and folder.parent.parent.name == "Library":
        return folder.name.partition("-")[0]  # macOS keeps the folders of all such programs there
    return found


def _keeper_by_marks(names: Iterable[str]) -> str:
    for name in names:
        if not name.startswith("."):
            continue
        for pattern, keeper in _MARKS:
            if fnmatch.fnmatchcase(name.casefold(), pattern):
                return keeper
    return ""


def _names_in(folder: PurePath) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries]
    except OSError:
        return []


def _plain(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").casefold()


def _clouds(home: str) -> dict[str, str]:
    """Folders that the programs themselves name: OneDrive in the environment, Dropbox in its notes."""
    found = {
        _plain(os.environ[name]): "OneDrive"
        for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
        if os.environ.get(name)
    }
    notes = [Path(home, ".dropbox", "info.json")] if home else []
    notes += [
        Path(os.environ[name], "Dropbox", "info.json")
        for name in ("APPDATA", "LOCALAPPDATA")
        if os.environ.get(name)
    ]
    for note in notes:
        for folder in dropbox_folders(_text(note)):
            found[_plain(folder)] = "Dropbox"
    return found


def dropbox_folders(info: str) -> list[str]:
    """The folders named by Dropbox's `info.json`; nothing when it is not that."""
    try:
        accounts: object = json.loads(info) if info else {}
    except ValueError:
        return []
    if not isinstance(accounts, dict):
        return []
    values = cast("dict[str, object]", accounts).values()
    each = (cast("dict[str, object]", account) for account in values if isinstance(account, dict))
    return [str(account["path"]) for account in each if account.get("path")]


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace")
    except OSError:
        return ""


def _remote_drives() -> frozenset[str]:
    kernel: Any = getattr(ctypes, "windll").kernel32  # noqa: B009  exists on Windows only
    letters = (f"{chr(code)}:" for code in range(ord("A"), ord("Z") + 1))
    return frozenset(each for each in letters if kernel.GetDriveTypeW(f"{each}\\") == _DRIVE_REMOTE)


def _mac_mounts() -> dict[str, str]:
    """Every mount with its type, from `getmntinfo`; the layout is that of 64-bit `struct statfs`."""

    class Statfs(ctypes.Structure):
        _fields_ = (
            ("numbers", ctypes.c_char * 72),
            ("kind", ctypes.c_char * 16),
            ("folder", ctypes.c_char * 1024),
            ("source", ctypes.c_char * 1024),
            ("reserved", ctypes.c_uint32 * 8),
        )

    try:
        library = ctypes.CDLL(None)
        ask = getattr(library, "getmntinfo$INODE64", None) or library.getmntinfo
        table = ctypes.POINTER(Statfs)()
        count = ask(ctypes.byref(table), 2)  # MNT_NOWAIT: a share that is gone must not hold us up
    except (OSError, AttributeError):
        return {}
    return {
        os.fsdecode(table[place].folder): table[place].kind.decode("ascii", "replace")
        for place in range(count)
    }
