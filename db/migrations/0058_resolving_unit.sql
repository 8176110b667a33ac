-- A dossier is received at any one-stop unit and resolved by the competent one: the receiving unit stays its key, the resolving unit and
-- the place of help stand beside it, and desk_unit_id says on whose desk it lies now.

alter table dossier add column resolving_unit_id bigint not null default 0;
alter table dossier add column help_place_id bigint not null default 0;  -- 0: nobody helped
alter table dossier add column desk_unit_id bigint not null default 0;
alter table dossier add column in_transit integer not null default 0;    -- handed on, and its arrival not yet confirmed

update dossier set resolving_unit_id = unit_id, desk_unit_id = unit_id;

-- The work list is that of the desk.
drop index dossier_urgent;
create index dossier_urgent on dossier (desk_unit_id, urgent_at, id) where urgent_at is not null;
-- What came from elsewhere and what went elsewhere, in any state: few beside all others.
create index dossier_from_elsewhere on dossier (resolving_unit_id, id) where resolving_unit_id <> unit_id;
create index dossier_sent_elsewhere on dossier (unit_id, id) where resolving_unit_id <> unit_id;
