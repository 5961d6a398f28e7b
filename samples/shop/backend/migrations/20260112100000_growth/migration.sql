CREATE TABLE growth_runs (
    id          uuid PRIMARY KEY,
    project_id  uuid NOT NULL REFERENCES user_projects (id) ON DELETE CASCADE,
    job_id      text NOT NULL,
    state       text NOT NULL CHECK (state IN ('completed', 'failed')),
    finished_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT growth_runs_job_id_key UNIQUE (job_id)
);
CREATE INDEX growth_runs_project_id_idx ON growth_runs (project_id, finished_at DESC);

CREATE TABLE growth_artifacts (
    id      uuid PRIMARY KEY,
    run_id  uuid NOT NULL REFERENCES growth_runs (id) ON DELETE CASCADE,
    kind    text NOT NULL,
    content jsonb NOT NULL,
    CONSTRAINT growth_artifacts_run_id_kind_key UNIQUE (run_id, kind)
);

CREATE TABLE cost_logs (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id     uuid NOT NULL REFERENCES growth_runs (id) ON DELETE CASCADE,
    amount     numeric(12, 6) NOT NULL CHECK (amount >= 0),
    currency   char(3) NOT NULL DEFAULT 'USD',
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX cost_logs_run_id_idx ON cost_logs (run_id);
