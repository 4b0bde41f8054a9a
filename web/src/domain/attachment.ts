/** The name that a service gives a file (RFC 6266): the one in any script before the plain one. */
export function attachmentName(disposition: string | null): string | null {
  const encoded = disposition?.match(/filename\*=UTF-8''([^;\s]+)/i)?.[1]
  if (encoded !== undefined) {
    return decodeURIComponent(encoded)
  }
  return disposition?.match(/filename="([^"]+)"/i)?.[1] ?? null
}
