import t from 'tap'
import { problemsIn, sushiVersion } from '../../../src/definitions/profiles/sushi.js'

t.test('errors and warnings of a log are told with the lines that say where', async (t) => {
  const log = [
    'info  Running SUSHI',
    'warn  Something is doubtful.',
    '  File: /a/b.fsh',
    '  Line: 3',
    'info  Exporting',
    'error No element found at path nonsense for Test',
    '  File: /a/c.fsh',
    '',
    '========= SUSHI RESULTS =========',
  ].join('\n')
  t.strictSame(problemsIn(log), [
    'warn: Something is doubtful.\n  File: /a/b.fsh\n  Line: 3',
    'error: No element found at path nonsense for Test\n  File: /a/c.fsh',
  ])
})

t.test('what SUSHI says of a machine without network is no problem of the definitions', async (t) => {
  const log = [
    'warn  Failed to load automatically-provided hl7.terminology.r4#latest',
    'warn  Unable to determine the latest version of sushi: connect ECONNREFUSED 127.0.0.1:9',
    'warn  Failed to load hl7.fhir.us.core#7.0.0',
  ].join('\n')
  t.strictSame(problemsIn(log), ['warn: Failed to load hl7.fhir.us.core#7.0.0'])
})

t.test('the version is that of the installed package', async (t) => {
  t.match(sushiVersion(), /^3\.\d+\.\d+$/)
})
