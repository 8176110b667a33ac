-- Workflows that were drafted by one person and published by another. Version 1 is the list of steps of the procedure's own version.

create table workflow (
    procedure text not null,
    version integer not null check (version > 1),
    body text not null,                      -- JSON: {"steps": […]} as in data/procedures/
    reason text not null,
    drafted_by text not null,                -- names of all who had a hand in it
    published_by bigint not null,
    published_by_name text not null,
    published_at bigint not null,
    primary key (procedure, version)
);

-- At most one draft of each procedure.
create table workflow_draft (
    procedure text primary key,
    revision integer not null,
    base_version integer not null,           -- the version in force when it was begun
    body text not null,
    authors text not null,                   -- JSON: [{"id", "name"}], in order; none of them may publish it
    changed_at bigint not null
);

-- A dossier keeps the workflow of its acceptance, whatever is published later.
alter table dossier add column workflow_version integer not null default 1;
