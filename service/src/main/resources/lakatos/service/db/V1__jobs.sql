-- Whoever changes anything of a job holds the lock on its row here, and on no other job's; so no two
-- can wait for each other, and what is counted is always what is there.
create table if not exists job (
  seq bigint generated always as identity primary key, -- by age
  id varchar not null unique,
  owner varchar not null,
  client_key varchar, -- null if the client chose none
  spec bytea not null,
  priority int not null,
  state int not null,
  total int not null,
  queued int not null, -- undecided, and nobody works on them
  running int not null, -- undecided and leased
  proved int default 0 not null,
  refuted int default 0 not null,
  open int default 0 not null,
  failed int default 0 not null,
  rejected int default 0 not null,
  timeout int default 0 not null,
  crashed int default 0 not null,
  error int default 0 not null,
  cancelled int default 0 not null,
  tokens bigint default 0 not null,
  lean_nanos bigint default 0 not null,
  created timestamp with time zone default current_timestamp not null,
  started timestamp with time zone,
  deadline timestamp with time zone, -- when its wall-clock budget is spent; null if never
  ended timestamp with time zone,
  note varchar,
  waiting boolean generated always as (queued > 0) ${stored},
  unique (owner, client_key),
  check (queued >= 0 and running >= 0),
  check (queued + running + proved + refuted + open + failed + rejected + timeout + crashed + error
    + cancelled = total)
);

create index if not exists job_turn on job (waiting, priority desc, running, seq); -- whose turn it is
create index if not exists job_listed on job (owner, seq);
create index if not exists job_undecided on job (state, owner);
create index if not exists job_deadline on job (deadline nulls last);

create table if not exists problem (
  job bigint not null references job on delete cascade,
  idx int not null,
  body bytea not null,
  primary key (job, idx)
);

-- A problem has a row here exactly as long as it is undecided.
create table if not exists work (
  job bigint not null,
  idx int not null,
  lease bigint default 0 not null, -- how often it has been leased; the last one may decide it
  lost int default 0 not null, -- how many of its leases ran out
  server varchar, -- who has the lease
  until timestamp with time zone, -- when the lease runs out; null if it is queued
  queued boolean generated always as (until is null) ${stored},
  primary key (job, idx),
  foreign key (job, idx) references problem on delete cascade
);

create index if not exists work_turn on work (job, queued, idx);
create index if not exists work_until on work (until nulls last);

create table if not exists result (
  job bigint not null,
  place int not null, -- in the order of decisions, from 1 and without gaps
  idx int not null,
  body bytea, -- null if it was cancelled with its job, whose note says why
  primary key (job, place),
  unique (job, idx),
  foreign key (job, idx) references problem on delete cascade
);
