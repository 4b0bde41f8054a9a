/** A refusal in the server's own words, with the code that programs go by and the number to quote. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly requestId: string | null,
    readonly errors: readonly { path: string; message: string }[],
    readonly retryAfter: number | null,
  ) {
    super(detail)
  }

  /** Null where the answer is no problem document: something between us and the service spoke. */
  static async of(answer: Response): Promise<Problem | null> {
    if (!answer.headers.get('Content-Type')?.startsWith('application/problem+json')) {
      return null
    }
    const body = await answer.json()
    const retryAfter = Number(answer.headers.get('Retry-After') ?? NaN)
    return new Problem(
      answer.status,
      body.code,
      body.detail,
      body.requestId ?? answer.headers.get('X-Request-Id'),
      body.errors ?? [],
      Number.isFinite(retryAfter) ? retryAfter : null,
    )
  }
}

/** What the server says of it, once: the sentence, and what is wrong where it does not say so already. */
export function sentences(problem: Problem): string[] {
  return [problem.detail, ...problem.errors.map((fault) => fault.message).filter((said) => !problem.detail.includes(said))]
}

/** No answer came, or none of the service's own: whether a command was carried out is not known. */
export class NoAnswer extends Error {
  constructor(readonly status: number | null) {
    super(status === null ? 'no connection' : `answered ${status}`)
  }
}
