-- How often what happened at a step of a version, per day. No link to a person.
CREATE TABLE step_count (
    day TEXT NOT NULL,
    revision TEXT NOT NULL,
    step TEXT NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('visit', 'onward', 'unclear', 'back', 'help', 'stop')),
    n INTEGER NOT NULL,
    PRIMARY KEY (day, revision, step, what)
) STRICT, WITHOUT ROWID;
