-- What nobody understood, for the coordinators. No link to a person.
CREATE TABLE unanswered (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    step TEXT NOT NULL,
    content BLOB NOT NULL,
    day INTEGER NOT NULL
) STRICT;
