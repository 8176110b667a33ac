-- What waits for a supplement is looked at every day.
create index dossier_waits on dossier (unit_id, id) where state = 'awaiting_supplement';
