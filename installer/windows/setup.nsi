; The Windows set-up of Berkas: for one user, without an administrator, in Indonesian.
;
; Everything is unpacked beside the target, checked by the program itself, and only then put in its place, so that
; a full disk, a power cut or a program that is still open leaves the old version as it was. Called by
; installer/building/nsis.py with VERSION, QUAD, BUNDLE, OUT, ICON and NEEDED_KB; files.nsh lists the contents.

Unicode true
Target amd64-unicode
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
CRCCheck force
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
SetDateSave on
AllowSkipFiles off

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WordFunc.nsh

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Berkas"
!define CLASS "Berkas.Kantor"
!define SAFE "Pasang sekali lagi; berkas kantor dan setelan tidak berubah."

Name "Berkas"
Caption "Pemasangan Berkas ${VERSION}"
UninstallCaption "Pencopotan Berkas"
BrandingText "Berkas ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Berkas"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"

VIProductVersion "${QUAD}"
VIAddVersionKey "ProductName" "Berkas"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Pemasang Berkas"
VIAddVersionKey "LegalCopyright" "Lisensi MIT"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_ABORTWARNING_TEXT "Hentikan pemasangan Berkas? Yang sudah ada tetap seperti semula."
!define MUI_WELCOMEPAGE_TITLE "Memasang Berkas ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "Berkas akan dipasang untuk pengguna ini saja; hak administrator dan internet tidak diperlukan.$\r$\n$\r$\nBila versi sebelumnya sudah ada, versi itu diganti. Berkas kantor, cadangan, dan setelan tetap seperti semula.$\r$\n$\r$\nTutup Berkas lebih dahulu bila sedang terbuka."
!define MUI_DIRECTORYPAGE_TEXT_TOP "Folder program. Berkas kantor tidak disimpan di sini; tempatnya dipilih sendiri kelak."
!define MUI_DIRECTORYPAGE_TEXT_DESTINATION "Folder program"
!define MUI_PAGE_HEADER_TEXT_DIRECTORY "Tempat program"
!define MUI_FINISHPAGE_TITLE "Berkas ${VERSION} sudah terpasang"
!define MUI_FINISHPAGE_TEXT "Berkas ada di menu Mulai. Berkas kantor (.berkas) dibuka dengan klik ganda."
!define MUI_FINISHPAGE_RUN "$INSTDIR\berkasw.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Buka Berkas sekarang"

!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_HEADER_TEXT "Tempat program"
!define MUI_PAGE_HEADER_SUBTEXT "Folder yang diusulkan cocok untuk hampir semua komputer."
!insertmacro MUI_PAGE_DIRECTORY
!define MUI_PAGE_HEADER_TEXT "Memasang Berkas"
!define MUI_PAGE_HEADER_SUBTEXT "Program dibuka, diperiksa, lalu ditempatkan."
!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "Terpasang"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT "Berkas sudah ditempatkan dan diperiksa."
!define MUI_INSTFILESPAGE_ABORTHEADER_TEXT "Tidak terpasang"
!define MUI_INSTFILESPAGE_ABORTHEADER_SUBTEXT "Yang sudah ada tetap seperti semula."
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH

!define MUI_PAGE_HEADER_TEXT "Mencopot Berkas"
!define MUI_PAGE_HEADER_SUBTEXT "Berkas kantor, cadangan, dan setelan tidak dihapus."
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Program Berkas akan dicopot dari folder berikut. Berkas kantor (.berkas), cadangan, dan setelan tidak disentuh, juga bila terletak di folder ini."
!define MUI_UNCONFIRMPAGE_TEXT_LOCATION "Folder program"
!insertmacro MUI_UNPAGE_CONFIRM
!define MUI_PAGE_HEADER_TEXT "Mencopot Berkas"
!define MUI_PAGE_HEADER_SUBTEXT "Program dihapus."
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Indonesian"

