-- One row while nothing may be sent: after a restore, until an operator releases it.
CREATE TABLE frozen (
    id INTEGER PRIMARY KEY CHECK (id = 1)
) STRICT;
