import t from 'tap'
import { summaryTable } from '../../../src/bulk-data/import/summary.js'

t.test('the table has types, counts, failures and the rate', async (t) => {
  const types = new Map([
    ['Observation', { created: 1200, updated: 0, unchanged: 0, rejected: 3 }],
    ['Patient', { created: 10, updated: 2, unchanged: 0, rejected: 0 }],
  ])
  const summary = { types, filesRead: 2, filesSkipped: 1, filesIgnored: ['/x/README.md'], seconds: 0.5 }
  t.equal(
    summaryTable(summary),
    [
      'type         created  updated  unchanged  rejected',
      '--------------------------------------------------',
      'Observation     1200        0          0         3',
      'Patient           10        2          0         0',
      '--------------------------------------------------',
      'total           1210        2          0         3',
      '',
      '2 files read, 1 were done before, 1 left out since they are neither JSON nor NDJSON; 0.5 s, 2430 resources a second.',
    ].join('\n'),
  )
})
