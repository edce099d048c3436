-- The scripts as coordinators are changing them: one draft, shared, with a version that every save is based on.
CREATE TABLE draft (
    n INTEGER PRIMARY KEY CHECK (n = 1),
    texts BLOB NOT NULL,
    base TEXT NOT NULL REFERENCES revision (id),
    version INTEGER NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- Which exact texts a second coordinator found good, and who that was.
    approved TEXT,
    approved_by TEXT
) STRICT;

-- Every save, so that one can see who changed what, and take a step back.
CREATE TABLE draft_save (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    author TEXT NOT NULL,
    what TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
