-- Everything versioned that decides how a dossier runs: units, procedures, forms, calendars.

create table unit (
    id bigint primary key,
    parent bigint not null,                  -- 0: a province
    code text not null,                      -- of the statistics office; used again over time
    identifier text not null,                -- what dossier codes begin with
    type text not null,
    name text not null,
    full_name text not null,
    name_en text not null,
    valid_from integer not null,             -- days since 1970-01-01
    valid_to integer,                        -- last day
    successor_code text not null,
    depth integer not null,                  -- 1: a province
    note text not null,
    certainty text not null,
    unique (code, valid_from)
);

create table procedure (
    code text not null,
    version integer not null,                -- the highest that is valid on a day holds on it
    valid_from integer not null,
    valid_to integer,
    body text not null,                      -- JSON as in data/procedures/, one version
    primary key (code, version)
);

create table form (
    key text not null,
    version integer not null,
    body text not null,                      -- JSON as in data/forms/
    primary key (key, version)
);

create table calendar (
    version integer primary key,             -- the newest is in force
    body text not null                       -- JSON as in data/calendars/
);

-- Which of the data files in the program were taken over, by content.
create table law_source (
    path text primary key,
    sha256 text not null,
    taken_at bigint not null
);
