import type { WrongExample } from './wrong-examples.js'

const otherIdentity: WrongExample = {
  reason: '"fullUrl SHALL NOT disagree with the id in the resource"',
  lines: /\.fullUrl: .*; they have to agree/,
}

/** Examples of US Core that are not valid R4, by version, type and id. Every one was looked at by hand. */
export const wrongUsCoreExamples: ReadonlyMap<string, WrongExample> = new Map([
  ['3.1.1 Bundle/66c8856b-ba11-4876-8aa8-467aad8c11a2', otherIdentity],
  ['6.1.0 Bundle/66c8856b-ba11-4876-8aa8-467aad8c11a2', otherIdentity],
  ['6.1.0 Bundle/docref-example-2', otherIdentity],
  [
    '3.1.1 Bundle/uscore-mo3',
    { reason: 'a fullUrl has to be absolute', lines: /^Bundle\.entry\[1\]\.fullUrl: .* absolute url/ },
  ],
  [
    '3.1.1 DiagnosticReport/cardiology-report',
    { reason: '`EQH/..AgME` is no base64', lines: /\.hash: .* has to be base64/ },
  ],
  [
    '3.1.1 Observation/satO2-fiO2',
    {
      reason:
        'the profile fixes `L/min`, and repeats R4’s required list of units that has it not; later versions don’t',
      lines: /^Observation\.component\[0\]\.value: .* `L\/min` .* is not in the value set “Vital Signs Units”/,
    },
  ],
  [
    '3.1.1 Observation/usg',
    { reason: 'in UCUM, curly braces hold no blank', lines: /`\{urine specific gravity\}`, which is no unit of UCUM/ },
  ],
])
