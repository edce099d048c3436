-- One-time pages on which somebody tells more than is asked in a messenger. Only a keyed hash of the token.
CREATE TABLE story_page (
    token_index BLOB PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES registration (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX story_page_case ON story_page (case_id);
