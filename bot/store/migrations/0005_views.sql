-- Views of the queue that staff keep under a name; without "staff" everybody has it.
CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    staff TEXT REFERENCES staff (id) ON DELETE CASCADE,
    name BLOB NOT NULL,
    query TEXT NOT NULL
) STRICT;
CREATE INDEX saved_view_staff ON saved_view (staff);
