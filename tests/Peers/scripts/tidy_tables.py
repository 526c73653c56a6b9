"""Reads a CSV with pandas, or a workbook with pandas and openpyxl, without options, and tells rows, columns, kinds and sums."""
import json
import sys

import openpyxl
import pandas


def told(frame):
    kinds = {name: pandas.api.types.is_numeric_dtype(frame[name]) and frame[name].notna().any() for name in frame.columns}
    return {
        "rows": len(frame),
        "columns": [f"{name} {'number' if kinds[name] else 'text'}" for name in frame.columns],
        "sums": {name: float(frame[name].sum()) for name in frame.columns if kinds[name]},
    }


given = json.load(sys.stdin)
if "csv" in given:
    answer = told(pandas.read_csv(given["csv"]))
else:
    book = openpyxl.load_workbook(given["workbook"])
    answer = {
        "sheets": {sheet.title: told(pandas.read_excel(given["workbook"], sheet.title)) for sheet in book},
        "formulas": sum(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row),
        "meanings": [str(cell.value) for row in book["Columns"].iter_rows() for cell in row],
    }
json.dump(answer, sys.stdout)
