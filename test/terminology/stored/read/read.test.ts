import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { conceptsOf } from '../../../../src/terminology/concepts.js'
import type { IncomingConcept } from '../../../../src/terminology/stored/load.js'
import { openText } from '../../../../src/terminology/stored/read/bytes.js'
import { jsonParts } from '../../../../src/terminology/stored/read/json-elements.js'
import { type FileSystem, openFile } from '../../../../src/terminology/stored/read/open-file.js'
import { freshFolder } from '../../../harness/database.js'

/** Writes a file that a test made up; answers its path. */
async function file(t: Test, name: string, content: string | Buffer): Promise<string> {
  const path = join(await freshFolder(t), name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content)
  return path
}

async function read(path: string, flags: { system?: FileSystem; version?: string } = {}) {
  const opened = await openFile({ path, system: flags.system, version: flags.version })
  const concepts: IncomingConcept[] = []
  for await (const concept of opened.concepts) concepts.push(concept)
  return { ...opened, concepts }
}

/** A line of an order file: invented codes. */
const order = (n: number, code: string, flag: 0 | 1, descriptions: string): string => {
  const [short = '', long = short] = descriptions.split('|')
  return `${String(n).padStart(5, '0')} ${code.padEnd(7)} ${flag} ${short.padEnd(60)} ${long}`
}

t.test('an order file gives ICD-10-CM with dots, and a hierarchy by the beginnings of codes', async (t) => {
  const lines = [
    order(1, 'Q99', 0, 'Invented things'),
    order(2, 'Q991', 0, 'Invented thing|Invented thing, written at length'),
    order(3, 'Q991XXA', 1, 'Invented thing, first'),
    order(4, 'Q992', 1, 'Other'),
  ]
  const path = await file(t, 'icd10cm_order_2031.txt', `${lines.join('\r\n')}\r\n`)
  const { head, concepts } = await read(path)
  t.match(head, { url: 'http://hl7.org/fhir/sid/icd-10-cm', version: '2031', content: 'complete' })
  t.match(concepts, [
    { code: 'Q99', parents: [], properties: [{ code: 'billable', value: false }], display: 'Invented things' },
    {
      code: 'Q99.1',
      parents: ['Q99'],
      display: 'Invented thing, written at length',
      designations: [{ value: 'Invented thing' }],
    },
    { code: 'Q99.1XXA', parents: ['Q99.1'], properties: [{ code: 'billable', value: true }] },
    { code: 'Q99.2', parents: ['Q99'] },
  ])
  t.equal(concepts.length, 4)
})

t.test('what is wrong with an order file is said with its line', async (t) => {
  const broken = await file(t, 'icd10cm_order_2031.txt', `${order(1, 'Q99', 0, 'A')}\nQ991 without its number\n`)
  await t.rejects(read(broken), {
    message: /icd10cm_order_2031\.txt, line 2: this is no line of an ICD-10-CM order file/,
  })
  const twice = await file(t, 'icd10cm_order_2031.txt', `${order(1, 'Q99', 0, 'A')}\n${order(2, 'Q99', 1, 'B')}`)
  await t.rejects(read(twice), { message: /line 2: the code `Q99` is there twice/ })
  const unversioned = await file(t, 'icd10cm.txt', order(1, 'Q99', 0, 'A'))
  await t.rejects(read(unversioned), { message: /say it with `--version`/ })
  t.equal((await read(unversioned, { version: '2032' })).head.version, '2032')
})

t.test('CDC’s table gives CVX, in UTF-8 and UTF-16, with old vaccines inactive', async (t) => {
  const lines = [
    '901       |Invented A|invented vaccine A, live|a note|Active|False|2030/11/03',
    '902       |Invented B|invented vaccine B||Inactive|False|2031/02/01',
    '999       |unknown|unknown vaccine||Inactive|17|True|2029/01/01',
  ].join('\r\n')
  for (const content of [lines, Buffer.from(`\ufeff${lines}`, 'utf16le'), `\ufeff${lines}`]) {
    const { head, concepts } = await read(await file(t, 'cvx.txt', content))
    t.match(head, { url: 'http://hl7.org/fhir/sid/cvx', version: '2031-02-01' })
    t.match(concepts, [
      { code: '901', display: 'Invented A', definition: 'invented vaccine A, live', active: true },
      { code: '902', active: false },
      { code: '999', active: false },
    ])
    t.same(
      concepts.map(({ properties }) => properties?.find(({ code }) => code === 'nonvaccine')?.value),
      [false, false, true],
    )
  }
  const broken = await file(t, 'cvx.txt', `${lines}\nMMR|03|MMR\n`)
  await t.rejects(read(broken), { message: /cvx\.txt, line 4: this is no line of CDC’s table/ })
})

