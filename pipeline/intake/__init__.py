"""Taking files in: what was dropped, made safe, told apart by content, and read in processes of its own."""
