-- A page of the work list, whatever it is filtered by, is one walk along an index that holds all it asks for, however much waits.
drop index dossier_urgent;
create index dossier_urgent on dossier (desk_unit_id, urgent_at, id, unit_id) where urgent_at is not null;
create index dossier_urgent_state on dossier (desk_unit_id, state, urgent_at, id, unit_id) where urgent_at is not null;
create index dossier_urgent_procedure on dossier (desk_unit_id, procedure, urgent_at, id, unit_id) where urgent_at is not null;
create index dossier_urgent_assignee on dossier (assignee, urgent_at, id) where urgent_at is not null and assignee <> 0;
