-- Which Telegram account is whose of the staff: keyed hashes only, so that nothing can be read from it.
CREATE TABLE staff_telegram (
    staff TEXT PRIMARY KEY REFERENCES staff (id) ON DELETE CASCADE,
    address_index BLOB NOT NULL UNIQUE,
    linked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The one-time code with which somebody links it.
CREATE TABLE staff_link_code (
    staff TEXT PRIMARY KEY REFERENCES staff (id) ON DELETE CASCADE,
    code_index BLOB NOT NULL UNIQUE,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Codes that were none, so that nobody can go on guessing.
CREATE TABLE staff_link_miss (
    id INTEGER PRIMARY KEY,
    address_index BLOB NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX staff_link_miss_at ON staff_link_miss (at);
