"""What this library declares: its forms, its rules, its departments. Data, type-checked; no logic."""
