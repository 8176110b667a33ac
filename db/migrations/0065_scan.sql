-- Scans that a desk made of papers handed in on paper. The file itself is a document; here is what it is a scan of, and who answers for it.
create table scan (
    unit_id bigint not null,                 -- of the dossier
    dossier_id bigint not null,
    document_id bigint not null,
    part text not null,                      -- key of the procedure's part
    source text not null check (source in ('original', 'certified_copy', 'photocopy')),
    made_by bigint not null,
    made_by_name text not null,
    made_at bigint not null,
    primary key (unit_id, dossier_id, document_id)
);

-- How many papers came on paper, how many of these were digitised, and how many dossiers have a scan: by the day of submission.
alter table count_day add column on_paper bigint not null default 0;
alter table count_day add column on_paper_digitised bigint not null default 0;
alter table count_day add column with_scans bigint not null default 0;
alter table count_procedure_day add column on_paper bigint not null default 0;
alter table count_procedure_day add column on_paper_digitised bigint not null default 0;
alter table count_procedure_day add column with_scans bigint not null default 0;
