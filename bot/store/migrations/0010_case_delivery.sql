-- A registration on its way to the case system, with what became of it. What is sent is read from the case then.
CREATE TABLE case_delivery (
    id TEXT PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES registration (id) ON DELETE CASCADE,
    who TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed')),
    attempts INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    not_before INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX case_delivery_case ON case_delivery (case_id, asked_at);
CREATE INDEX case_delivery_waiting ON case_delivery (not_before) WHERE state = 'waiting';
CREATE INDEX case_delivery_failed ON case_delivery (case_id) WHERE state = 'failed';

-- The number in another system can be looked for: a keyed hash beside the sealed number.
ALTER TABLE case_external ADD COLUMN number_index BLOB;
CREATE INDEX case_external_number ON case_external (number_index) WHERE number_index IS NOT NULL;
