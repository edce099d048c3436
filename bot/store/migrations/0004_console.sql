-- Figures: how many, never who. Written when a registration is handed over, so that erasing bends no statistics.
CREATE TABLE counted (
    month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    what TEXT NOT NULL,
    value TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (month, what, value)
) STRICT, WITHOUT ROWID;

-- Figures of years before this program, typed in from a published table.
CREATE TABLE earlier_year (
    year INTEGER NOT NULL,
    line TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n >= 0),
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (year, line)
) STRICT, WITHOUT ROWID;

-- One-time codes for who lost their telephone: keyed hashes.
CREATE TABLE staff_recovery (
    code_index BLOB PRIMARY KEY,
    staff TEXT NOT NULL REFERENCES staff (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_recovery_staff ON staff_recovery (staff);

-- What staff and the participant write to each other about a case. "outbox" is where its delivery can be seen.
CREATE TABLE case_message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES registration (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    outbox INTEGER,
    content BLOB NOT NULL
) STRICT;
CREATE INDEX case_message_case ON case_message (case_id, id);

-- The number a case has in another system.
CREATE TABLE case_external (
    case_id INTEGER PRIMARY KEY REFERENCES registration (id) ON DELETE CASCADE,
    content BLOB NOT NULL
) STRICT;
