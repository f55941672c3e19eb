// Reading and writing files of items, in a thread of its own: a hostile or huge file must not freeze the page, and whoever
// started it can end it. One job a thread; formats-call.ts ends the thread with the job.
import { decodeText } from '@jiangping/formats/exchange/text-bytes';
import { detectFormat } from '@jiangping/formats/detect';
import { draftBank } from '@jiangping/formats/question/bank-drafts';
import { exportBank, writeItemTemplate } from '@jiangping/formats/question/bank-export';
import type { ExportFormat, StoredBank } from '@jiangping/formats/question/bank-export';
import { keyLinesOf } from '@jiangping/formats/question/key-lines';
import { openQuestion } from '@jiangping/formats/question/question';
import type { QuestionForm } from '@jiangping/formats/question/form';
import { faultsOfForm, formOfQuestion, writeForm } from '@jiangping/formats/question/question-form';
import { readItemFile } from '@jiangping/formats/read-bank';
import { readBankFile } from './bank-file.ts';

const jobs = {
  /** The items of a file; a JSON bank as it stands, since the server checks its shape row by row. */
  async read({ bytes, name, prefix }: { bytes: Uint8Array; name: string; prefix: string }) {
    if (detectFormat(bytes, name) === 'json-bank')
      return { kind: 'records' as const, ...readBankFile(decodeText(bytes)?.text ?? '') };
    return { kind: 'drafts' as const, ...draftBank(await readItemFile(bytes, name), prefix) };
  },
  export: ({ bank, format }: { bank: StoredBank; format: ExportFormat }) => exportBank(bank, format),
  template: ({ points }: { points: StoredBank['points'] }) => writeItemTemplate(points),
  /** The document of a form, what is missing in the form, and what is wrong with the document. */
  write({ form }: { form: QuestionForm }) {
    const { document, media } = writeForm(form);
    const { problems } = openQuestion(document, new Set(media.map(({ href }) => href)));
    return { document, media, faults: faultsOfForm(form), problems };
  },
  /** What a document says, what is wrong with it, the key of the clone of `seed` in words, and the form that makes it. */
  open({ document, hrefs, seed }: { document: string; hrefs: readonly string[]; seed?: number }) {
    const media = new Set(hrefs);
    const { item, reading, problems } = openQuestion(document, media);
    return {
      reading,
      problems,
      assets: item?.assets.map(({ href }) => href) ?? [],
      form: item ? formOfQuestion(item.root, media) : null,
      key: item ? keyLinesOf(item, seed) : [],
    };
  },
};

export type Jobs = typeof jobs;

self.addEventListener('message', ({ data }: MessageEvent<{ name: keyof Jobs; input: never }>) => {
  void (async () => {
    try {
      const answer = await jobs[data.name](data.input);
      self.postMessage({ answer });
    } catch (error) {
      self.postMessage({ fault: error instanceof Error ? error.message : 'defect' });
    }
  })();
});
