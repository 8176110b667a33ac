-- The store of a citizen's papers: results that were handed over to them, and papers that were checked for them. A paper that is used again
-- becomes a document of its own over the same file, so that neither is lost with the other.

drop index document_place;
alter table document add column copied_from bigint not null default 0;
create unique index document_place on document (place) where copied_from = 0;
create index document_copy on document (place) where copied_from <> 0;

create table wallet_item (
    account_id bigint not null,
    id bigint not null,
    document_id bigint not null,
    kind text not null, -- key of data/wallet/kinds.json; empty: of none of them
    name text not null,
    source text not null check (source in ('result', 'checked')),
    unit_id bigint not null,
    dossier_id bigint not null,
    code text not null,
    procedure text not null,
    issued_by bigint not null,
    issued_on integer not null,
    valid_until integer,
    checked_by text not null,
    added_at bigint not null,
    removed_at bigint,
    primary key (account_id, id)
);
create unique index wallet_item_once on wallet_item (account_id, document_id);

-- Every time a stored paper was taken: for what, and, once it was sent, with which dossier.
create table wallet_use (
    document_id bigint primary key, -- the copy
    account_id bigint not null,
    item_id bigint not null,
    procedure text not null,
    part text not null,
    taken_at bigint not null,
    used_in text not null,
    used_at bigint
);
create index wallet_use_of_item on wallet_use (account_id, item_id);
