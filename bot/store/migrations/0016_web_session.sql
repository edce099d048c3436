-- Which browsers hold which web conversation: a keyed hash of what is in the cookie, so that it can be ended from here.
CREATE TABLE web_session (
    token_index BLOB PRIMARY KEY,
    participant TEXT NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
    begun_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX web_session_participant ON web_session (participant);
