#!/bin/sh
# アプリの一覧に、この人のためだけに載せます（管理者の権限は要りません）。 menu.sh remove で外します。
# 保存ファイルには触れません。
set -eu
here=$(dirname "$(readlink -f "$0")")
data=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$data/applications/jukiself.desktop
mime=$data/mime/packages/jukiself.xml
icon=$data/icons/hicolor/scalable/apps/jukiself.svg
if [ "${1:-}" = remove ]; then
  rm -f "$entry" "$mime" "$icon"
  echo "アプリの一覧から外しました。このフォルダーは、そのまま消せます。保存ファイルは残ります。"
else
  mkdir -p "$(dirname "$entry")" "$(dirname "$mime")" "$(dirname "$icon")"
  # In a desktop entry a path stands in quotes, with a backslash before what the quotes do not cover.
  quoted=$(printf '%s' "$here/jukiself" | sed -e 's/[\\"`$]/\\\\&/g' -e 's/%/%%/g')
  while IFS= read -r line; do
    case $line in
      Exec=*) printf 'Exec="%s" %%f\n' "$quoted" ;;
      TryExec=*) ;;
      *) printf '%s\n' "$line" ;;
    esac
  done < "$here/share/jukiself.desktop" > "$entry"
  cp "$here/share/jukiself.xml" "$mime"
  cp "$here/share/jukiself.svg" "$icon"
  echo "アプリの一覧に「住基セルフ点検ブック」が載りました。外すときは: $0 remove"
fi
for tool in "update-desktop-database $data/applications" "update-mime-database $data/mime"; do
  command -v "${tool%% *}" >/dev/null 2>&1 && $tool >/dev/null 2>&1 || true
done
