-- How long goods of a category may be returned, where it differs from the shop's rule.
CREATE TABLE return_window (
    category   text        PRIMARY KEY,                                      -- the category's slug
    days       int         NOT NULL CHECK (days BETWEEN 0 AND 3650),         -- 0: cannot be returned
    changed_at timestamptz NOT NULL,
    changed_by text        NOT NULL
);
