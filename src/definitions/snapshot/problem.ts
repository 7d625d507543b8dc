/** Why a snapshot can't be made, as a sentence; thrown inside this folder only, and caught where a snapshot is asked for. */
export class SnapshotProblem extends Error {}

/** What a differential may hold, and what a snapshot may grow to. R4's largest, of ExplanationOfBenefit, has less than 400 elements. */
export const elementsMax = 10_000

/** How deep the elements of a snapshot may stand below its root, and how many definitions may stand on each other. */
export const depthMax = 64
