-- Moments are whole microseconds since 1970 UTC. BLOB columns named *_index are keyed hashes, the other BLOBs of a
-- participant are sealed by the vault. What names a person hangs on participant and goes with it.

CREATE TABLE participant (
    id TEXT PRIMARY KEY,
    channel TEXT NOT NULL,
    address_index BLOB NOT NULL UNIQUE,
    address BLOB NOT NULL,
    receipt_index BLOB UNIQUE,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE cursor (
    channel TEXT NOT NULL,
    bot TEXT NOT NULL,
    next_offset INTEGER NOT NULL,
    PRIMARY KEY (channel, bot)
) STRICT, WITHOUT ROWID;

CREATE TABLE inbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    external_index BLOB NOT NULL UNIQUE,
    participant TEXT REFERENCES participant (id) ON DELETE CASCADE,
    payload BLOB,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'dead')),
    attempts INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    retry_at INTEGER NOT NULL DEFAULT 0,
    received_at INTEGER NOT NULL
) STRICT;
CREATE INDEX inbox_waiting ON inbox (seq) WHERE state = 'waiting';
CREATE INDEX inbox_lane ON inbox (participant, seq) WHERE state = 'waiting';
CREATE INDEX inbox_dead ON inbox (seq) WHERE state = 'dead';
CREATE INDEX inbox_participant ON inbox (participant);

CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    participant TEXT REFERENCES participant (id) ON DELETE CASCADE,
    lane TEXT NOT NULL,
    address BLOB,
    content BLOB,
    keep INTEGER NOT NULL CHECK (keep IN (0, 1)),
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'held')),
    not_before INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    dedup_index BLOB UNIQUE,
    ref BLOB,
    created_at INTEGER NOT NULL,
    sent_at INTEGER,
    CHECK ((participant IS NULL) = (address IS NOT NULL))
) STRICT;
CREATE INDEX outbox_waiting ON outbox (seq) WHERE state = 'waiting';
CREATE INDEX outbox_open ON outbox (lane, seq) WHERE state IN ('waiting', 'sending');
CREATE INDEX outbox_sending ON outbox (seq) WHERE state = 'sending';
CREATE INDEX outbox_failed ON outbox (seq) WHERE state = 'failed';
CREATE INDEX outbox_held ON outbox (seq) WHERE state = 'held';
CREATE INDEX outbox_participant ON outbox (participant, seq);

CREATE TABLE session (
    participant TEXT PRIMARY KEY REFERENCES participant (id) ON DELETE CASCADE,
    content BLOB NOT NULL,
    revision TEXT NOT NULL,
    status TEXT NOT NULL,
    due_at INTEGER,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX session_due ON session (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX session_idle ON session (status, updated_at);

CREATE TABLE staff (
    id TEXT PRIMARY KEY,
    login TEXT NOT NULL UNIQUE CHECK (login = lower(login)),
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('staff', 'coordinator', 'administrator')),
    password TEXT NOT NULL,
    disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
    failed INTEGER NOT NULL DEFAULT 0,
    locked_until INTEGER,
    totp BLOB,
    totp_step INTEGER,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE staff_session (
    token_hash BLOB PRIMARY KEY,
    staff TEXT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_session_staff ON staff_session (staff);

CREATE TABLE registration (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    reference TEXT NOT NULL UNIQUE,
    participant TEXT NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
    submission TEXT NOT NULL,
    content BLOB NOT NULL,
    content_version INTEGER NOT NULL DEFAULT 1,
    script_revision TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'new' CHECK (
        status IN ('new', 'claimed', 'contacted', 'waiting', 'handed-over', 'withdrawn', 'unsuitable')
    ),
    version INTEGER NOT NULL DEFAULT 1,
    claimed_by TEXT REFERENCES staff (id),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    waiting_until INTEGER,
    -- The order of the queue: unattended, in hand, resting, finished.
    rank INTEGER NOT NULL GENERATED ALWAYS AS (
        CASE status WHEN 'new' THEN 0 WHEN 'claimed' THEN 1 WHEN 'contacted' THEN 1 WHEN 'waiting' THEN 2 ELSE 3 END
    ) STORED,
    UNIQUE (participant, submission)
) STRICT;
CREATE INDEX registration_queue ON registration (rank, created_at, id);
CREATE INDEX registration_status ON registration (status, created_at, id);
CREATE INDEX registration_mine ON registration (claimed_by, rank, created_at, id);
CREATE INDEX registration_due ON registration (waiting_until) WHERE waiting_until IS NOT NULL;

CREATE TABLE case_tag (
    case_id INTEGER NOT NULL REFERENCES registration (id) ON DELETE CASCADE,
    tag BLOB NOT NULL,
    PRIMARY KEY (case_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_tag_tag ON case_tag (tag, case_id);

CREATE TABLE case_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES registration (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    who TEXT NOT NULL
) STRICT;
CREATE INDEX case_event_case ON case_event (case_id, id);

CREATE TABLE case_note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES registration (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT;
CREATE INDEX case_note_case ON case_note (case_id, id);

CREATE TABLE revision (
    id TEXT PRIMARY KEY,
    texts BLOB NOT NULL,
    author TEXT NOT NULL,
    summary TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE publication (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    revision TEXT NOT NULL REFERENCES revision (id),
    author TEXT NOT NULL,
    summary TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE audit (
    n INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    ref TEXT NOT NULL,
    mac BLOB NOT NULL
) STRICT;
CREATE INDEX audit_ref ON audit (ref, n);

CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is append-only');
END;

CREATE TRIGGER audit_kept BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is append-only');
END;

CREATE TRIGGER revision_unchanged BEFORE UPDATE ON revision
BEGIN
    SELECT RAISE(ABORT, 'a revision is immutable');
END;
