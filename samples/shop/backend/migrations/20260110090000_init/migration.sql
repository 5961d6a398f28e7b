CREATE TABLE users (
    id            uuid PRIMARY KEY,
    email         text NOT NULL,
    password_hash text NOT NULL,
    role          text NOT NULL CHECK (role IN ('super_admin', 'tenant_admin', 'standard_user')),
    tenant        text NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT users_email_key UNIQUE (email)
);
CREATE INDEX users_tenant_idx ON users (tenant, created_at DESC);

CREATE TABLE user_projects (
    id          uuid PRIMARY KEY,
    user_id     uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name        text NOT NULL,
    description text NOT NULL DEFAULT '',
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT user_projects_user_id_name_key UNIQUE (user_id, name)
);
CREATE INDEX user_projects_user_id_created_at_idx ON user_projects (user_id, created_at DESC);

CREATE TABLE threads (
    id         uuid PRIMARY KEY,
    project_id uuid NOT NULL REFERENCES user_projects (id) ON DELETE CASCADE,
    title      text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX threads_project_id_idx ON threads (project_id);

CREATE TABLE messages (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    thread_id  uuid NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
    author     text NOT NULL,
    body       text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX messages_thread_id_created_at_idx ON messages (thread_id, created_at);

CREATE TABLE drafts (
    id         uuid PRIMARY KEY,
    thread_id  uuid NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
    revision   integer NOT NULL,
    body       text NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT drafts_thread_id_revision_key UNIQUE (thread_id, revision)
);
