// Calls of the public pages: plain fetch and types only, so that a phone need not load the console's client.
import type { ProblemBody } from '@jiangping/contract/client';
import type { Words } from './language.ts';

/** A refusal of the server, as the public pages show it. */
export class PublicRefusal extends Error {
  readonly problem: ProblemBody;

  constructor(problem: ProblemBody) {
    super(problem.code);
    this.problem = problem;
  }
}

/** The answer of a public route under `/api`; throws PublicRefusal, or an Error when the server cannot be reached. */
export async function callPublic<Answer>(path: string, body?: object): Promise<Answer> {
  const response = await fetch(`/api${path}`, {
    headers: body ? { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() } : {},
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  });
  const answer: unknown = await response.json();
  if (!response.ok)
    throw isProblem(answer) ? new PublicRefusal(answer) : new Error(`HTTP ${response.status}`);
  // The server answers by the contract.
  return answer as Answer;
}

function isProblem(answer: unknown): answer is ProblemBody {
  return (
    typeof answer === 'object' && answer !== null && 'code' in answer && 'zh' in answer && 'do' in answer
  );
}

/** The sentence and the next step of any error of a public call. */
export function wordsOf(error: unknown): { say: Words; todo: Words; correlationId: string | null } {
  if (error instanceof PublicRefusal) {
    const { zh, en, do: todo, correlationId } = error.problem;
    return { say: { zh, en }, todo, correlationId };
  }
  return {
    say: { zh: '暂时连不上服务器。', en: 'The server cannot be reached.' },
    todo: { zh: '请检查网络后重试。', en: 'Check the network and try again.' },
    correlationId: null,
  };
}
