-- The last number given to a paper of a unit, by kind and year. It is taken in the transaction of the action that owes the paper and
-- stands in the event's details, under the chain of hashes: a number is never given twice and leaves no gap.
create table paper_number (
    unit_id bigint not null,
    kind text not null,
    year integer not null,
    last integer not null,
    primary key (unit_id, kind, year)
);

-- The register of a unit (sổ theo dõi hồ sơ) is read by the days of acceptance.
create index dossier_accepted on dossier (unit_id, accepted_at, id) where accepted_at is not null;
