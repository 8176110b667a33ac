-- What was asked to be signed, and what came of it. The document as it came and the signed one lie side by side; neither ever changes.
create table signing (
    unit_id bigint not null,                 -- of the dossier
    dossier_id bigint not null,
    document_id bigint not null,             -- as it came
    code text not null,                      -- of the dossier
    procedure text not null,                 -- its code
    by_unit bigint not null,                 -- the competent unit, whose key signs
    state text not null check (state in ('waiting', 'signed', 'failed')),
    asked_by bigint not null,                -- whose decision it is: their own key signs first, when they have one
    asked_at bigint not null,                -- the time that the signature claims
    reason text not null default '',         -- why it still waits or failed: a key of a sentence
    signed_document bigint not null default 0,
    signed_sha256 text not null default '',
    signed_by text not null default '',      -- names on the certificates, for people to read
    signed_at bigint,
    primary key (unit_id, dossier_id, document_id)
);
create index signing_sha256 on signing (signed_sha256) where signed_sha256 <> '';

-- Certificates that signed for the province, as they were when they first did.
create table signer (
    fingerprint text primary key,            -- SHA-256 of the certificate
    certificate bytea not null,
    name text not null,
    organisation text not null,
    valid_from bigint not null,
    valid_until bigint not null,
    first_used_at bigint not null,
    withdrawn_at bigint                      -- nothing signed with it from then on is believed
);
