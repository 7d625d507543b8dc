import { compileDefinitions } from './compile.js'

/** The build's last step: `node dist/src/definitions/compile/main.js` fills `dist/definitions`. */
const outcome = compileDefinitions(new URL('../../../definitions/', import.meta.url))
if (outcome === 'written') process.stdout.write('The definitions of FHIR R4 were compiled into `dist/definitions`.\n')
