// What the people of a batch do on the day: candidates answer, assessors mark. Everything goes through the doors a person
// uses; what a candidate knows comes from the bank's file, never from the server.
import { createHash } from 'node:crypto';
import type { BankItem } from './files.ts';
import type { Client, Server } from './server.ts';

/** A number in 0…1 that depends on nothing but the words given: the same story runs the same way everywhere. */
export function chance(...words: (string | number)[]): number {
  return createHash('sha256').update(words.join('\0')).digest().readUInt32BE(0) / 2 ** 32;
}

/** How a candidate does: the share of items known, and the marks lost at practical work. */
export interface Ability {
  theory: number;
  practical: number;
}

/** About five in six pass both parts. */
export function abilityOf(seed: string): Ability {
  const weak = chance(seed, 'weak');
  return {
    theory: weak < 0.08 ? 0.35 : 0.72 + 0.2 * chance(seed, 'theory'),
    practical: weak > 0.92 ? 0.45 : 0.7 + 0.22 * chance(seed, 'practical'),
  };
}

/**
 * One candidate's theory exam: enters by ticket, saves in several batches, reloads once, hands in. Gives the number of
 * answers the server acknowledged.
 */
export async function sitTheory(
  server: Server,
  token: string,
  idNumber: string,
  bank: ReadonlyMap<string, BankItem>,
  ability: Ability,
): Promise<number> {
  const page = await server.client(null).batches.enterSitting({ token, idNumberEnd: idNumber.slice(-4) });
  const device = server.client(page.attemptToken);
  const entries = page.items.map((item, i) => ({
    sequence: i + 1,
    position: item.position,
    response: answer(bank.get(item.stem), item, ability, idNumber),
    savedAt: new Date(server.now().getTime()).toISOString(),
  }));
  let last = 0;
  for (let from = 0; from < entries.length; from += 30) {
    const saved = await device.sittings.saveResponses({
      epoch: page.epoch,
      entries: entries.slice(from, from + 30),
    });
    last = saved.lastSequence;
  }
  const again = await device.sittings.getAttempt();
  if (again.lastSequence !== last || again.responses.length !== entries.length)
    throw new Error('a reload lost answers');
  const receipt = await device.sittings.submitAttempt({ epoch: page.epoch, lastSequence: last });
  if (receipt.lastSequence !== last)
    throw new Error('the receipt tells another number of answers than were acknowledged');
  return last;
}

function answer(
  known: BankItem | undefined,
  item: { position: number; interaction: string; options: { id: string }[] },
  ability: Ability,
  seed: string,
): string[] {
  const knows = known && chance(seed, known.id) < ability.theory;
  if (known && knows) return known.correct;
  if (item.interaction === 'judgement') {
    // Who does not know guesses, and half of the guesses are right.
    return [chance(seed, item.position, 'guess') < 0.5 ? 'true' : 'false'];
  }
  const option = item.options[Math.floor(chance(seed, item.position) * item.options.length)];
  return option ? [option.id] : [];
}

/** One assessor marks every open sheet of a practical sitting, independently and from the scoring record. */
export async function markSitting(
  assessor: Client,
  sittingId: string,
  seed: string,
  abilityOfSeat: (seat: number) => Ability | null,
): Promise<number> {
  const desk = await assessor.marking.getMarkingDesk({ sittingId });
  let signed = 0;
  for (const task of desk.tasks) {
    const item = desk.items.find(({ itemVersionId }) => itemVersionId === task.itemVersionId);
    const ability = abilityOfSeat(task.seat);
    if (!item || !ability || task.state === 'signed') continue;
    const marks = item.rows.map((row) => {
      // Assessors agree on the work and differ a little in what they see.
      const work = chance(task.seat, item.itemVersionId, row.code) * 0.3 - 0.15;
      const eye = chance(seed, task.seat, row.code) * 0.06 - 0.03;
      const share = Math.min(1, Math.max(0, ability.practical + work + eye));
      const points = Math.min(row.points, Math.round((row.points * share) / row.step) * row.step);
      return { code: row.code, points: Math.round(points * 100) / 100, note: '' };
    });
    await assessor.marking.submitMarks({
      sittingId,
      candidateId: task.candidateId,
      itemVersionId: task.itemVersionId,
      marks,
      fatal: [],
    });
    signed += 1;
  }
  return signed;
}
