-- A case that must not be erased for now: by whom, why and since when. It holds back the erasing of its whole person.
CREATE TABLE legal_hold (
    case_id INTEGER PRIMARY KEY REFERENCES registration (id) ON DELETE CASCADE,
    who TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('complaint', 'court', 'supervisor', 'incident')),
    at INTEGER NOT NULL
) STRICT;
