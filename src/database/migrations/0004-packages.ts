import type { Migration } from './migration.js'

const tables = `
-- Grows with every change of what resources are judged by: profiles, value sets, code systems. profiles: the hash of Anteroom's own that are stored.
alter table practice add column epoch int8 not null default 1, add column profiles text;

create table package (
  practice int4 not null,
  name text collate "C" not null,
  version text collate "C" not null,
  title text collate "C",
  resources int4 not null,
  installed timestamptz(3) not null,
  primary key (practice, name, version)
);

-- Current conformance resources by what they are found by. package: whose they are (name#version); null for those of clients, the only ones that clients
-- may write.
create table canonical (
  practice int4 not null,
  type text collate "C" not null,
  id text collate "C" not null,
  url text collate "C",
  version text collate "C",
  package text collate "C",
  primary key (practice, type, id)
);
create index canonical_package on canonical (practice, package) where package is not null;

insert into canonical (practice, type, id, url, version)
select practice, type, id, content::json ->> 'url', content::json ->> 'version'
from (
  select distinct on (practice, type, id) practice, type, id, deleted, content
  from resource_version
  where type in ('StructureDefinition', 'ValueSet', 'CodeSystem', 'ConceptMap', 'SearchParameter', 'OperationDefinition', 'CapabilityStatement',
    'NamingSystem', 'ImplementationGuide', 'CompartmentDefinition', 'GraphDefinition', 'StructureMap')
  order by practice, type, id, version desc) as newest
where not deleted;
`

/*
 * The lock and what is read under it are statements of their own inside, and a volatile function takes a new snapshot for each: what is checked is what
 * was committed before the lock was granted. One round trip instead of two, and none where it goes with \`begin\`.
 */
const holdEpoch = `
create function hold_epoch(of_practice int4, expected int8, mode text) returns void language plpgsql volatile as $$
begin
  if mode = 'change' then
    perform pg_advisory_xact_lock(7423, of_practice);
  else
    perform pg_advisory_xact_lock_shared(7423, of_practice);
  end if;
  if expected is not null and not exists (select from practice where practice = of_practice and epoch = expected) then
    raise exception 'The knowledge that the write was judged by has changed.' using errcode = 'AN001';
  end if;
  if mode = 'change' then
    update practice set epoch = epoch + 1 where practice = of_practice;
  end if;
end
$$;
`

/** Packages, whose conformance resources are whose, and the epoch of what is known. DESIGN.md section 4, "Races". */
export const packages: Migration = { number: 4, name: 'packages', script: () => tables + holdEpoch }
