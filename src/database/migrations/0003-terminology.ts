import type { Migration } from './migration.js'

const codeSystem = `
-- One version of a code system. status: loading (invisible until all of it is in), active, replaced (its rows go with the next cleaning).
-- properties: the names of the concepts' properties as a JSON array; concept_property has their places in it.
create table code_system (
  practice int4 not null,
  code_system int4 not null generated always as identity,
  url text collate "C" not null,
  version text collate "C",
  name text collate "C" not null,
  content text collate "C" not null,
  case_sensitive bool not null,
  status text collate "C" not null,
  concepts int4 not null,
  active_concepts int4 not null,
  properties text collate "C" not null,
  imported timestamptz(3) not null,
  touched timestamptz(3) not null,
  primary key (practice, code_system)
);
create index code_system_url on code_system (practice, url);
`

const concept = (compression: string): string => `
-- concept is the place in the system's order, from 0 without a gap. key is the code, in lower case where case doesn't matter. search: code, display and
-- designations in lower case. parents: codes as a JSON array. details: definition, designations and properties as they are served.
create table concept (
  practice int4 not null,
  code_system int4 not null,
  concept int4 not null,
  code text collate "C" not null,
  key text collate "C" not null,
  display text collate "C",
  search text collate "C" not null,
  active bool not null,
  abstract bool not null,
  parents text collate "C",
  details text ${compression} collate "C",
  primary key (practice, code_system, concept)
);
create unique index concept_key on concept (practice, code_system, key);
create index concept_search on concept using gin (practice, code_system, search gin_trgm_ops);
-- What is left out of expansions of active concepts: few.
create index concept_inactive on concept (practice, code_system, concept) where not active;

`

/*
 * Measured with 100,000 concepts at a mean depth of 7.2, PostgreSQL 15, and 54,864 of them below one (milliseconds: is-a, first page, count):
 *   every pair in a table       0.20  0.42  4.3   822,000 rows, 60 MB, 1.7 s to load
 *   intervals of a tree         0.18  0.39  4.4   nothing to load, but no concept may have two parents
 *   array of ancestors and GIN  –     0.74  10.9  8 MB more than without, 0.8 s to load
 * The pairs serve every hierarchy, in the system's order, by one index.
 */
const besides = `
-- Every pair of a concept and what is above it, itself included: is-a is one probe, and whatever lies below a concept is a range in the system's order.
create table concept_ancestor (
  practice int4 not null,
  code_system int4 not null,
  ancestor int4 not null,
  descendant int4 not null,
  primary key (practice, code_system, ancestor, descendant)
);

-- The values of properties, and parents, for filters. A value too long for an index is its hash, and stands whole beside it.
create table concept_property (
  practice int4 not null,
  code_system int4 not null,
  property int4 not null,
  value text collate "C" not null,
  concept int4 not null,
  whole text collate "C",
  primary key (practice, code_system, property, value, concept)
);
`

/** Large code systems: LOINC, ICD-10-CM and whatever is imported or stored by clients with many concepts. */
export const terminology: Migration = {
  number: 3,
  name: 'terminology',
  script: ({ compression }) => codeSystem + concept(compression) + besides,
}
