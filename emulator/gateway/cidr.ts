/** An address as bits; null when it is none. IPv6 may be shortened with `::`. */
function bits(address: string): { value: bigint; width: number } | null {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) {
    const parts = address.split('.').map(Number)
    if (parts.some((part) => part > 255)) return null
    return { value: parts.reduce((all, part) => all * 256n + BigInt(part), 0n), width: 32 }
  }
  if (!/^[0-9a-f:]+$/i.test(address) || !address.includes(':')) return null
  const [head = '', tail] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = 8 - left.length - right.length
  if (gap < 0 || (tail === undefined && gap !== 0)) return null
  const groups = [...left, ...Array<string>(gap).fill('0'), ...right]
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return null
  return { value: groups.reduce((all, g) => all * 65_536n + BigInt(`0x${g}`), 0n), width: 128 }
}

/**
 * Is an address in a range such as `10.0.0.0/8`? A single address is a range of one.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
export function inRange(address: string, range: string): boolean {
  const [base = '', length] = range.split('/')
  const one = bits(address)
  const other = bits(base)
  if (!one || !other || one.width !== other.width) return false
  const shift = BigInt(one.width - Math.min(one.width, Number(length ?? one.width)))
  return one.value >> shift === other.value >> shift
}
