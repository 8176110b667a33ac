-- Several dossiers that came in with one visit or under one linked procedure; who owns a dossier that is no person's; who acts for the owner.

alter table dossier add column request_id bigint not null default 0;      -- 0: it came alone
alter table dossier add column linked_by text not null default '';        -- code of the linked procedure whose child it is
alter table dossier add column owner_kind text not null default 'person'
    check (owner_kind in ('person', 'household_business', 'enterprise', 'organisation'));
alter table dossier add column owner_tax_code text not null default '';
alter table dossier add column representative bytea;                      -- sealed JSON: name, citizen_number, ground, until

create index dossier_of_request on dossier (unit_id, request_id, id) where request_id <> 0;
