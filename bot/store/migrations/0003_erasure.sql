-- Jobs outlive the rows of the person they erase, so there is no foreign key on purpose.
CREATE TABLE erasure_job (
    participant TEXT PRIMARY KEY,
    reason TEXT NOT NULL CHECK (reason IN ('asked', 'retention', 'staff')),
    asked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE erasure_ledger (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    person_index BLOB NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX erasure_ledger_person ON erasure_ledger (person_index);
