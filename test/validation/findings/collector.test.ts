import t from 'tap'
import { createCollector } from '../../../src/validation/findings/collector.js'
import type { Finding } from '../../../src/validation/run.js'

const finding = (pointer: string, more: Partial<Finding> = {}): Finding => ({
  severity: 'error',
  code: 'value',
  pointer,
  sentence: 'It is wrong.',
  ...more,
})

t.test('takes the same finding at the same place once', async (t) => {
  const collector = createCollector(10)
  for (const pointer of ['/a', '/a', '/b']) collector.report(finding(pointer))
  t.equal(collector.findings.length, 2)
  t.notOk(collector.isCut())
})

t.test('warnings take no room from errors', async (t) => {
  const collector = createCollector(2)
  for (let at = 0; at < 5; at++) collector.report(finding(`/${at}`, { severity: 'warning' }))
  collector.report(finding('/error'))
  t.strictSame(
    collector.findings.map(({ severity }) => severity),
    ['warning', 'warning', 'error'],
  )
  t.ok(collector.isCut())
})

t.test('asks the same question once', async (t) => {
  const collector = createCollector(2)
  collector.ask({ kind: 'resource', key: 'Patient/1' })
  collector.ask({ kind: 'resource', key: 'Patient/1' })
  t.strictSame(collector.questions, [{ kind: 'resource', key: 'Patient/1' }])
})
