-- Guests' attempts to find an order by its contact, so that whoever guesses is stopped, whichever process is asked.
CREATE TABLE guess (
    subject uuid        PRIMARY KEY,                        -- named after the number or the contact, which it does not hold
    taken   int         NOT NULL CHECK (taken >= 0),        -- attempts that were not right, the ones under way among them
    last_at timestamptz NOT NULL
);
CREATE INDEX guess_age ON guess (last_at);
