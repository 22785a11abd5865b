-- Pictures. The bytes stand in the data folder under their hash; what is known about them stands here.
CREATE TABLE media (
    media_id     text        PRIMARY KEY CHECK (media_id ~ '^[0-9a-f]{64}$'),   -- SHA-256 of the bytes kept
    content_type text        NOT NULL,
    width        int         NOT NULL CHECK (width > 0),
    height       int         NOT NULL CHECK (height > 0),
    bytes        bigint      NOT NULL,
    file_name    text        NOT NULL,                                          -- as it was called when it came
    created_at   timestamptz NOT NULL
);
