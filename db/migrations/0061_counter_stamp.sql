-- Which days of a unit's counters changed since somebody last looked: every action that counts in a unit takes the unit's next stamp and
-- leaves it on the day. The row is locked until the action commits, so no smaller stamp of the unit can appear later.
create table count_stamp (
    unit_id bigint primary key,
    stamp bigint not null
);
alter table count_day add column stamp bigint not null default 0;
