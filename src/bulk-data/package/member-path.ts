/** Why a member of an archive is refused; undefined for a path that stays inside. */
export function pathProblem(path: string): string | undefined {
  if (/^([/\\]|[A-Za-z]:)/.test(path)) return `\`${path}\` is an absolute path`
  if (path.split(/[/\\]/).includes('..')) return `\`${path}\` leads out of the package`
  if (path.includes('\\') || path.includes('\0')) return `\`${path}\` is no path of a package`
  return undefined
}

/** Whether a file is one of those that packages keep conformance resources in: those of `package/` itself, not those of `package/example/` and others. */
export const isPackageFile = (path: string): boolean => /^package\/[^/.][^/]*\.json$/.test(path)
