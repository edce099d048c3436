"""Everything that lasts: SQLite, keys, mailbox, sessions, registrations, revisions, staff, audit."""
