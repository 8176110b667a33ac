-- Community digital teams (tổ công nghệ số cộng đồng): one for each commune, one for each hamlet or quarter below it.
-- Published figures come out by counting rows.

create table team (
    id bigint primary key,
    unit_id bigint not null,                 -- the commune
    level text not null check (level in ('commune', 'hamlet')),
    name text not null,
    place text not null,                     -- the hamlet's name; empty for the commune's own team
    valid_from integer not null,
    valid_to integer
);
create index team_of_unit on team (unit_id, level);

create table team_member (
    team_id bigint not null references team (id),
    number integer not null,
    name text not null,
    position text not null,
    leads integer not null check (leads in (0, 1)),
    account_id bigint not null,              -- 0: helps without an account
    primary key (team_id, number)
);
create index team_member_account on team_member (account_id) where account_id <> 0;
