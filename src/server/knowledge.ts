import type { Config } from '../config.js'
import type { Database } from '../database/database.js'
import type { CanonicalEntry, Canonicals } from '../definitions/canonicals.js'
import { createCanonicals } from '../definitions/create-canonicals.js'
import type { Definitions } from '../definitions/definitions.js'
import { createSnapshots } from '../definitions/snapshot/create-snapshots.js'
import type { Knowledge } from '../interactions/interaction.js'
import { createStoredCanonicals } from '../store/canonicals.js'
import { readEpoch } from '../store/epoch.js'
import { createKnowledge, type KnowledgeHolder } from '../store/knowledge.js'
import { createTerminology } from '../terminology/create-terminology.js'
import type { TerminologyEngine } from '../terminology/engine.js'
import type { StoredSources } from '../terminology/sources.js'
import { createStoredSources } from '../terminology/stored/stored-source.js'
import { createValidator } from '../validation/create-validator.js'
import type { StructureCheck } from '../validation/structure.js'
import type { BuiltValidators } from '../validation/structures/built-validators.js'

/** What knowledge is made of, but for what is stored. */
export interface KnowledgeParts {
  readonly config: Config
  readonly definitions: Definitions
  readonly checkStructure: StructureCheck
  /** R4's own conformance resources, and those that come with Anteroom. */
  readonly own: readonly (readonly CanonicalEntry[])[]
  readonly built: BuiltValidators
}

/** The knowledge over these layers; whatever is compiled from them is compiled when it is first needed. */
export function knowledgeOf(
  parts: KnowledgeParts,
  layers: readonly (readonly CanonicalEntry[])[],
  stored?: StoredSources,
): Omit<Knowledge, 'epoch'> {
  const { config, definitions, checkStructure, own, built } = parts
  const canonicals = createCanonicals([...own, ...layers])
  const terminology = createTerminology({
    canonicals,
    limits: { expansionCodesMax: config.limits.expansionCodes, answersMax: ANSWERS_MAX },
    ...(stored === undefined ? {} : { stored }),
  })
  return {
    canonicals,
    terminology,
    validate: validatorOf({ config, definitions, checkStructure, built }, canonicals, terminology),
  }
}

/** Answers of the database that terminology remembers. */
const ANSWERS_MAX = 50_000

function validatorOf(
  { config, definitions, checkStructure, built }: Omit<KnowledgeParts, 'own'>,
  canonicals: Canonicals,
  terminology: TerminologyEngine,
): Knowledge['validate'] {
  return createValidator({
    definitions,
    canonicals,
    terminology,
    snapshots: createSnapshots(canonicals),
    structureCheck: checkStructure,
    built,
    settings: {
      issuesMax: config.limits.validationIssues,
      bestPractice: 'off',
      unknownProfile: config.unknownProfile,
      defaultProfiles: config.profiles,
    },
  })
}

/** Code systems of the database by url, the newest version first. */
async function storedSources(database: Database, practice: number): Promise<StoredSources> {
  const sources = await createStoredSources({ practice }).list(database)
  return (url, version) =>
    sources.find((source) => source.url === url && (version === undefined || source.version === version))
}

/** Holds what is known of profiles and codes, stored ones included, and makes it anew where others changed it. */
export function holdKnowledge(
  parts: KnowledgeParts,
  place: { readonly database: Database; readonly practice: number; readonly now: () => number },
): Promise<KnowledgeHolder<Knowledge>> {
  const { database, practice, now } = place
  const readStored = createStoredCanonicals({ queryable: database, practice })
  return createKnowledge<Knowledge>({
    readEpoch: () => readEpoch({ queryable: database, practice }),
    load: async (epoch) => {
      const { packages, clients } = await readStored()
      return { epoch, ...knowledgeOf(parts, [packages, clients], await storedSources(database, practice)) }
    },
    now,
  })
}
