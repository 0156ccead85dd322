-- A queue is empty most of the time and dead rows all of it: whoever takes from it passes them until they are cleaned away.
alter table log_pending set (
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 100000000
);
