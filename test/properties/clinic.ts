import type { Random } from '../harness/random.js'
import type { Json } from '../harness/server.js'

const families = [
  'Rivera',
  'Søndergård',
  'Müller',
  'MULLER',
  'O’Brien',
  'de la Cruz',
  'Ångström',
  'Nguyễn',
  'Weiß',
  'Li',
  'Rivera-Soto',
]
const given = ['Ana', 'ana', 'Åse', 'José', 'Jose', 'Mary Ann', 'Zoë', 'Li']
const cities = [
  'São Paulo',
  'Sao  Paulo',
  'Springfield',
  'Spring',
  'Saint-Étienne',
  'Köln, Mitte',
  'A|B',
  'back\\slash',
  '$5',
]
const systems = ['http://clinic.example/mrn', 'http://hospital.example/mrn', 'urn:oid:1.2.36', undefined]
const values = ['1', '12', 'a,b', 'a|b', 'A1', 'a1', 'x$y', 'e\\f']
const codes = ['8867-4', '8310-5', '29463-7', '85354-9', 'a,b']
const units = [
  { unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
  { unit: 'kilo', system: 'http://unitsofmeasure.org', code: 'kg' },
  { unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' },
  { unit: 'kg' },
  {},
]
const numbers = [0, 1, 5, 5.4, 5.39, 5.45, 5.5, 72.5, 100, 99.5, 100.5, 0.005, 120000, -3, 1e-7]
const dates = [
  '2026',
  '2026-11',
  '2026-11-24',
  '2026-11-24T09:30:00Z',
  '2026-11-24T09:30:00+05:00',
  '2026-11-24T23:30:00-08:00',
  '2026-11-25',
  '2025-12-31T23:59:59.999Z',
  '2026-02-28',
  '2024-02-29',
  '1999',
  '9999-12-31',
]
const instants = dates.filter((date) => date.includes('T'))

interface Draw {
  readonly random: Random
  readonly at: number
}

/** An element that is there in about two of three resources. */
const maybe = <T>({ random }: Draw, name: string, make: () => T): object =>
  random.next() < 0.66 ? { [name]: make() } : {}

const identifier = ({ random }: Draw) => {
  const system = random.pick(systems)
  const type = random.next() < 0.3 ? { type: { coding: [{ system: 'http://types.example', code: 'MR' }] } } : {}
  return { ...(system === undefined ? {} : { system }), value: random.pick(values), ...type }
}

const concept = ({ random }: Draw) => ({
  coding: Array.from({ length: random.whole(0, 2) }, () => ({
    ...(random.next() < 0.8 ? { system: random.pick(['http://loinc.org', 'http://local.example']) } : {}),
    code: random.pick(codes),
  })),
  text: random.pick(['Heart rate', 'weight']),
})

const several = <T>({ random }: Draw, make: () => T): T[] => Array.from({ length: random.whole(1, 3) }, make)

const period = ({ random }: Draw) => {
  const [start, end] = [random.pick(dates), random.pick(dates)].sort()
  return random.pick([{ start, end }, { start }, { end }])
}

const quantity = ({ random }: Draw) => ({
  value: random.pick(numbers),
  ...(random.next() < 0.2 ? { comparator: random.pick(['<', '<=', '>', '>=']) } : {}),
  ...random.pick(units),
})

const patientOf = ({ random }: Draw) =>
  random.pick([
    'Patient/patient-1',
    'Patient/patient-2',
    'http://127.0.0.1:8080/fhir/Patient/patient-3',
    'Patient/patient-4/_history/2',
  ])

const subject = (draw: Draw) => ({
  ...(draw.random.next() < 0.85 ? { reference: patientOf(draw) } : {}),
  ...(draw.random.next() < 0.4 ? { identifier: identifier(draw) } : {}),
})

const meta = (draw: Draw) => ({
  ...maybe(draw, 'tag', () => [{ system: 'http://tags.example', code: draw.random.pick(codes) }]),
  ...maybe(draw, 'security', () => [{ system: 'http://tags.example', code: draw.random.pick(['R', 'N']) }]),
  ...maybe(draw, 'profile', () => [`http://profiles.example/${draw.random.pick(['a', 'b', 'a|1.0', 'a|2.0'])}`]),
  ...maybe(draw, 'source', () => `http://source.example/${draw.random.pick(['lab', 'Lab', 'a,b'])}`),
})

const patient = (draw: Draw): Json => ({
  resourceType: 'Patient',
  ...maybe(draw, 'identifier', () => several(draw, () => identifier(draw))),
  ...maybe(draw, 'active', () => draw.random.next() < 0.5),
  ...maybe(draw, 'name', () =>
    several(draw, () => ({ family: draw.random.pick(families), given: [draw.random.pick(given)], prefix: ['Dr.'] })),
  ),
  ...maybe(draw, 'telecom', () => [
    { system: 'email', value: draw.random.pick(['Ana@Example.org', 'ana@example.org', 'x@y']) },
    { system: 'phone', value: draw.random.pick(['+1 555 0100', '5550100']) },
  ]),
  ...maybe(draw, 'gender', () => draw.random.pick(['female', 'male', 'other', 'unknown'])),
  ...maybe(draw, 'birthDate', () => draw.random.pick(['1980', '1980-05', '1980-05-17', '2001-01-01'])),
  ...maybe(draw, 'address', () => [
    { line: ['1 Main St'], city: draw.random.pick(cities), postalCode: draw.random.pick(values) },
  ]),
  ...maybe(draw, 'deceasedDateTime', () => draw.random.pick(dates)),
})

const observation = (draw: Draw): Json => ({
  resourceType: 'Observation',
  status: draw.random.pick(['final', 'amended', 'preliminary']),
  code: concept(draw),
  ...maybe(draw, 'identifier', () => [identifier(draw)]),
  ...maybe(draw, 'category', () => several(draw, () => concept(draw))),
  ...maybe(draw, 'subject', () => subject(draw)),
  ...draw.random.pick<object>([
    {},
    { effectiveDateTime: draw.random.pick(dates) },
    { effectivePeriod: period(draw) },
    { effectiveInstant: draw.random.pick(instants) },
    {
      effectiveTiming: { event: several(draw, () => draw.random.pick(dates)), repeat: { boundsPeriod: period(draw) } },
    },
  ]),
  ...draw.random.pick<object>([
    {},
    { valueQuantity: quantity(draw) },
    { valueCodeableConcept: concept(draw) },
    { valueString: draw.random.pick(cities) },
    { valueDateTime: draw.random.pick(dates) },
  ]),
  ...maybe(draw, 'component', () => several(draw, () => ({ code: concept(draw), valueQuantity: quantity(draw) }))),
})

const riskAssessment = (draw: Draw): Json => ({
  resourceType: 'RiskAssessment',
  status: 'final',
  subject: subject(draw),
  ...maybe(draw, 'prediction', () =>
    several(draw, () =>
      draw.random.pick<object>([
        { probabilityDecimal: Math.abs(draw.random.pick(numbers)) },
        {
          probabilityRange: {
            low: { value: 0.005, code: '%', system: 'http://unitsofmeasure.org' },
            high: { value: 5.5 },
          },
        },
        { probabilityRange: { low: { value: 1 } } },
      ]),
    ),
  ),
})

const chargeItem = (draw: Draw): Json => ({
  resourceType: 'ChargeItem',
  status: 'billable',
  code: concept(draw),
  subject: subject(draw),
  ...maybe(draw, 'factorOverride', () => draw.random.pick(numbers)),
  ...maybe(draw, 'priceOverride', () => ({
    value: draw.random.pick(numbers),
    currency: draw.random.pick(['USD', 'EUR']),
  })),
  ...maybe(draw, 'quantity', () => quantity(draw)),
  ...maybe(draw, 'occurrencePeriod', () => period(draw)),
})

const valueSet = (draw: Draw): Json => ({
  resourceType: 'ValueSet',
  status: draw.random.pick(['active', 'draft']),
  ...maybe(draw, 'url', () => `http://valuesets.example/${draw.random.pick(values)}`),
  ...maybe(draw, 'version', () => draw.random.pick(['1.0', '2.0'])),
  ...maybe(draw, 'name', () => draw.random.pick(families)),
  ...maybe(draw, 'date', () => draw.random.pick(dates)),
  ...maybe(draw, 'compose', () => ({
    include: [
      { system: `http://codes.example/${draw.random.pick(codes)}`, valueSet: ['http://valuesets.example/1|1.0'] },
    ],
  })),
})

const encounter = (draw: Draw): Json => ({
  resourceType: 'Encounter',
  status: draw.random.pick(['planned', 'finished']),
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: draw.random.pick(['AMB', 'IMP']) },
  ...maybe(draw, 'subject', () => subject(draw)),
  ...maybe(draw, 'period', () => period(draw)),
  ...maybe(draw, 'length', () => quantity(draw)),
  ...maybe(draw, 'basedOn', () => several(draw, () => ({ reference: `ServiceRequest/${draw.random.whole(1, 3)}` }))),
})

const makers: readonly (readonly [(draw: Draw) => Json, number])[] = [
  [patient, 60],
  [observation, 120],
  [riskAssessment, 40],
  [chargeItem, 40],
  [valueSet, 40],
  [encounter, 50],
]

/** Resources whose values collide, border on each other and differ in form: about 350, each with an id of its own. */
export function drawClinic(random: Random): readonly Json[] {
  return makers.flatMap(([make, count]) =>
    Array.from({ length: count }, (_, at) => {
      const draw = { random, at }
      const resource = make(draw)
      return { ...resource, id: `${resource.resourceType.toLowerCase()}-${at}`, meta: meta(draw) }
    }),
  )
}
