import type { Migration } from './migration.js'

const practice = `
create extension if not exists btree_gin;
create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create schema if not exists index;

create table practice (
  practice int4 primary key,
  secret bytea not null,
  era int4 not null,
  system_identifier text not null,
  fingerprint text,
  seeding text
);

`

const resourceVersion = (compression: string): string => `
-- Append-only: nothing is ever updated in place. text in collation C, so that both engines sort alike.
create table resource_version (
  practice int4 not null,
  type text collate "C" not null,
  id text collate "C" not null,
  version int4 not null,
  era int4 not null,
  txid xid8 not null default pg_current_xact_id(),
  seq int8 not null generated always as identity,
  last_updated timestamptz(3) not null,
  deleted bool not null,
  method text collate "C" not null,
  compartments int8[] not null,
  content text ${compression} collate "C",
  primary key (practice, type, id, version)
);
-- History of a type and of the system, newest first.
create index resource_version_type_history on resource_version (practice, type, last_updated, seq);
create index resource_version_system_history on resource_version (practice, last_updated, seq);
-- Followers of the log.
create index resource_version_log on resource_version (practice, era, txid, seq);

`

const besides = `
create table value (
  practice int4 not null,
  type text collate "C" not null,
  id text collate "C" not null,
  parameter text collate "C" not null,
  key int8,
  low numeric,
  high numeric,
  unit int8,
  text text collate "C"
);
create index value_resource on value (practice, type, id);
create index value_number on value (practice, type, parameter, key, low, high) where low is not null;
create index value_text on value using gin (practice, parameter, text gin_trgm_ops) where text is not null;
create index value_prefix on value (practice, type, parameter, text) where text is not null;

-- One booking of a person or room, one patient a room, one open shift, one open reorder: races end here.
create table claim (
  practice int4 not null,
  kind text collate "C" not null,
  key int8 not null,
  period tstzrange not null,
  exclude using gist (practice with =, kind with =, key with =, period with &&)
);

create table client (
  practice int4 not null,
  name text collate "C" not null,
  token_hash bytea not null unique,
  scopes text collate "C" not null,
  created timestamptz(3) not null,
  primary key (practice, name)
);


-- The parameters of a search whose links would be too long for a url.
create table stored_query (
  practice int4 not null,
  id text collate "C" not null,
  parameters text collate "C" not null,
  expires timestamptz(3) not null,
  primary key (practice, id)
);
create index stored_query_expires on stored_query (practice, expires);
`

/** The truth, the values and claims beside it, clients, and what the server remembers of itself. DESIGN.md section 4. */
export const truth: Migration = {
  number: 1,
  name: 'truth',
  script: ({ compression }) => practice + resourceVersion(compression) + besides,
}
