-- What the machinery itself remembers. Business tables live in each module's own schema.

CREATE TABLE schema_fingerprint (
    schema_name text PRIMARY KEY,
    fingerprint text NOT NULL                               -- file names and checksums of the migrations last applied
);

CREATE TABLE secret (
    name        text PRIMARY KEY,
    value       bytea NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE access_log (
    at           timestamptz NOT NULL,
    trace_id     text        NOT NULL,
    account_id   uuid,                                      -- null for guests
    account_kind text        NOT NULL,
    address      inet,
    browser      text        NOT NULL,
    language     text        NOT NULL,
    method       text        NOT NULL,
    route        text        NOT NULL,                      -- the pattern, never the path: paths may carry names
    status       int         NOT NULL,
    duration_us  bigint      NOT NULL,
    weight       int         NOT NULL DEFAULT 1             -- how many requests this row stands for
);
CREATE INDEX access_log_at ON access_log USING brin (at);
CREATE INDEX access_log_account ON access_log (account_id, at) WHERE account_id IS NOT NULL;

-- The table that db-scheduler reads and writes.
CREATE TABLE scheduled_tasks (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_due ON scheduled_tasks (execution_time);