const table = [
  '"LOINC_NUM","COMPONENT","PROPERTY","TIME_ASPCT","SYSTEM","SCALE_TYP","METHOD_TYP","CLASS","STATUS","SHORTNAME","LONG_COMMON_NAME","DefinitionDescription","UNKNOWN"',
  '"99991-5","Invented, ""quoted""","MCnc","Pt","Ser","Qn","","CHEM","ACTIVE","Inv Ser","Invented [Mass/volume]","What it is,\nin two lines","x"',
  '"99992-3","Old","MCnc","Pt","Ser","Qn","","CHEM","DEPRECATED","Old","Old thing","",""',
].join('\r\n')

t.test('Loinc.csv alone gives a fragment, and says what is missing', async (t) => {
  const path = await file(t, 'Loinc_9.81/LoincTable/Loinc.csv', `\ufeff${table}`)
  const { head, concepts, notes } = await read(path)
  t.match(head, { url: 'http://loinc.org', version: '9.81', content: 'fragment', caseSensitive: false })
  t.match(concepts, [
    {
      code: '99991-5',
      display: 'Invented [Mass/volume]',
      definition: 'What it is,\nin two lines',
      designations: [{ use: { code: 'SHORTNAME' }, value: 'Inv Ser' }],
      active: true,
      parents: [],
    },
    { code: '99992-3', active: false },
  ])
  const properties = concepts[0]?.properties ?? []
  t.equal(properties.find(({ code }) => code === 'COMPONENT')?.value, 'Invented, "quoted"')
  t.notOk(properties.some(({ code }) => code === 'METHOD_TYP' || code === 'UNKNOWN'))
  t.match(notes, [/ComponentHierarchyBySystem\.csv, Part\.csv, AnswerList\.csv not found.*fragment/])
})

t.test('a folder of LOINC gives hierarchy, parts and answers as well, and is complete', async (t) => {
  const folder = await freshFolder(t)
  const add = async (name: string, content: string): Promise<void> => {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  await add('LoincTable/Loinc.csv', table)
  await add(
    'AccessoryFiles/ComponentHierarchyBySystem/ComponentHierarchyBySystem.csv',
    [
      'PATH_TO_ROOT,SEQUENCE,IMMEDIATE_PARENT,CODE,CODE_TEXT',
      ',1,,LP900-1,Root',
      'LP900-1,1,LP900-1,LP901-9,Branch',
      'LP900-1.LP901-9,1,LP901-9,99991-5,Invented',
      'LP900-1,2,LP900-1,99991-5,Invented',
    ].join('\n'),
  )
  await add(
    'AccessoryFiles/PartFile/Part.csv',
    'PartNumber,PartTypeName,PartName,PartDisplayName,Status\nLP901-9,COMPONENT,Branch,The branch,DEPRECATED\n',
  )
  await add(
    'AccessoryFiles/AnswerFile/AnswerList.csv',
    'AnswerListId,AnswerListName,AnswerStringId,DisplayText\nLL900-5,Yes or no,LA901-1,Yes\nLL900-5,Yes or no,LA902-9,No\n',
  )
  const { head, concepts, notes } = await read(folder, { version: '9.82' })
  t.match(head, { version: '9.82', content: 'complete' })
  t.same(notes, [])
  t.same(
    concepts.map(({ code, display, parents }) => ({ code, display, parents })),
    [
      { code: '99991-5', display: 'Invented [Mass/volume]', parents: ['LP901-9', 'LP900-1'] },
      { code: '99992-3', display: 'Old thing', parents: [] },
      { code: 'LP901-9', display: 'The branch', parents: ['LP900-1'] },
      { code: 'LP900-1', display: 'Root', parents: [] },
      { code: 'LL900-5', display: 'Yes or no', parents: [] },
      { code: 'LA901-1', display: 'Yes', parents: [] },
      { code: 'LA902-9', display: 'No', parents: [] },
    ],
  )
  t.equal(concepts[2]?.active, false)
})

t.test('what is wrong with a table of LOINC is said', async (t) => {
  const other = await file(t, 'Loinc_9.81.csv', 'CODE,NAME\n1,a\n')
  await t.rejects(read(other), { message: /line 1: the table has no column `LOINC_NUM`, `COMPONENT`/ })
  const broken = await file(t, 'Loinc_9.81.csv', `${table}\r\n"99993-1","only two"\r\n`)
  await t.rejects(read(broken), { message: /Loinc_9\.81\.csv, line 5: / })
  await t.rejects(read(await freshFolder(t)), { message: /There is no `LoincTable\/Loinc\.csv`/ })
})

const json = fc.json({ maxDepth: 4 })

t.test('a JSON object is taken apart at any place of its array, in pieces of any size', async (t) => {
  const folder = await freshFolder(t)
  const path = join(folder, 'any.json')
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        before: json,
        elements: fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), { maxLength: 4 }),
        after: fc.dictionary(
          fc.string().filter((name) => name !== 'concept' && name !== '__proto__'),
          fc.jsonValue(),
        ),
        indent: fc.constantFrom(0, 2),
        size: fc.integer({ min: 1, max: 30 }),
      }),
      async ({ before, elements, after, indent, size }) => {
        const whole = { 'a "concept": [': JSON.parse(before), concept: elements, ...after }
        await writeFile(path, JSON.stringify(whole, undefined, indent))
        const text = JSON.stringify(whole, undefined, indent)
        const source = {
          ...(await openText(path)),
          pieces: async function* () {
            for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
          },
        }
        const found: unknown[] = []
        let rest: unknown
        for await (const part of jsonParts(source, 'concept')) {
          if (part.kind === 'element') found.push(JSON.parse(part.text))
          else rest = JSON.parse(part.text)
        }
        const plain = (value: unknown): string => JSON.stringify(value)
        if (plain(found) !== plain(elements)) throw new Error(`${plain(found)} are not ${plain(elements)}`)
        if (plain(rest) !== plain({ ...whole, concept: [] })) throw new Error(`${plain(rest)} is not the rest`)
      },
    ),
    { numRuns: 300 },
  )
  t.pass('whatever stands before, in and behind it')
})

