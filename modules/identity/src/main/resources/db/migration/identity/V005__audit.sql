-- Every administrative write: who did what to whom, and what it was before and after.
CREATE TABLE audit (
    audit_id   uuid        PRIMARY KEY,
    at         timestamptz NOT NULL,
    account_id uuid,                                        -- null: Kontor itself
    name       text        NOT NULL,
    action     text        NOT NULL,                        -- such as role-changed
    subject    text        NOT NULL,                        -- kind and id of what was written, such as staff:<id>
    before     jsonb,
    after      jsonb
);
CREATE INDEX audit_subject ON audit (subject, audit_id);