InstallButtonText "&Pasang"
UninstallButtonText "&Copot"
MiscButtonText "< &Kembali" "&Lanjut >" "Batal" "&Tutup"
DetailsButtonText "Lihat &rincian"
CompletedText "Selesai"
UninstallText "" ""
SpaceTexts "Ruang yang diperlukan: " "Ruang yang tersedia: "
DirText "" "" "&Cari…" "Pilih folder program:"
FileErrorText "Tidak dapat menulis:$\r$\n$0$\r$\nPeriksa ruang kosong dan hak akses folder itu, lalu coba lagi." "Tidak dapat menulis:$\r$\n$0$\r$\nPeriksa ruang kosong dan hak akses folder itu, lalu coba lagi."

Var New
Var Old

; Say one sentence (also as the last line of the details), leave nothing half installed, and end with a status.
!macro refuse status sentence
  DetailPrint "${sentence}"
  SetOutPath "$TEMP"
  RMDir /r "$New"
  SetErrorLevel ${status}
  MessageBox MB_OK|MB_ICONSTOP "${sentence}" /SD IDOK
  Abort
!macroend

; The program lies in use while its Python cannot be opened for writing.
!macro look_whether_open folder prefix
  ${If} ${FileExists} "${folder}\python${SHORT}.dll"
    ${prefix}again:
    ClearErrors
    FileOpen $0 "${folder}\python${SHORT}.dll" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Berkas masih terbuka. Tutup semua jendelanya, lalu coba lagi." /SD IDCANCEL IDRETRY ${prefix}again
      SetErrorLevel 4
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Function .onInit
  SetShellVarContext current
  ReadRegStr $0 HKCU "${KEY}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} $0 "${VERSION}" $1
    ${If} $1 == 1
      MessageBox MB_OKCANCEL|MB_ICONEXCLAMATION "Berkas $0 yang lebih baru sudah terpasang. Bila diganti dengan ${VERSION}, berkas kantor yang sudah dibuka dengan $0 tidak dapat dibuka lagi; pulihkan cadangan dari sebelum kenaikan versi." /SD IDOK IDOK +3
      SetErrorLevel 1
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

; A folder that holds something else is never taken over.
Function RefuseForeignFolder
  ${If} ${FileExists} "$INSTDIR\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\isi.sha256"
    RMDir "$INSTDIR"
    ${If} ${FileExists} "$INSTDIR\*.*"
      !insertmacro refuse 5 "Folder $INSTDIR sudah berisi berkas lain. Pilih folder lain atau folder baru."
    ${EndIf}
  ${EndIf}
FunctionEnd

Function RefuseFullDisk
  ${GetParent} "$INSTDIR" $0
  CreateDirectory "$0"
  System::Call 'kernel32::GetDiskFreeSpaceExW(w r0, *l .r1, p 0, p 0) i .r2'
  ${If} $2 <> 0
    System::Int64Op $1 / 1024
    Pop $1
    System::Int64Op $1 < ${NEEDED_KB}
    Pop $2
    ${If} $2 = 1
      !insertmacro refuse 3 "Ruang kosong di $0 tidak cukup: diperlukan ${NEEDED_KB} KB. Kosongkan ruang lalu ulangi."
    ${EndIf}
  ${EndIf}
FunctionEnd

; What was in the old folder and does not belong to the program comes along.
Function CarryOver
  ExecWait '"$Old\copot.exe" /S /ISI _?=$Old'
  Delete "$Old\copot.exe"
  RMDir "$Old"
  ${If} ${FileExists} "$Old\*.*"
    ClearErrors
    CopyFiles /SILENT "$Old\*.*" "$INSTDIR"
    ${IfNot} ${Errors}
      RMDir /r "$Old"
    ${EndIf}
  ${EndIf}
FunctionEnd

