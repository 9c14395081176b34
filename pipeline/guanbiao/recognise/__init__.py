"""From books to filings: which form stands where on which sheet, by title and header together. Also what is none of
anybody's filings: our own workbook and slips."""
