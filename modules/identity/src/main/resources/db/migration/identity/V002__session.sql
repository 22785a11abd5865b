CREATE TABLE session (
    token_hash bytea       PRIMARY KEY,                     -- SHA-256 of the token; the token itself is nowhere
    account_id uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    seen_at    timestamptz NOT NULL,                        -- to the minute for staff, to the hour for shoppers
    expires_at timestamptz NOT NULL                         -- moves on while the session is used
);
CREATE INDEX session_account ON session (account_id, created_at);
CREATE INDEX session_expiry ON session (expires_at);
