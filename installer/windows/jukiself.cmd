@rem The command line: jukiself.cmd samples out
@"%~dp0runtime\python.exe" -X utf8 "%~dp0app\start.py" %*
