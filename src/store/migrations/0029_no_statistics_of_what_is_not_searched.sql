-- The planner needs figures only of what is searched. Whole log entries would be unpacked and sorted for every analysis, beside the writer who caused it.
alter table event
  alter column basis set statistics 0,
  alter column mover set statistics 0,
  alter column body set statistics 0,
  alter column command_hash set statistics 0,
  alter column entry set statistics 0,
  alter column leaf_hash set statistics 0;
alter table case_file
  alter column title set statistics 0,
  alter column leaf_hash set statistics 0,
  alter column body set statistics 0;
alter table log_leaf alter column leaf_hash set statistics 0;
