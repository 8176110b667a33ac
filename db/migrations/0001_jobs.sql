-- What is to be done later. due_at is also the lease: while a worker has the job, it says when the job comes back by itself.
create table job (
    id bigint primary key,
    kind text not null,
    body text not null,
    unique_key text,
    state text not null check (state in ('waiting', 'dead', 'done')),
    tries integer not null,
    due_at bigint not null,
    ended_at bigint,
    reason text not null
);
create index job_due on job (due_at, id) where state = 'waiting';
create index job_dead on job (ended_at, id) where state = 'dead';
-- Jobs with a key stay for a while after they are done, so that asking again does nothing; the others are deleted.
create unique index job_unique_key on job (unique_key) where unique_key is not null;
create index job_done on job (ended_at) where state = 'done';
