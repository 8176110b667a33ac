-- The law of each period as data, and which of it a dossier was accepted under. The unit of a dossier is a unit of one validity
-- already: unit_id names the version.

create table rule_set (
    key text not null,
    version integer not null,                -- the newest of a key is in force in its period
    body text not null,                      -- JSON as in data/rules/
    primary key (key, version)
);

alter table calendar add column unit_code text not null default ''; -- of one unit and those below it; empty: of the province

alter table dossier add column rule_set text not null default '';   -- empty: before there were any, the one of its day holds
alter table dossier add column rule_set_version integer not null default 0;
alter table dossier add column supplement_requests integer not null default 0;
