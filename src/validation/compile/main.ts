import { buildValidators } from './build-validators.js'

/** A step of the build: `node dist/src/validation/compile/main.js` fills `dist/validators` from `dist/definitions`. */
const { written, kept } = buildValidators(new URL('../../../validators/', import.meta.url))
if (written > 0) process.stdout.write(`${written} validators were compiled into \`dist/validators\`, ${kept} kept.\n`)
