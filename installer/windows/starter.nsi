; jukiself.exe: starts the window from its own folder, without a console, and ends.
Unicode true
!define WHAT "住基セルフ点検ブック"
!include "common.nsh"
!include "FileFunc.nsh"
LoadLanguageFile "${NSISDIR}\Contrib\Language files\Japanese.nlf"
Icon "${ICON}"
SilentInstall silent
SetCompress off

Section
  ${GetParameters} $0
  ClearErrors
  Exec '"$EXEDIR\runtime\pythonw.exe" -X utf8 "$EXEDIR\app\start.py" $0'
  IfErrors 0 done
  MessageBox MB_ICONEXCLAMATION "プログラムのファイルがそろっていません。zip を丸ごと展開してから、展開したフォルダーの中の jukiself.exe を開いてください。"
  SetErrorLevel 2
done:
SectionEnd
