; What the starter and the setup have alike. VERSION, ICON, OUT are given by installer/pack/windows.py.
Target amd64-unicode
Name "住基セルフ点検ブック"
OutFile "${OUT}"
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1041 "ProductName" "住基セルフ点検ブック"
VIAddVersionKey /LANG=1041 "FileDescription" "${WHAT}"
VIAddVersionKey /LANG=1041 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1041 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1041 "LegalCopyright" "MIT License"
