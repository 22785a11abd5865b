CREATE TABLE account (
    account_id           uuid        PRIMARY KEY,
    kind                 text        NOT NULL CHECK (kind IN ('SHOPPER', 'STAFF')),
    name                 text        NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    email                text        CHECK (length(email) <= 254),      -- lower case; shoppers only
    phone                text        CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),  -- E.164; shoppers only
    login                text        CHECK (length(login) <= 60),       -- lower case; staff only
    password_hash        text        NOT NULL,                          -- Argon2id with its parameters and salt
    password_changed_at  timestamptz NOT NULL,
    must_change_password boolean     NOT NULL DEFAULT false,            -- the password is a one-time password
    created_at           timestamptz NOT NULL,
    signed_in_at         timestamptz,
    disabled_at          timestamptz,
    version              bigint      NOT NULL DEFAULT 1,
    CHECK (kind = 'STAFF'  AND login IS NOT NULL AND email IS NULL AND phone IS NULL
        OR kind = 'SHOPPER' AND login IS NULL AND (email IS NOT NULL OR phone IS NOT NULL))
);
CREATE UNIQUE INDEX account_email ON account (email);
CREATE UNIQUE INDEX account_phone ON account (phone);
CREATE UNIQUE INDEX account_login ON account (login);
