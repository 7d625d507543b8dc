import t from 'tap'
import { SnapshotProblem } from '../../../src/definitions/snapshot/problem.js'
import { type Node, toElements, toTree } from '../../../src/definitions/snapshot/tree.js'
import { node } from './structures.js'

const ids = (root: Node | undefined) => (root === undefined ? [] : toElements(root).map(({ id }) => id))

t.test('a list becomes a tree and a list again, with ids and paths', async (t) => {
  const root = toTree([
    { path: 'Patient' },
    { path: 'Patient.extension' },
    { path: 'Patient.extension', sliceName: 'race', max: '1' },
    { path: 'Patient.extension.url' },
    { path: 'Patient.name' },
  ])
  t.same(ids(root), [
    ...['Patient', 'Patient.extension', 'Patient.extension:race', 'Patient.extension:race.url', 'Patient.name'],
  ])
  t.match(root && toElements(root)[2], { id: 'Patient.extension:race', path: 'Patient.extension', sliceName: 'race' })
})

t.test('what stands between is made up, and slices stand after the children of what they divide', async (t) => {
  const root = toTree([
    { id: 'A.b:x.c', path: 'A.b.c' },
    { id: 'A.b.d', path: 'A.b.d' },
  ])
  t.same(ids(root), ['A', 'A.b', 'A.b.d', 'A.b:x', 'A.b:x.c'])
  t.match(root?.children[0]?.slices[0]?.element, { path: 'A.b', sliceName: 'x' })
})

t.test('an empty list is no tree', async (t) => t.equal(toTree([]), undefined))

t.test('too large, too deep, two roots, no path: each is a problem, as a sentence', async (t) => {
  const many = Array.from({ length: 10_001 }, (_, index) => ({ path: `A.b${index}` }))
  t.throws(() => toTree(many), new SnapshotProblem('It has more than 10000 elements.'))
  t.throws(() => toTree([{ path: `A${'.b'.repeat(64)}` }]), /^SnapshotProblem|is more than 64 levels deep\.$/)
  t.throws(
    () => toTree([{ path: 'A' }, { path: 'B.c' }]),
    new SnapshotProblem('Its paths begin with `A` and with `B`.'),
  )
  t.throws(() => toTree([{ path: '' }]), new SnapshotProblem('One of its elements has no path.'))
})

t.test('a tree that shares its parts is counted as it is written', async (t) => {
  const grown = Array.from({ length: 20 }).reduce<Node>(
    (below) => node('a', { children: [below, { ...below, name: 'b' }] }),
    node('a'),
  )
  t.throws(() => toElements(grown), new SnapshotProblem('It grows to more than 10000 elements.'))
})
