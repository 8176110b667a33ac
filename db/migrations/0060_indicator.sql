-- Counters, raised in the transaction of the action that they count; rebuilt from history by `motcua recount`.
-- A board over any number of dossiers reads units × days of these.

create table count_day (
    unit_id bigint not null,
    day integer not null,
    submitted bigint not null,
    direct bigint not null,
    online bigint not null,
    post bigint not null,
    assisted bigint not null,
    qualified_online bigint not null,
    refused bigint not null,
    withdrawn bigint not null,
    stopped bigint not null,
    resolved bigint not null,
    resolved_on_time bigint not null,
    returned bigint not null,
    primary key (unit_id, day)
);

create table count_procedure_day (
    unit_id bigint not null,
    procedure text not null,
    day integer not null,
    submitted bigint not null,
    direct bigint not null,
    online bigint not null,
    post bigint not null,
    assisted bigint not null,
    qualified_online bigint not null,
    refused bigint not null,
    withdrawn bigint not null,
    stopped bigint not null,
    resolved bigint not null,
    resolved_on_time bigint not null,
    returned bigint not null,
    primary key (unit_id, procedure, day)
);
