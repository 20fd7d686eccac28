"""What was practised: every take with its played events and their labels, kept in SQLite."""
