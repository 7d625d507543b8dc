// Every example of the specification is stored as it is. https://hl7.org/fhir/R4/examples.html
import { isLosslessNumber, LosslessNumber } from 'lossless-json'
import t from 'tap'
import { type ExactJson, exactMeta, exactParse, exactRest, isExactObject } from '../harness/exact.js'
import { timeoutMs } from '../harness/random.js'
import { startServer } from '../harness/server.js'
import { canonical, type Example, examples, examplesAbsent, jsonTwin, skeleton } from '../rest/xml/examples.js'
import { refusedExamples } from './refused-examples.js'

t.setTimeout(timeoutMs)

/** A Binary is served as its content unless its resource is asked for. */
const json = { accept: 'application/fhir+json' }
const xml = { accept: 'application/fhir+xml', 'content-type': 'application/fhir+xml' }
// About forty examples are not valid by R4 itself, and have to come back as they are nevertheless: here only the structure is judged.
const { send } = await startServer(t, { REFERENTIAL_INTEGRITY: 'off', VALIDATION: 'structure' })

const nameOf = (text: string) => {
  const { resourceType, id } = exactParse(text)
  return { type: String(resourceType), id: String(id) }
}

/** The resource under another id: the first `id` of XML is that of the resource. */
const renamed = (text: string, id: string): string => text.replace(/<id value="[^"]*"\/>/, `<id value="${id}"/>`)

interface Forms {
  readonly narrative: (div: string) => string
  readonly number: (text: string) => string
}

/** What XML may change: the writing of a narrative. */
const throughXml: Forms = { narrative: canonical, number: (text) => text }
/** The XML examples are of a later build, which writes narratives in other words, and `1.0` as `1.0e0` in one place. */
const twin: Forms = { narrative: skeleton, number: (text) => String(Number(text)) }

/** Members sorted, narratives and numbers in these forms, id and meta left out. */
function comparable(text: string, { narrative, number }: Forms): string {
  const sorted = (value: ExactJson, name: string): ExactJson => {
    if (name === 'div' && typeof value === 'string') return narrative(value)
    if (isLosslessNumber(value)) return new LosslessNumber(number(value.value))
    if (Array.isArray(value)) return value.map((item: ExactJson) => sorted(item, ''))
    if (!isExactObject(value)) return value
    const names = Object.keys(value).sort()
    return Object.fromEntries(names.map((key) => [key, sorted(value[key] as ExactJson, key)]))
  }
  return exactRest(sorted(exactParse(text), '') as ReturnType<typeof exactParse>)
}

const refusal = (name: string, status: number, text: string): string => `${name}: ${status} ${text.slice(0, 300)}`

/** What is wrong with how an example of JSON is stored and served; empty where nothing is. */
async function problemOfJson({ name, text }: Example, at: number): Promise<string> {
  const { type, id } = nameOf(text)
  const put = await send('PUT', `/${type}/${id}`, { body: text })
  if (name in refusedExamples)
    return put.status === 422 || put.status === 400 ? '' : refusal(name, put.status, 'is taken')
  if (put.status !== 201) return refusal(name, put.status, put.text)
  const stored = (await send('GET', `/${type}/${id}`, { headers: json })).text
  if (exactRest(exactParse(stored)) !== exactRest(exactParse(text))) return `${name} is not as it was sent`
  if (exactMeta(exactParse(stored)) !== exactMeta(exactParse(text))) return `${name}.meta is not as it was sent`
  const asXml = await send('GET', `/${type}/${id}`, { headers: xml })
  const other = `from-json-${at}`
  const again = await send('PUT', `/${type}/${other}`, { body: renamed(asXml.text, other), headers: xml })
  if (again.status !== 201) return refusal(`${name} as XML`, again.status, again.text)
  const back = (await send('GET', `/${type}/${other}`, { headers: json })).text
  return comparable(back, throughXml) === comparable(stored, throughXml) ? '' : `${name} is another one through XML`
}

/** What is wrong with how an example of XML is stored, and served as JSON. */
async function problemOfXml({ name, text }: Example, at: number): Promise<string> {
  const { type } = nameOf(jsonTwin(name))
  const id = `from-xml-${at}`
  const put = await send('PUT', `/${type}/${id}`, { body: renamed(text, id), headers: xml })
  if (name in refusedExamples)
    return put.status === 422 || put.status === 400 ? '' : refusal(name, put.status, 'is taken')
  if (put.status !== 201) return refusal(name, put.status, put.text)
  const stored = (await send('GET', `/${type}/${id}`, { headers: json })).text
  const expected = comparable(jsonTwin(name), twin)
  return comparable(stored, twin) === expected ? '' : `${name} is not its JSON twin`
}

/** As many at the same time as clients that a practice may have. */
async function problemsOf(
  format: 'json' | 'xml',
  problemOf: (example: Example, at: number) => Promise<string>,
): Promise<readonly string[]> {
  const waiting = [...examples(format).entries()]
  const problems: string[] = []
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      problems.push(await problemOf(next[1], next[0]))
    }
  }
  await Promise.all(Array.from({ length: 16 }, work))
  return problems.filter((problem) => problem !== '')
}

const options = { skip: examplesAbsent, timeout: timeoutMs }

t.test('JSON comes out as it went in, and the same through XML', options, async (t) => {
  t.same(await problemsOf('json', problemOfJson), [])
  t.pass(`${examples('json').length} examples`)
})

t.test('XML comes out as its JSON twin', options, async (t) => {
  t.same(await problemsOf('xml', problemOfXml), [])
  t.pass(`${examples('xml').length} examples`)
})

t.test('each refused example says what is wrong', options, async (t) => {
  for (const [name, reason] of Object.entries(refusedExamples)) {
    const text = jsonTwin(name)
    const { type, id } = nameOf(text)
    const { status, json } = await send('PUT', `/${type}/${id}`, { body: text })
    t.ok(status >= 400 && status < 500, `${name}: ${status}`)
    t.match(json.issue[0].diagnostics, reason)
  }
})
