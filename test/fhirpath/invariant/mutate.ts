/** Small whole numbers below a limit, the same for the same seed. */
export type Chance = (below: number) => number

/** A linear congruential generator: good enough to choose members, and the same on every machine. */
export function createChance(seed: number): Chance {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >> 8) % below
  }
}

const texts = [
  ...[
    'x',
    '#x',
    '#',
    'display',
    'group',
    'type',
    'batch',
    'transaction',
    'history',
    'document',
    'message',
    'Reference',
  ],
  ...['2020', '2020-01-01', '2020-01-01T10:00:00Z', 'http://unitsofmeasure.org', 'http://loinc.org', '%', '1', 'final'],
  ...['completed', '/_history/', '1234567893', 'constraint', 'data-x'],
]
const numbers = [0, 1, -1, 100.5, 1e-9, 3]

/** The same JSON with here and there something left out, doubled, exchanged, or given an extension; `perMille` says how often. */
export function mutate(value: unknown, perMille: number, chance: Chance): unknown {
  const happens = (share = 1) => chance(1000) < perMille * share
  if (Array.isArray(value)) {
    const items = value.filter(() => !happens()).map((item) => mutate(item, perMille, chance))
    if (items.length > 0 && happens()) items.push(items[chance(items.length)])
    return items.length > 0 ? items : undefined
  }
  if (typeof value === 'object' && value !== null) return mutateObject(value, perMille, chance)
  if (!happens()) return value
  if (typeof value === 'string') return texts[chance(texts.length)]
  if (typeof value === 'number') return numbers[chance(numbers.length)]
  return typeof value === 'boolean' ? !value : value
}

function mutateObject(value: object, perMille: number, chance: Chance): object {
  const happens = (share = 1) => chance(1000) < perMille * share
  const found: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(value)) {
    const isFixed = name === 'resourceType' || name === 'div'
    if (!isFixed && happens()) continue
    const changed = isFixed ? member : mutate(member, perMille, chance)
    if (changed !== undefined) found[name] = changed
    if (isFixed || changed === undefined || typeof changed === 'object' || name.startsWith('_') || !happens(0.25))
      continue
    found[`_${name}`] = { id: 'i', extension: [{ url: 'u', valueString: 'v' }] }
    if (chance(2) === 0) delete found[name]
  }
  if (happens(0.25)) found.extension = [{ url: 'http://x', valueCode: 'y' }]
  return found
}
