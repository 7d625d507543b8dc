import t from 'tap'
import { depthMax, elementsMax, SnapshotProblem } from '../../../src/definitions/snapshot/problem.js'
import { published } from './structures.js'

t.test('a problem is its sentence', async (t) => t.equal(new SnapshotProblem('It is so.').message, 'It is so.'))

t.test('what is published is far below the limits', async (t) => {
  for (const file of ['profiles-resources', 'profiles-types', 'profiles-others']) {
    const elements = published(file).flatMap(({ snapshot }) => snapshot?.element ?? [])
    t.ok(Math.max(...elements.map(({ path }) => path.split('.').length)) * 5 < depthMax)
    const sizes = published(file).map(({ snapshot }) => snapshot?.element.length ?? 0)
    t.ok(Math.max(...sizes) * 10 < elementsMax, `${Math.max(...sizes)} elements`)
  }
})
