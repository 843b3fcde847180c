; Setup for one user, without an administrator. It never touches a book: the uninstaller deletes exactly the files that
; were installed (REMOVE lists them) and folders only when they are empty.
Unicode true
!define WHAT "住基セルフ点検ブックのセットアップ"
!include "common.nsh"
!include "MUI2.nsh"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\jukiself"
!ifdef QUICK
  ; For trials only.
  SetCompress off
!else
  SetCompressor /SOLID lzma
!endif
InstallDir "$LOCALAPPDATA\Programs\jukiself"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEPAGE_TITLE "住基セルフ点検ブックを入れます"
!define MUI_WELCOMEPAGE_TEXT "管理者の権限は要りません。この人だけが使えるように入ります。$\r$\n$\r$\n事務用の端末に入れてください。住基ネットの統合端末には、決して入れないでください。$\r$\n$\r$\nこのプログラムは、どこにも何も送りません。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\jukiself.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "プログラムだけを消します。保存ファイル（.jukiself）、書き出した書類、設定は残ります。"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Japanese"

; While the program runs, Windows lets nobody write into the Python it runs on. A virus scanner may hold it for a moment.
!macro RefuseWhileOpen DOING
  IfFileExists "$INSTDIR\runtime\python311.dll" 0 free
  StrCpy $1 0
again:
  ClearErrors
  FileOpen $0 "$INSTDIR\runtime\python311.dll" a
  IfErrors 0 closed
  IntOp $1 $1 + 1
  Sleep 500
  IntCmp $1 4 0 again
  MessageBox MB_ICONEXCLAMATION "住基セルフ点検ブックが開いています。閉じてから、もう一度${DOING}を動かしてください。いまのものは、そのまま残っています。" /SD IDOK
  SetErrorLevel 3
  Abort
closed:
  FileClose $0
!macroend

Section
  SetShellVarContext current
  !insertmacro RefuseWhileOpen "セットアップ"
  ; The version before goes first, so that none of its files stays behind.
  IfFileExists "$INSTDIR\uninstall.exe" 0 free
  ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR'
free:
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateDirectory "$SMPROGRAMS\住基セルフ点検ブック"
  CreateShortcut "$SMPROGRAMS\住基セルフ点検ブック\住基セルフ点検ブック.lnk" "$INSTDIR\jukiself.exe"
  CreateShortcut "$SMPROGRAMS\住基セルフ点検ブック\お読みください.lnk" "$INSTDIR\お読みください.txt"
  CreateShortcut "$SMPROGRAMS\住基セルフ点検ブック\利用の手引き.lnk" "$INSTDIR\利用の手引き（市町村編）.pdf"
  WriteRegStr HKCU "Software\Classes\.jukiself" "" "jukiself.book"
  WriteRegStr HKCU "Software\Classes\jukiself.book" "" "住基セルフ点検ブックの保存ファイル"
  WriteRegStr HKCU "Software\Classes\jukiself.book\DefaultIcon" "" "$INSTDIR\jukiself.exe,0"
  WriteRegStr HKCU "Software\Classes\jukiself.book\shell\open\command" "" '"$INSTDIR\jukiself.exe" "%1"'
  WriteRegStr HKCU "${KEY}" "DisplayName" "住基セルフ点検ブック"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\jukiself.exe"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  SetShellVarContext current
  !insertmacro RefuseWhileOpen "取外し"
free:
  !include "${REMOVE}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\住基セルフ点検ブック\住基セルフ点検ブック.lnk"
  Delete "$SMPROGRAMS\住基セルフ点検ブック\お読みください.lnk"
  Delete "$SMPROGRAMS\住基セルフ点検ブック\利用の手引き.lnk"
  RMDir "$SMPROGRAMS\住基セルフ点検ブック"
  DeleteRegKey HKCU "Software\Classes\jukiself.book"
  ReadRegStr $0 HKCU "Software\Classes\.jukiself" ""
  StrCmp $0 "jukiself.book" 0 +2
  DeleteRegKey HKCU "Software\Classes\.jukiself"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
