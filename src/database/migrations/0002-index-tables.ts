import { indexColumns } from './0002-index-columns.js'
import type { Migration } from './migration.js'

/** `current_timestamp`-like reserved words are no problem: every identifier is quoted. */
function indexTable([table, columns]: readonly [string, string]): string {
  const own = columns.split(', ').filter((column) => column !== '')
  const declarations = own.map((column) => `  ${column.replace(/ indexed$/, '')},\n`).join('')
  const name = `index."${table}"`
  const trees = own
    .filter((column) => column.endsWith(' indexed'))
    .map((column) => column.slice(0, column.indexOf(' ')))
    .map((column) => `create index "${table}_${column}" on ${name} (practice, ${column}, id);\n`)
  return `create table ${name} (
  practice int4 not null,
  id text collate "C" not null,
  version int4 not null,
  last_updated timestamptz(3) not null,
  self int8 not null,
  tokens int8[] not null,
${declarations}  primary key (practice, id)
);
alter table ${name} alter column tokens set statistics 1000;
create index "${table}_tokens" on ${name} using gin (tokens) with (fastupdate = off);
create index "${table}_last_updated" on ${name} (practice, last_updated, id);
create index "${table}_self" on ${name} (practice, self);
${trees.join('')}`
}

/** One narrow table for each of the 146 resource types: a row for each current resource, derivable at any time from the truth. */
export const indexTables: Migration = {
  number: 2,
  name: 'index tables',
  script: () => Object.entries(indexColumns).map(indexTable).join('\n'),
}
