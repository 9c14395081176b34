"""The chapter 业务统计分析 of the annual report, drafted as a Word document: prose, the official forms, charts.

What stands in it is collected here as plain data (`chapter.py`, from a report, its official pages and drafted prose),
so that it can be written elsewhere (`word.py`). A table is the official page that the workbook shows, cell by cell:
geometry is never made twice. Its look is the template's: named styles, which an office may change in Word; only what
the width of the paper asks for (columns, a smaller print, bands of a table that is too wide) is decided here
(`fit.py`). Figures stand as filed. One that a cause blames is shown in brackets with what it should be, and is never
put right; a total that was left blank stays blank. A chart is one that Excel would draw, with a workbook of its figures
inside, by which Word lets it be edited."""
