"""What was found: books and sheets, filings, findings, causes. Frozen nouns that carry where they came from, without
behaviour beyond what identifies them."""
