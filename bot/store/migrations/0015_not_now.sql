-- "Not now" is a good outcome: who agreed to it is found again years later. A few opaque facts under a key of their own,
-- without any link to the person's other rows, which are erased long before.
CREATE TABLE not_now (
    owner TEXT PRIMARY KEY,
    content BLOB NOT NULL,
    staff TEXT REFERENCES staff (id),
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE not_now_sign (
    sign BLOB NOT NULL,
    owner TEXT NOT NULL REFERENCES not_now (owner) ON DELETE CASCADE,
    PRIMARY KEY (sign, owner)
) STRICT, WITHOUT ROWID;
CREATE INDEX not_now_sign_owner ON not_now_sign (owner);
