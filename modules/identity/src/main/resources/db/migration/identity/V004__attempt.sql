-- How often something was tried lately, so that guessing gets slower with every guess.
CREATE TABLE attempt (
    subject  uuid        PRIMARY KEY,                       -- a hash of what is counted: an account, an address, both
    taken    int         NOT NULL,
    last_at  timestamptz NOT NULL,
    open_at  timestamptz NOT NULL                           -- before this nothing more may be tried
);
CREATE INDEX attempt_age ON attempt (last_at);

-- Where an account was signed in to before: from there its owner gets in even while others guess.
CREATE TABLE known_address (
    account_id uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    address    text        NOT NULL,                        -- IPv4, or the /64 network of an IPv6 address
    seen_at    timestamptz NOT NULL,
    PRIMARY KEY (account_id, address)
);
