-- What staff decided about two cases. Every pair stands once, the smaller number first.
CREATE TABLE case_link (
    one INTEGER NOT NULL REFERENCES registration (id) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES registration (id) ON DELETE CASCADE,
    verdict TEXT NOT NULL CHECK (verdict IN ('same-person', 'same-event', 'apart')),
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (one, other),
    CHECK (one < other)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_link_other ON case_link (other);

-- What came back by itself, by moment: for "back today".
CREATE INDEX case_event_back ON case_event (at, case_id)
    WHERE who = 'system' AND kind IN ('status:new', 'status:claimed');
