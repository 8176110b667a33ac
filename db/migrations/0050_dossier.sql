-- Every table of a dossier begins its keys with unit_id, the shard key: the receiving unit.

create table dossier (
    unit_id bigint not null,
    id bigint not null,
    code text not null,
    version integer not null,
    state text not null check (state in ('submitted', 'accepted', 'refused', 'in_process', 'awaiting_supplement', 'awaiting_fee',
                                         'withdrawn', 'stopped', 'resolved', 'returned')),
    procedure text not null,
    procedure_version integer not null,
    form_version integer not null,
    calendar_version integer not null,
    channel text not null check (channel in ('direct', 'online', 'post')),
    account_id bigint not null,
    assisted_by bigint not null,
    owner_name text not null,
    owner_number bytea,
    owner_number_hash text,
    owner_phone text not null,
    owner_email text not null,
    owner_address text not null,
    delivery text not null check (delivery in ('electronic', 'counter', 'post')),
    submitted_at bigint not null,
    acknowledge_by bigint,
    accepted_at bigint,
    due_at bigint,
    paused_at bigint,
    resolved_at bigint,
    returned_at bigint,
    urgent_at bigint,
    assignee bigint not null,
    step text not null,
    result_document bigint not null,
    result_electronic integer not null,
    idempotency_key text,
    request_hash text,
    primary key (unit_id, id)
);

create unique index dossier_code on dossier (unit_id, code);
create unique index dossier_idempotency on dossier (unit_id, account_id, idempotency_key) where idempotency_key is not null;
-- The work list: what still needs somebody, most urgent first.
create index dossier_urgent on dossier (unit_id, urgent_at, id) where urgent_at is not null;
create index dossier_of_account on dossier (account_id, id) where account_id <> 0;

create table dossier_answers (
    unit_id bigint not null,
    dossier_id bigint not null,
    answers bytea not null, -- sealed: they hold personal numbers
    primary key (unit_id, dossier_id)
);

create table dossier_paper (
    unit_id bigint not null,
    dossier_id bigint not null,
    document_id bigint not null,
    part text not null,
    kind text not null check (kind in ('part', 'supplement', 'result')),
    added_at bigint not null,
    primary key (unit_id, dossier_id, document_id)
);
create index dossier_paper_document on dossier_paper (document_id);

-- History is the truth: rows are only ever added, and each hash covers the one before.
create table dossier_event (
    unit_id bigint not null,
    dossier_id bigint not null,
    seq integer not null,
    action text not null,
    from_state text not null,
    to_state text not null,
    actor bigint not null,
    actor_name text not null,
    at bigint not null,
    details text not null,
    hash text not null,
    primary key (unit_id, dossier_id, seq)
);

create table dossier_sequence (
    unit_id bigint not null,
    day integer not null,
    last integer not null,
    primary key (unit_id, day)
);

-- Who of the staff looked into whose dossier, once a day and person: the citizen may see it.
create table dossier_read (
    unit_id bigint not null,
    dossier_id bigint not null,
    day integer not null,
    reader bigint not null,
    reader_name text not null,
    first_at bigint not null,
    primary key (unit_id, dossier_id, day, reader)
);
