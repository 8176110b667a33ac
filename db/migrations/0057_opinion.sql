-- Opinions that other units and roles are asked for while a step of a dossier runs, all at the same time. Silence is not consent.

create table opinion (
    unit_id bigint not null,                 -- of the dossier: the shard key
    dossier_id bigint not null,
    id bigint not null,
    code text not null,                      -- of the dossier
    procedure_name text not null,
    step text not null,
    asked_unit bigint not null,
    asked_role text not null check (asked_role in ('officer', 'approver')),
    question text not null,
    asked_by bigint not null,
    asked_by_name text not null,
    asked_at bigint not null,
    due_at bigint not null,
    given_at bigint,
    given_by bigint not null,
    given_by_name text not null,
    verdict text not null check (verdict in ('', 'agree', 'disagree', 'more_needed')),
    words text not null,
    closed_at bigint,                        -- the dossier went on: nobody answers any more
    primary key (unit_id, dossier_id, id)
);
create index opinion_asked on opinion (asked_unit, asked_role, due_at) where given_at is null and closed_at is null;
