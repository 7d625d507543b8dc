/** The digit that makes a number right by mod 10 (Luhn), as LOINC and NPI have it. */
export function luhnDigit(digits: string): number {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return (10 - (sum % 10)) % 10
}

/** Products of the dihedral group of order 10: row times column. */
const products = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
]

/** The permutation of a digit by its place, which repeats after eight. */
const permutations = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
]

/** Whether a number whose last digit is a check digit is right by Verhoeff's scheme, as SNOMED CT has it. */
export function isVerhoeff(digits: string): boolean {
  const check = [...digits].reverse().reduce((product, digit, index) => {
    const permuted = Number(permutations[index % 8]?.charAt(Number(digit)))
    return Number(products[product]?.charAt(permuted))
  }, 0)
  return check === 0
}
