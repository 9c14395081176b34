"""All that users read, in Chinese, and the words that we know a text by when it comes back. No other room speaks to
users.

- Every finding that is no rule's has one entry in the table of codes (codes.py): its code, stage, level, sentence,
  and the details whose fields stand in the sentence. Codes never change: findings are told apart by them from run
  to run.
- A sentence is made once for a finding, and telephone numbers are masked where it is made. Provenance in
  findings.json and facts.parquet, and the official table of branches, hold what was filed.
"""
