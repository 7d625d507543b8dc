/**
 * The elements and attributes that a narrative may have: chapters 7 to 11 (without 9.4, insertions and deletions) and 15 of HTML 4.0, links and images.
 * https://hl7.org/fhir/R4/narrative.html#xhtml
 */

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

export const elements: ReadonlySet<string> = words(
  'a abbr acronym address area b bdo big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img ' +
    'kbd li map ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var',
)

const everywhere = words('title style class id lang xml:lang dir accesskey tabindex')

const cells = 'align valign char charoff width height bgcolor'

const byElement: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    a: words('href name charset type hreflang rel rev shape coords'),
    area: words('shape coords href nohref alt'),
    blockquote: words('cite'),
    br: words('clear'),
    caption: words('align'),
    col: words(`span ${cells}`),
    colgroup: words(`span ${cells}`),
    div: words('align'),
    h1: words('align'),
    h2: words('align'),
    h3: words('align'),
    h4: words('align'),
    h5: words('align'),
    h6: words('align'),
    hr: words('align noshade size width'),
    img: words('src alt longdesc height width usemap ismap border align hspace vspace name'),
    li: words('type value'),
    map: words('name'),
    ol: words('type start compact'),
    p: words('align'),
    pre: words('width space xml:space'),
    q: words('cite'),
    table: words('summary width border frame rules cellspacing cellpadding align bgcolor'),
    tbody: words(cells),
    td: words(`abbr axis headers scope rowspan colspan nowrap ${cells}`),
    tfoot: words(cells),
    th: words(`abbr axis headers scope rowspan colspan nowrap ${cells}`),
    thead: words(cells),
    tr: words(cells),
    ul: words('type compact'),
  }),
)

/** True for an attribute that an element may have; `xmlns` of the root is another matter. */
export const hasAttribute = (element: string, attribute: string): boolean =>
  everywhere.has(attribute) || byElement.get(element)?.has(attribute) === true

/** Attributes that lead somewhere. */
export const addressAttributes: ReadonlySet<string> = words('href src cite longdesc usemap')

/** Schemes that a link of a narrative may have; relative links and `#id` have none. */
export const linkSchemes: ReadonlySet<string> = words('http https ftp ftps sftp mailto tel sms geo urn')
