-- To whom a case does not exist. By reference and without a link to the case: it holds for its rows in the audit trail
-- too, also when the person was erased.
CREATE TABLE closed (
    reference TEXT NOT NULL,
    staff TEXT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    PRIMARY KEY (reference, staff)
) STRICT, WITHOUT ROWID;
CREATE INDEX closed_staff ON closed (staff, reference);

-- What the figures counted of a case, sealed under its person's key.
CREATE TABLE case_counted (
    case_id INTEGER PRIMARY KEY REFERENCES registration (id) ON DELETE CASCADE,
    content BLOB NOT NULL
) STRICT;

-- What somebody's figures leave out: sums only, of all the cases that were closed to them.
CREATE TABLE uncounted (
    staff TEXT PRIMARY KEY REFERENCES staff (id) ON DELETE CASCADE,
    content BLOB NOT NULL
) STRICT, WITHOUT ROWID;
