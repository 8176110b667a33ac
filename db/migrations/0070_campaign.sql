-- Campaigns for online dossiers: a unit, a span of days, a target. What was reached is read from the counters.

create table campaign (
    id text primary key,                     -- in the URL
    name text not null,
    name_en text not null,
    plan text not null,                      -- number of the plan it follows
    unit bigint not null,
    from_day integer not null,
    to_day integer not null,                 -- last day
    target integer not null check (target between 0 and 10000) -- basis points
);

create table campaign_target (
    campaign text not null references campaign (id),
    unit bigint not null,
    target integer not null check (target between 0 and 10000),
    primary key (campaign, unit)
);