Section "Berkas"
  StrCpy $New "$INSTDIR.baru-berkas"
  StrCpy $Old "$INSTDIR.lama-berkas"
  Call RefuseForeignFolder
  !insertmacro look_whether_open "$INSTDIR" "install_"
  RMDir /r "$New"
  Call RefuseFullDisk

  ClearErrors
  SetOutPath "$New"
  File /r "${BUNDLE}/*"
  WriteUninstaller "$New\copot.exe"
  ${If} ${Errors}
    !insertmacro refuse 3 "Program tidak dapat ditulis ke $New. Periksa ruang kosong dan hak akses lalu ulangi."
  ${EndIf}
  SetOutPath "$TEMP"
  DetailPrint "Memeriksa berkas program"
  nsExec::Exec '"$New\berkas.exe" selftest --program'
  Pop $0
  ${If} $0 != 0
    !insertmacro refuse 6 "Program yang dibuka tidak utuh atau tidak dapat berjalan di komputer ini (Windows 10 versi 1703 atau lebih baru). ${SAFE}"
  ${EndIf}

  ${If} ${FileExists} "$INSTDIR\*.*"
    ClearErrors
    Rename "$INSTDIR" "$Old"
    ${If} ${Errors}
      !insertmacro refuse 4 "Folder $INSTDIR sedang dipakai. Tutup Berkas dan jendela folder itu, lalu ulangi."
    ${EndIf}
  ${EndIf}
  ClearErrors
  Rename "$New" "$INSTDIR"
  ${If} ${Errors}
    Rename "$Old" "$INSTDIR"
    !insertmacro refuse 4 "Program tidak dapat ditempatkan di $INSTDIR. ${SAFE}"
  ${EndIf}
  ${If} ${FileExists} "$Old\*.*"
    Call CarryOver
  ${EndIf}

  ${GetParameters} $0
  CreateShortcut "$SMPROGRAMS\Berkas.lnk" "$INSTDIR\berkasw.exe"
  CreateShortcut "$SMPROGRAMS\Berkas (mode aman).lnk" "$INSTDIR\berkasw.exe" "--aman"
  ClearErrors
  ${GetOptions} $0 "/TANPADESKTOP" $1
  ${If} ${Errors}
    CreateShortcut "$DESKTOP\Berkas.lnk" "$INSTDIR\berkasw.exe"
  ${EndIf}

  WriteRegStr HKCU "Software\Classes\.berkas" "" "${CLASS}"
  WriteRegStr HKCU "Software\Classes\${CLASS}" "" "Berkas kantor"
  WriteRegStr HKCU "Software\Classes\${CLASS}\DefaultIcon" "" "$INSTDIR\berkasw.exe,0"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\open\command" "" '"$INSTDIR\berkasw.exe" "%1"'
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\berkas.exe" "" "$INSTDIR\berkas.exe"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  WriteRegStr HKCU "${KEY}" "DisplayName" "Berkas"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\berkasw.exe,0"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\copot.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\copot.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

; Called when writing fails in the middle, for example because the disk is full.
Function .onInstFailed
  SetOutPath "$TEMP"
  RMDir /r "$New"
FunctionEnd

Function un.onInit
  SetShellVarContext current
FunctionEnd

; Only what the set-up brought is removed, file by file: whatever else lies in the folder stays.
Section "Uninstall"
  ${GetParameters} $R0
  !insertmacro look_whether_open "$INSTDIR" "remove_"
  SetOutPath "$TEMP"
  !include "${FILES}"
  ClearErrors
  ${GetOptions} $R0 "/ISI" $R1
  ${If} ${Errors}
    Delete "$INSTDIR\copot.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\Berkas.lnk"
    Delete "$SMPROGRAMS\Berkas (mode aman).lnk"
    Delete "$DESKTOP\Berkas.lnk"
    ReadRegStr $0 HKCU "Software\Classes\.berkas" ""
    ${If} $0 == "${CLASS}"
      DeleteRegKey HKCU "Software\Classes\.berkas"
    ${EndIf}
    DeleteRegKey HKCU "Software\Classes\${CLASS}"
    DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\berkas.exe"
    DeleteRegKey HKCU "${KEY}"
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/SETELAN" $R1
  ${IfNot} ${Errors}
    Delete "$LOCALAPPDATA\Berkas\settings.json"
    RMDir /r "$LOCALAPPDATA\Berkas\Logs"
    RMDir "$LOCALAPPDATA\Berkas"
  ${EndIf}
SectionEnd
