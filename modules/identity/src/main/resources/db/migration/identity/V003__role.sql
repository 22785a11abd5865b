CREATE TABLE role (
    role_id     uuid   PRIMARY KEY,
    name        text   NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    permissions text[] NOT NULL,                            -- codes such as catalog.write, or * for everything
    built_in    boolean NOT NULL DEFAULT false,             -- cannot be changed
    version     bigint NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX role_name ON role (lower(name));

CREATE TABLE staff_role (
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    role_id    uuid NOT NULL REFERENCES role,
    PRIMARY KEY (account_id, role_id)
);
CREATE INDEX staff_role_role ON staff_role (role_id);
