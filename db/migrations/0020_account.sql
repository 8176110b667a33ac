-- People who can sign in, what they may do where, and their open doors.

create table account (
    id bigint primary key,
    login text not null unique,              -- phone, e-mail or staff name, as account::login_of writes it
    name text not null,
    phone text not null,
    email text not null,
    password text not null,                  -- argon2id; '' signs nobody in
    citizen_number bytea,                    -- sealed
    citizen_number_hash text,                -- keyed, to find it by
    address text not null,
    staff integer not null check (staff in (0, 1)),
    locale text not null,
    created_at bigint not null,
    closed_at bigint
);
create index account_by_citizen_number on account (citizen_number_hash) where citizen_number_hash is not null;

create table role_grant (
    account bigint not null references account (id),
    role text not null,
    unit bigint not null,
    valid_from bigint not null,
    valid_to bigint,                         -- first moment without it
    given_by bigint not null,
    primary key (account, role, unit, valid_from)
);
create index role_grant_by_unit on role_grant (unit, role);

create table session (
    token_hash text primary key,             -- SHA-256 of the token, which is stored nowhere
    id bigint not null unique,               -- to name it on its owner's page
    account bigint not null references account (id),
    kind text not null check (kind in ('web', 'api')),
    peer text not null,
    agent text not null,
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null
);
create index session_by_account on session (account);
create index session_by_end on session (expires_at);

create table one_time_code (
    token_hash text primary key,             -- of the token the asking browser holds
    purpose text not null check (purpose in ('registration', 'reset')),
    contact text not null,
    account bigint not null,                 -- 0: none yet
    code_hash text not null,                 -- keyed: six digits alone would be guessed from a plain hash
    tries_left integer not null,
    expires_at bigint not null,
    confirmed_at bigint,
    used_at bigint
);
create index one_time_code_by_end on one_time_code (expires_at);

create table sign_in_attempt (
    subject text primary key,                -- hash of what is counted: a login, an address, a contact
    started_at bigint not null,
    tries integer not null
);
create index sign_in_attempt_by_start on sign_in_attempt (started_at);
