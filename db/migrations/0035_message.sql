-- The inbox of each account. What goes out by mail and SMS are jobs; this is what the person finds here.

create table message (
    id bigint primary key,
    account_id bigint not null,
    kind text not null,
    arguments text not null,
    link text not null,
    created_at bigint not null,
    read_at bigint,
    unique_key text
);

create index message_of_account on message (account_id, id);
create index message_unread on message (account_id) where read_at is null;
create unique index message_once on message (account_id, unique_key) where unique_key is not null;
