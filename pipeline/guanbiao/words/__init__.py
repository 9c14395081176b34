"""All that users read, in Chinese, and the words that we know a text by when it comes back. No other room speaks to
users."""
