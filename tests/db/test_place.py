"""Where an office file may live: told over invented tables of mounts and folders, then by real markers."""

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from berkas_db import place
from berkas_db.book import Book
from berkas_db.errors import BookError, BookInCloudFolder, BookOnNetwork
from berkas_db.lock import BookLock, lock_path
from berkas_db.place import Surroundings, Trouble, dropbox_folders, judge, read_mounts

MOUNTS = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
31 22 0:5 / /mnt/kantor rw - cifs //server/kantor rw,vers=3.0
32 22 0:6 / /mnt/arsip\040kantor rw - nfs4 10.0.0.2:/arsip rw
33 22 0:7 / /home/ani/jauh rw - fuse.sshfs ani@server:/ rw
34 22 0:8 / /mnt/stik rw - vfat /dev/sdb1 rw
35 31 0:9 / /mnt/kantor/lokal rw - ext4 /dev/sdc1 rw
36 22 0:10 / /mnt/c rw - 9p C:\134 rw
37 22 0:11 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
not a line
"""
LINUX = Surroundings(mounts=read_mounts(MOUNTS), home="/home/ani")
WINDOWS = Surroundings(
    remote_drives=frozenset({"Z:"}),
    clouds={"d:/awan kantor": "OneDrive"},
    home="C:\\Users\\ani",
)
MAC = Surroundings(mounts={"/": "apfs", "/Volumes/kantor": "smbfs"}, home="/Users/ani")


def nothing(_folder: PurePath) -> list[str]:
    return []


@pytest.mark.parametrize(
    ("around", "folder", "keeper"),
    [
        (LINUX, PurePosixPath("/home/ani/kantor"), ""),
        (LINUX, PurePosixPath("/mnt/kantor"), "jaringan"),
        (LINUX, PurePosixPath("/mnt/kantor/2025/berkas"), "jaringan"),
        (LINUX, PurePosixPath("/mnt/kantor/lokal/berkas"), ""),
        (LINUX, PurePosixPath("/mnt/kantor-lain"), ""),
        (LINUX, PurePosixPath("/mnt/arsip kantor/berkas"), "jaringan"),
        (LINUX, PurePosixPath("/home/ani/jauh/sekali"), "jaringan"),
        (LINUX, PurePosixPath("/mnt/stik"), ""),
        (LINUX, PurePosixPath("/mnt/c/Users/ani"), "jaringan"),
        (LINUX, PurePosixPath("/run/user/1000/gvfs/smb-share:server=a"), "jaringan"),
        (LINUX, PurePosixPath("/home/ani/Dropbox/kantor"), "Dropbox"),
        (LINUX, PurePosixPath("/home/ani/Nextcloud"), "Nextcloud"),
        (LINUX, PurePosixPath("/data/lama/Nextcloud"), ""),
        (LINUX, PurePosixPath("/home/ani/kotak/Box"), ""),
        (WINDOWS, PureWindowsPath("C:/Users/ani/Documents"), ""),
        (WINDOWS, PureWindowsPath("//server/kantor/berkas"), "jaringan"),
        (WINDOWS, PureWindowsPath("\\\\?\\C:\\kantor"), ""),
        (WINDOWS, PureWindowsPath("z:/berkas"), "jaringan"),
        (WINDOWS, PureWindowsPath("C:/Users/ani/OneDrive - Kementerian Hukum/Documents"), "OneDrive"),
        (WINDOWS, PureWindowsPath("C:/Users/ani/onedrive/kantor"), "OneDrive"),
        (WINDOWS, PureWindowsPath("D:/Awan Kantor/berkas"), "OneDrive"),
        (WINDOWS, PureWindowsPath("G:/My Drive/kantor"), "Google Drive"),
        (WINDOWS, PureWindowsPath("G:/Drive Saya"), "Google Drive"),
        (WINDOWS, PureWindowsPath("C:/Users/ani/iCloudDrive"), "iCloud"),
        (WINDOWS, PureWindowsPath("C:/Users/ani/Box"), "Box"),
        (WINDOWS, PureWindowsPath("C:/Users/ani/YandexDisk/a"), "Yandex Disk"),
        (WINDOWS, PureWindowsPath("C:/Users/ani/MEGA"), "MEGA"),
        (MAC, PurePosixPath("/Volumes/kantor/berkas"), "jaringan"),
        (MAC, PurePosixPath("/Users/ani/Documents"), ""),
        (MAC, PurePosixPath("/Users/ani/Library/Mobile Documents/com~apple~CloudDocs/a"), "iCloud"),
        (MAC, PurePosixPath("/Users/ani/Library/CloudStorage/GoogleDrive-ani@contoh.id/a"), "Google Drive"),
        (MAC, PurePosixPath("/Users/ani/Library/CloudStorage/ProtonDrive-ani/a"), "ProtonDrive"),
    ],
)
def test_a_place_is_judged_by_what_the_system_says(
    around: Surroundings, folder: PurePath, keeper: str
) -> None:
    found = judge(folder, around, nothing)
    assert (found.keeper if found else "") == keeper
    assert found is None or found.trouble is (Trouble.NETWORK if keeper == "jaringan" else Trouble.CLOUD)


@pytest.mark.parametrize(
    ("mark", "keeper"),
    [
        (".dropbox.cache", "Dropbox"),
        (".tmp.drivedownload", "Google Drive"),
        (".sync_7a1b.db", "Nextcloud"),
        ("._sync_7a1b.db", "ownCloud"),
        (".owncloudsync.log", "ownCloud"),
        (".stfolder", "Syncthing"),
        (".gitignore", ""),
        ("sync_7a1b.db", ""),
    ],
)
def test_a_folder_above_may_carry_the_mark(mark: str, keeper: str) -> None:
    def names(folder: PurePath) -> list[str]:
        return ["foto.jpg", mark] if folder == PurePosixPath("/data/kerja") else []

    found = judge(PurePosixPath("/data/kerja/2025/kantor"), LINUX, names)
    assert (found.keeper if found else "") == keeper


def test_bookkeeping_in_the_home_folder_marks_nothing() -> None:
    def names(folder: PurePath) -> list[str]:
        return [".dropbox"] if folder == PurePosixPath("/home/ani") else []

    assert judge(PurePosixPath("/home/ani/kantor"), LINUX, names) is None


def test_dropbox_names_its_own_folders() -> None:
    assert dropbox_folders('{"personal": {"path": "/data/d"}, "business": {"x": 1}}') == ["/data/d"]
    assert dropbox_folders("bukan json") == dropbox_folders("[]") == dropbox_folders("") == []


def test_this_computer_answers() -> None:
    assert place.surroundings().mounts.get("/", "ext4") not in {"", "cifs"}


@pytest.fixture
def network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "jaringan"
    folder.mkdir()
    around = Surroundings(mounts={folder.resolve().as_posix(): "cifs"})
    monkeypatch.setattr(place, "surroundings", lambda: around)
    return folder


@pytest.fixture
def cloud(tmp_path: Path) -> Path:
    folder = tmp_path / "awan"
    (folder / ".stfolder").mkdir(parents=True)
    return folder


@pytest.mark.parametrize(("where", "error"), [("network", BookOnNetwork), ("cloud", BookInCloudFolder)])
def test_nothing_is_written_there_but_a_closed_office_is_read(
    request: pytest.FixtureRequest, prepared_book: Path, where: str, error: type[BookError]
) -> None:
    folder: Path = request.getfixturevalue(where)
    path = folder / "kantor.berkas"
    path.write_bytes(prepared_book.read_bytes())
    before = sorted(each.name for each in folder.iterdir())
    with pytest.raises(error, match=r"kantor\.berkas") as refused:
        Book.open(path)
    assert "cadangan" in refused.value.next_step
    with pytest.raises(error):
        Book.create(folder / "baru.berkas", office_name="Kanwil Contoh")
    with Book.open(path, write=False) as book:
        assert book.office_name == "Kanwil Contoh"
    assert sorted(each.name for each in folder.iterdir()) == before
    assert path.read_bytes() == prepared_book.read_bytes()


def test_an_office_at_work_there_is_not_even_read(network: Path, prepared_book: Path) -> None:
    path = network / "kantor.berkas"
    path.write_bytes(prepared_book.read_bytes())
    lock = BookLock.take(path)
    try:
        with pytest.raises(BookOnNetwork):
            Book.open(path, write=False)
    finally:
        lock.release()
    path.with_name("kantor.berkas-wal").write_bytes(b"x" * 64)
    with pytest.raises(BookOnNetwork):
        Book.open(path, write=False)
    assert not lock_path(path).exists()
