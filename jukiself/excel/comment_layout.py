"""What writer and reader of 講評 agree on; no cell reads 設問 and 回答, which would make it a 点検票."""

from __future__ import annotations

SHEET, RETURNED = "講評", "講評への返事"
ID, KIND, FINDING = "ID", "区分", "所見"
OPINION, WEIGHT, COMMENT, REPLY = "県の意見", "県が見た重さ", "県のコメント", "役場の返事"
YEAR, SENDER, DAY = "講評の年度", "講評をした所", "講評の日"
WHOLE, WHOLE_TITLE = "whole-reply", "回答の全体について"
ASK_US, ANSWERED_BY, ANSWERED_ON = "お問い合わせ先", "返事を書いた課・係", "返事を書いた日"
#: Columns and their widths, for printing on A4 laid across; in a return workbook more is said of each row.
COLUMNS = {ID: 8.0, KIND: 11.0, FINDING: 34.0, OPINION: 13.0, WEIGHT: 17.0, COMMENT: 46.0, REPLY: 42.0}
RETURNED_COLUMNS = {**COLUMNS, YEAR: 11.0, SENDER: 13.0, DAY: 12.0}
#: Between a weight and its reason in one cell.
BECAUSE = "："
LINE = "comments"
