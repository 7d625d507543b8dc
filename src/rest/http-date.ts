const days = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const MS_A_DAY = 86_400_000

/** What the store writes: UTC with milliseconds. */
const isStored = (instant: string): boolean => instant.length === 24 && instant.endsWith('Z')

/**
 * An instant as an HTTP date. Every read has one, so it is cut from the text: `Date.toUTCString` takes four times as long.
 * https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
 */
export function httpDate(instant: string): string {
  const ms = Date.parse(instant)
  // Before 1970 days would count backwards; no stored instant is there.
  if (ms < 0 || !isStored(instant)) return new Date(ms).toUTCString()
  const day = days[Math.floor(ms / MS_A_DAY) % 7]
  const month = months[Number(instant.slice(5, 7)) - 1]
  return `${day}, ${instant.slice(8, 10)} ${month} ${instant.slice(0, 4)} ${instant.slice(11, 19)} GMT`
}
