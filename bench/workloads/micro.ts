import { loadDefinitions } from '../../src/definitions/load.js'
import { parseJson } from '../../src/fhir/json-parse.js'
import { resourceText } from '../../src/fhir/resource-text.js'
import { createExpressions } from '../../src/fhirpath/expressions.js'
import { createIndexer } from '../../src/search/indexer.js'
import { createParameterContext } from '../../src/search/parameter-context.js'
import { createStructureCheck } from '../../src/validation/structure.js'
import { atLeast, type Figure, inTurns } from '../figure.js'
import { createRandom } from '../random.js'
import { observation } from '../resources.js'
import type { Workload } from '../workload.js'

const RESOURCES = 5_000

/** How many resources a second a function goes through. */
async function rate(texts: readonly string[], work: (text: string, at: number) => unknown): Promise<number> {
  const startedMs = performance.now()
  texts.forEach(work)
  return (texts.length * 1000) / (performance.now() - startedMs)
}

/** What a write does to an Observation before the database sees it, beside `JSON.parse` of the same texts. */
export const micro: Workload = {
  name: 'micro',
  needs: 'nothing',
  efforts: ['full', 'smoke'],
  run: async ({ effort }) => {
    const random = createRandom(6)
    const texts = Array.from({ length: RESOURCES }, () => JSON.stringify(observation(random, 1_000)))
    const limits = { depth: 100, numberLength: 256 }
    const contents = texts.map((text) => resourceText(parseJson(text, limits)).resource)
    const definitions = loadDefinitions()
    const settings = { baseUrl: 'http://127.0.0.1:8080/fhir', aliases: [], timeZone: 'UTC' }
    const indexer = createIndexer({
      definitions,
      expressions: createExpressions(definitions),
      context: createParameterContext(settings, new Uint8Array(32)),
    })
    const check = createStructureCheck(definitions)
    const steps = [
      {
        name: 'micro: parse and split the text',
        floor: 0.12,
        work: (text: string) => resourceText(parseJson(text, limits)),
      },
      {
        name: 'micro: check the structure',
        floor: 0.4,
        work: (_: string, at: number) => check('Observation', contents[at] ?? {}),
      },
      {
        name: 'micro: index',
        floor: 0.06,
        work: (_: string, at: number) => indexer.index('Observation', `bench-${at}`, contents[at] ?? {}),
      },
    ]
    const figures: Figure[] = []
    for (const { name, floor, work } of steps) {
      // Twice before it counts: once compiled, once warm.
      await rate(texts, work)
      await rate(texts, work)
      const rounds = effort.kind === 'smoke' ? 5 : 15
      figures.push(
        atLeast(
          name,
          'resources/s',
          floor,
          await inTurns(
            rounds,
            () => rate(texts, work),
            () => rate(texts, (text) => JSON.parse(text)),
          ),
        ),
      )
    }
    return figures
  },
}
