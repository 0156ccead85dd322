-- Whom the city's own login (OpenID Connect) means by a subject: bound at the first sign-in, and never to anybody else.
create table city_login (
  issuer text not null,
  subject text not null,
  account uuid not null references account (id),
  created_at timestamptz not null default now(),
  primary key (issuer, subject),
  unique (issuer, account)
);

grant select, insert on city_login to luoshi_app;
