-- What a person has begun to fill in. The answers are sealed as a whole: they hold personal numbers. A draft that was sent keeps only the
-- code of its dossier, so that sending twice leads to the same place.

create table draft (
    id bigint primary key,
    account_id bigint not null,
    procedure text not null,
    procedure_version integer not null,
    form text not null,
    form_version integer not null,
    unit_id bigint not null,
    answers bytea not null,
    delivery text not null check (delivery in ('', 'electronic', 'counter', 'post')),
    reached text not null,
    sending integer not null check (sending in (0, 1)),
    dossier text not null,
    created_at bigint not null,
    updated_at bigint not null
);

create index draft_of_account on draft (account_id, updated_at);
create index draft_by_age on draft (updated_at);

create table draft_document (
    draft_id bigint not null,
    document_id bigint not null,
    part text not null,
    place integer not null,
    primary key (draft_id, document_id)
);
create unique index draft_document_once on draft_document (document_id);