t.test(
  'a CodeSystem resource gives the same concepts as in memory, also packed and with its url at the end',
  async (t) => {
    const resource = {
      resourceType: 'CodeSystem' as const,
      status: 'active' as const,
      concept: [
        { code: 'a', display: 'A {"[', concept: [{ code: 'b', property: [{ code: 'inactive', valueBoolean: true }] }] },
        { code: 'c', property: [{ code: 'parent', valueCode: 'a' }] },
      ],
      content: 'complete' as const,
      url: 'http://example.org/end',
      version: '3',
    }
    const text = JSON.stringify(resource, undefined, 2)
    for (const [name, content] of [
      ['x.json', text],
      ['x.json.gz', gzipSync(text)],
    ] as const) {
      const { head, concepts } = await read(await file(t, name, content))
      t.match(head, { url: 'http://example.org/end', version: '3', content: 'complete', caseSensitive: true })
      t.same(concepts, conceptsOf(resource))
    }
    const children = {
      ...resource,
      concept: [{ code: 'b' }, { code: 'a', property: [{ code: 'child', valueCode: 'b' }] }],
    }
    const { concepts } = await read(await file(t, 'x.json', JSON.stringify(children)))
    t.same(concepts[1]?.children, ['b'], 'a child in another element is told apart')
  },
)

t.test('what is wrong with a CodeSystem file is said, with the line where there is one', async (t) => {
  const refused = async (content: string, sentence: RegExp): Promise<void> => {
    await t.rejects(read(await file(t, 'x.json', content)), { message: sentence })
  }
  await refused('{"resourceType":"Patient"}', /x\.json: this is no CodeSystem, its `resourceType` is `Patient`/)
  await refused('[]', /no JSON object/)
  await refused('', /no JSON object/)
  await refused('{"resourceType":"CodeSystem","concept":[{"code":"a"}', /ends too early/)
  await refused(
    '{"resourceType":"CodeSystem",\n"concept":[\n"a"]}',
    /line 3: `concept` holds something that is no object/,
  )
  await refused('{"resourceType":"CodeSystem",\n"url', /line 2: a string doesn’t end/)
  await refused('{"resourceType":"CodeSystem","content":"complete"}', /has no `url`/)
  await refused('{"resourceType":"CodeSystem","url":"http://x","content":"not-present"}', /no concepts of its own/)
  await refused(
    '{"resourceType":"CodeSystem","url":"http://x","content":"complete","concept":[\n{"code":1 2}]}',
    /line 2: the JSON that begins here is wrong/,
  )
})

t.test('a file whose name doesn’t tell what it is asks for --system, and one that is absent is named', async (t) => {
  await t.rejects(read(await file(t, 'table.txt', 'x')), {
    message: /say it with `--system`: loinc, icd-10-cm, cvx, codesystem/,
  })
  await t.rejects(read('/nowhere/Loinc.csv'), { message: /There is no file or folder `\/nowhere\/Loinc\.csv`/ })
  await t.rejects(read('/nowhere/x', { system: 'cvx' }), { message: /There is no file `\/nowhere\/x`/ })
  const packed = await file(t, 'x.json.gz', 'this is not packed')
  await t.rejects(read(packed), { message: /x\.json\.gz cannot be unpacked: incorrect header check/ })
})
