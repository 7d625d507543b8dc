import { createRandom } from './random.js'
import { patient } from './resources.js'

/** Puts patients `0` to `count - 1` on a server, in Bundles. */
export async function fillPatients(baseUrl: string, count: number): Promise<void> {
  const random = createRandom(1)
  for (let from = 0; from < count; from += 500) {
    const entry = Array.from({ length: Math.min(500, count - from) }, (_, at) => {
      const resource = patient(from + at, random) as { id: string }
      return { resource, request: { method: 'PUT', url: `Patient/${resource.id}` } }
    })
    const answer = await fetch(baseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json', prefer: 'return=minimal' },
      body: JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry }),
    })
    if (!answer.ok) throw new Error(`The patients were refused: ${await answer.text()}`)
    await answer.arrayBuffer()
  }
}
