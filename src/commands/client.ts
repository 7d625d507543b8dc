import { withEngine } from './with-engine.js'

/** `anteroom client add NAME SCOPES`: prints the token, the only time that it can be seen. */
export async function addClient(name: string, scopes: readonly string[]): Promise<void> {
  const token = await withEngine(({ clients }) => clients.add(name, scopes.join(' ')), 'administer')
  console.log(token)
  console.error('Keep this token: it is shown once. The client sends it as `Authorization: Bearer TOKEN`.')
}

/** `anteroom client list` */
export async function listClients(): Promise<void> {
  const clients = await withEngine((engine) => engine.clients.list(), 'administer')
  for (const { name, scopes, created } of clients) console.log(`${name}\t${scopes}\t${created}`)
  if (clients.length === 0) console.log('There are no clients. Add one with `anteroom client add NAME SCOPES`.')
}

/** `anteroom client remove NAME` */
export async function removeClient(name: string): Promise<void> {
  const removed = await withEngine((engine) => engine.clients.remove(name), 'administer')
  if (!removed) throw new Error(`There is no client \`${name}\`.`)
  console.log(`The client \`${name}\` is removed.`)
}
