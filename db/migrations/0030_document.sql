-- Papers: uploads and what the program makes. The bytes lie in the papers folder at `place`; a row never lacks its file.

create table document (
    id bigint primary key,
    account_id bigint not null,
    file_name text not null,
    media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
    bytes bigint not null check (bytes > 0),
    sha256 text not null,
    place text not null,
    created_at bigint not null
);

create unique index document_place on document (place);
create index document_of_account on document (account_id, id) where account_id <> 0;
