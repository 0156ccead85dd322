-- The cases shown beside a sentence of the plan, in their order: open ones first, the nearest deadline first.
create index case_file_beside on case_file (region, clause, procedure, final, due, id) where is_public and clause is not null;
