import { pick } from './random.js'

const families = [
  'Rivera',
  'Okafor',
  'Nguyen',
  'Schmidt',
  'Garcia',
  'Kowalski',
  'Haddad',
  'Johansson',
  'Silva',
  'Tanaka',
]
const given = ['Ana', 'Ben', 'Chloe', 'David', 'Elif', 'Farid', 'Grace', 'Hugo', 'Ines', 'Jonas', 'Keiko', 'Luca']

const two = (value: number): string => String(value).padStart(2, '0')
const dayOf = (random: () => number, year: number): string =>
  `${year}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`

/** The id of the n-th patient. */
export const patientId = (n: number): string => `bench-patient-${n}`

/** The identifier by which the n-th patient is found. */
export const recordNumber = (n: number): string => `MRN-${String(n).padStart(6, '0')}`

const text = (display: string) => ({
  status: 'generated',
  div: `<div xmlns="http://www.w3.org/1999/xhtml">${display}</div>`,
})

/** A patient of a practice, about 1.6 kB. */
export function patient(n: number, random: () => number): object {
  const family = pick(random, families)
  const first = pick(random, given)
  return {
    resourceType: 'Patient',
    id: patientId(n),
    text: text(`${first} ${family}, patient of the practice`),
    identifier: [
      {
        use: 'usual',
        type: {
          coding: [
            { system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR', display: 'Medical Record Number' },
          ],
        },
        system: 'http://hospital.example.org/mrn',
        value: recordNumber(n),
      },
      { system: 'http://hl7.org/fhir/sid/us-ssn', value: `999-${two(n % 90)}-${String(n).padStart(4, '0').slice(-4)}` },
    ],
    active: true,
    name: [{ use: 'official', family, given: [first, pick(random, given)], prefix: ['Mx.'] }],
    telecom: [
      { system: 'phone', value: `555-${String(100 + (n % 900))}-${String(n).padStart(4, '0').slice(-4)}`, use: 'home' },
      { system: 'email', value: `${first}.${family}.${n}@example.org`.toLowerCase() },
    ],
    gender: pick(random, ['female', 'male', 'other']),
    birthDate: dayOf(random, 1930 + Math.floor(random() * 90)),
    address: [
      {
        use: 'home',
        line: [`${1 + Math.floor(random() * 900)} Mill Street`],
        city: 'Worcester',
        state: 'MA',
        postalCode: '01602',
        country: 'US',
      },
    ],
    maritalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus', code: 'M', display: 'Married' }],
    },
    communication: [
      { language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'en-US', display: 'English' }] }, preferred: true },
    ],
  }
}

/** LOINC codes that medical assistants and laboratories send, with their units and ranges. */
const measurements = [
  { code: '8302-2', display: 'Body Height', unit: 'cm', low: 140, high: 200, category: 'vital-signs' },
  { code: '29463-7', display: 'Body Weight', unit: 'kg', low: 45, high: 140, category: 'vital-signs' },
  { code: '39156-5', display: 'Body Mass Index', unit: 'kg/m2', low: 17, high: 42, category: 'vital-signs' },
  { code: '8867-4', display: 'Heart rate', unit: '/min', low: 50, high: 120, category: 'vital-signs' },
  { code: '9279-1', display: 'Respiratory rate', unit: '/min', low: 10, high: 24, category: 'vital-signs' },
  { code: '8310-5', display: 'Body temperature', unit: 'Cel', low: 35, high: 40, category: 'vital-signs' },
  { code: '59408-5', display: 'Oxygen saturation', unit: '%', low: 88, high: 100, category: 'vital-signs' },
  { code: '2339-0', display: 'Glucose', unit: 'mg/dL', low: 60, high: 250, category: 'laboratory' },
  { code: '4548-4', display: 'Hemoglobin A1c', unit: '%', low: 4, high: 12, category: 'laboratory' },
  { code: '2093-3', display: 'Total Cholesterol', unit: 'mg/dL', low: 110, high: 320, category: 'laboratory' },
  { code: '2085-9', display: 'HDL Cholesterol', unit: 'mg/dL', low: 25, high: 90, category: 'laboratory' },
  { code: '6299-2', display: 'Urea Nitrogen', unit: 'mg/dL', low: 6, high: 30, category: 'laboratory' },
  { code: '38483-4', display: 'Creatinine', unit: 'mg/dL', low: 0, high: 4, category: 'laboratory' },
  { code: '2947-0', display: 'Sodium', unit: 'mmol/L', low: 130, high: 148, category: 'laboratory' },
  { code: '6298-4', display: 'Potassium', unit: 'mmol/L', low: 3, high: 6, category: 'laboratory' },
] as const

export const codes: readonly string[] = measurements.map(({ code }) => code)

/** An Observation as Synthea writes them (about 800 bytes), of one of the first `patients` patients. */
export function observation(random: () => number, patients: number): object {
  const { code, display, unit, low, high, category } = pick(random, measurements)
  const day = dayOf(random, 2015 + Math.floor(random() * 10))
  const time = `${day}T${two(Math.floor(random() * 24))}:${two(Math.floor(random() * 60))}:${two(Math.floor(random() * 60))}-05:00`
  const name = { coding: [{ system: 'http://loinc.org', code, display }], text: display }
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [
      {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: category, display: category },
        ],
      },
    ],
    code: name,
    subject: { reference: `Patient/${patientId(Math.floor(random() * patients))}` },
    effectiveDateTime: time,
    issued: time.replace('-05:00', '.412-05:00'),
    valueQuantity: {
      value: Number((low + random() * (high - low)).toFixed(2)),
      unit,
      system: 'http://unitsofmeasure.org',
      code: unit,
    },
  }
}
