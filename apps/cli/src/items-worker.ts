/** Entry of a worker thread: checks or converts one file of items from a stranger and posts the result. */
import { parentPort, workerData } from 'node:worker_threads';
import type { CheckOptions, CheckReport } from '@jiangping/formats/check';
import { checkItems } from '@jiangping/formats/check-items';
import { convertItems } from '@jiangping/formats/convert-items';
import type { Conversion, TargetFormat } from '@jiangping/formats/convert-items';

export type ItemsTask =
  | {
      readonly kind: 'check';
      readonly bytes: Uint8Array;
      readonly file: string;
      readonly options: CheckOptions;
    }
  | {
      readonly kind: 'convert';
      readonly bytes: Uint8Array;
      readonly file: string;
      readonly to: TargetFormat;
      readonly isSingleFile: boolean;
    };

export interface ItemsAnswer {
  readonly report?: CheckReport & { readonly isUsable: boolean };
  readonly conversion?: Conversion;
}

async function run(task: ItemsTask): Promise<ItemsAnswer> {
  const { bytes, file } = task;
  if (task.kind === 'check') return { report: await checkItems(bytes, file, task.options) };
  return { conversion: await convertItems(bytes, file, task.to, task.isSingleFile) };
}

const port = parentPort;
if (!port) throw new Error('this file is the entry of a worker thread');
port.postMessage(await run(workerData as ItemsTask));
