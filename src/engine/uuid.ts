/** Whether a text is a UUID as PostgreSQL writes it: what else comes in an address or a form never reaches a query. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(value)
}
